"""Pages of deadlocks: the list, one with its ladder, and a note."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.deadlock import actions, forms, queries
from alliance.decisions.views.forms_page import Ask, ask
from alliance.door.pages import caller, page
from alliance.links.queries import mentioned

HERE = "alliance/deadlock/"


@require_safe
def cases(request: HttpRequest, slug: str) -> HttpResponse:
    """Every deadlock there is or was."""
    return page(request, f"{HERE}cases.html", {"cases": queries.cases(enter(request, slug))})


@require_safe
def case(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One deadlock: where it stands, what stands in the way, what was said."""
    viewer = enter(request, slug)
    found = queries.case(viewer, number)
    return page(request, f"{HERE}case.html", {"page": found, "named": mentioned(viewer, found)})


def note(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Note what would change an objection, what was said, or who helps."""
    viewer = enter(request, slug)
    found = queries.case(viewer, number)
    lead = "Everyone in the alliance can read it. It binds nobody, and it stays with the deadlock."
    words = Ask(
        f"A note on the deadlock of {found.case.ref}", lead, "Keep this note", "It is noted.", found.case.url
    )
    form = forms.Note(found.voices, request.POST or None)
    return ask(request, words, form, partial(actions.note, caller(request, viewer), deadlock=number))
