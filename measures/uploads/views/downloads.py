"""Files to take away: the template to fill in, and a sheet that was sent with what was found written in it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.refusals import NotFound, Refused
from measures.uploads import queries

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}  # fmt: skip


@require_safe
def template(request: HttpRequest, slug: str, period: str, kind: str, *, blank: bool) -> HttpResponse:
    """The sheet to fill in, as a file."""
    made = queries.template(enter(request, slug), period, kind, blank=blank)
    return as_file(made.name, made.content)


@require_safe
def response_template(request: HttpRequest, slug: str, period: str, kind: str) -> HttpResponse:
    """The sheet for single responses, as a file."""
    if kind not in queries.RESPONSE_MAKERS:
        raise NotFound
    made = queries.response_template(enter(request, slug), period, kind)
    return as_file(made.name, made.content)


@require_safe
def copy(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """The sheet that was sent, with the findings as comments of its cells."""
    made = queries.commented_copy(enter(request, slug), id)
    if isinstance(made, Refused):
        back = reverse("upload_draft", args=[slug, id])
        return render(request, "refused.html", {"refused": made, "back": back}, status=made.status)
    return as_file(made.name, made.content)


def as_file(name: str, content: bytes) -> HttpResponse:
    """A file to be saved under its name."""
    answer = HttpResponse(content, content_type=KINDS[name.rpartition(".")[2]])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
