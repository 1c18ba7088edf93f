"""Pages of reading together: the voices beside a figure, and writing for one's own."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.access import Viewer
from alliance.door.action import Done
from alliance.door.pages import caller, on, page, refuse
from alliance.links.queries import mentioned
from measures.notes import actions, queries
from measures.notes.forms import Correcting, Expecting, Reading, Telling
from measures.plan.reading import ALLIANCE_VIEW


@require_safe
def notes(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """What each voice reads in a figure, what was expected, and its stories."""
    viewer = enter(request, slug)
    found = _found(request, viewer, code)
    return page(request, "measures/notes/notes.html", {"read": found, "named": mentioned(viewer, found)})


def write(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Write a note for one's own voice."""
    viewer = enter(request, slug)
    found = _found(request, viewer, code)
    form = Reading(found.may_write, request.POST or None)
    if form.is_valid():
        answer = actions.write_note(caller(request, viewer), **_place(found), **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, "The note stands here now.", _back(viewer, found))
        refuse(form, answer)
    return page(request, "measures/notes/write.html", {"read": found}, form)


def tell(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Tell a story."""
    viewer = enter(request, slug)
    found = _found(request, viewer, code)
    form = Telling(found.may_tell, request.POST or None)
    if form.is_valid():
        answer = actions.tell_story(caller(request, viewer), **_place(found), **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, "The story is told.", _back(viewer, found))
        refuse(form, answer)
    return page(request, "measures/notes/write.html", {"read": found, "kind": "story"}, form)


def _place(found: queries.Together) -> dict[str, Any]:
    return {"measure": found.code, "view": found.view.code, "period": found.period}


def expect(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say what one expects of a release in the making."""
    viewer = enter(request, slug)
    found = queries.expectations(viewer, number)
    form = Expecting(found, request.POST or None)
    if form.is_valid():
        answer = actions.expect(caller(request, viewer), release=found.release, **form.cleaned_data)
        if isinstance(answer, Done):
            return on(
                request, answer, "It is kept, and stands beside the figure once it is out.", request.path
            )
        refuse(form, answer)
    return page(request, "measures/notes/expect.html", {"expect": found}, form)


def correct(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Put one's own note right."""
    viewer = enter(request, slug)
    row, said = queries.one(viewer, id)
    old = {"words": said.words, "more": said.more}
    form = Correcting(request.POST or None, initial=old, more=row.has_more)
    if form.is_valid():
        answer = actions.correct(caller(request, viewer), note=id, **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, "It is put right.", queries.address(viewer, row))
        refuse(form, answer)
    return page(
        request, "measures/notes/correct.html", {"note": row, "back": queries.address(viewer, row)}, form
    )


def take_back(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Take one's own note back."""
    viewer = enter(request, slug)
    row, said = queries.one(viewer, id)
    back, form = queries.address(viewer, row), Form(request.POST or None)
    if request.method == "POST":
        answer = actions.take_back(caller(request, viewer), note=id)
        if isinstance(answer, Done):
            return on(request, answer, "It is taken back. Only its place is left.", back)
        refuse(form, answer)
    return page(request, "measures/notes/take_back.html", {"said": said, "back": back}, form)


def _found(request: HttpRequest, viewer: Viewer, code: str) -> queries.Together:
    asked = request.GET
    return queries.together(
        viewer, code, view=asked.get("view") or ALLIANCE_VIEW, period=asked.get("period", "")
    )


def _back(viewer: Viewer, found: queries.Together) -> str:
    return f"{reverse('measure_notes', args=[viewer.slug, found.code])}?{found.state}"
