"""The log of risks as files, as a page to print, and as drawings."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.access import Viewer
from alliance.door.pages import page
from frontend.charts import bowtie as bowties
from frontend.charts import heat
from risks.register import queries as register
from risks.register.forms import FilterForm
from risks.shown import answers, queries


@require_safe
def as_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """What is filtered, as .csv."""
    viewer = enter(request, slug)
    return answers.as_csv(slug, queries.log(viewer, **_wanted(request, viewer)))


@require_safe
def as_xlsx(request: HttpRequest, slug: str) -> FileResponse:
    """What is filtered, as .xlsx."""
    viewer = enter(request, slug)
    return answers.as_xlsx(slug, queries.log(viewer, **_wanted(request, viewer)))


@require_safe
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """What is filtered, as a page for paper."""
    viewer = enter(request, slug)
    return page(request, "risks/shown/paper.html", {"log": queries.log(viewer, **_wanted(request, viewer))})


@require_safe
def bowtie(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One risk as a bow-tie, with the same as a table."""
    spec = queries.bowtie(enter(request, slug), number)
    return page(request, "risks/shown/bowtie.html", {"spec": spec, "number": number})


@require_safe
def bowtie_file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The bow-tie as .svg."""
    return answers.as_svg(
        f"{slug}-R-{number:02}-bow-tie", bowties.svg(queries.bowtie(enter(request, slug), number))
    )


@require_safe
def map_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """A map as .svg."""
    return answers.as_svg(f"{slug}-map-of-{kind}", heat.svg(queries.drawn_map(enter(request, slug), kind)))


def _wanted(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    return FilterForm(register.raising(viewer), register.steps(viewer), request.GET).wanted()
