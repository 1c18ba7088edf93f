"""The register's files, as pages give them."""

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.decisions import queries as decisions
from alliance.decisions.exports import answers, queries
from alliance.decisions.forms import Filter


@require_safe
def as_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """What is filtered, as .csv."""
    viewer = enter(request, slug)
    wanted = Filter(decisions.filters(viewer), request.GET).wanted()
    return answers.as_csv(slug, queries.export(viewer, **wanted))


@require_safe
def as_xlsx(request: HttpRequest, slug: str) -> FileResponse:
    """What is filtered, as .xlsx."""
    viewer = enter(request, slug)
    wanted = Filter(decisions.filters(viewer), request.GET).wanted()
    return answers.as_xlsx(slug, queries.export(viewer, **wanted))
