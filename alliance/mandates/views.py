"""Pages on which a member names who casts its vote, and ends a mandate."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from alliance.contract import queries
from alliance.contract.pages import enter
from alliance.door.pages import caller, on, page, refuse
from alliance.door.refusals import Refused
from alliance.mandates import actions
from alliance.mandates.forms import EndForm, MandateForm

HERE = "alliance/mandates/"
EMPTY = "Nobody can cast its vote until somebody is named, and a vote that needs everyone cannot be carried."
ASKED = "Your alliance manager can then fill the seat from outside, with a reason that its people read."


def grant(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a person cast an organisation's ballot."""
    viewer = enter(request, slug)
    seats = queries.people(viewer)
    form = MandateForm(request.POST or None, page=seats)
    if form.is_valid():
        answer = actions.grant_mandate(caller(request, viewer), **form.chosen())
        if not isinstance(answer, Refused):
            return on(request, answer, "The mandate is granted.", reverse("people", args=[slug]))
        refuse(form, answer)
    return page(request, f"{HERE}grant.html", {"page": seats}, form)


def end(request: HttpRequest, slug: str, mandate: UUID) -> HttpResponse:
    """Ask first, then end a mandate."""
    viewer, back = enter(request, slug), reverse("people", args=[slug])
    line = queries.mandate(viewer, mandate)
    form = EndForm(request.POST if request.method == "POST" else None, line)
    if form.is_valid():
        answer = actions.end_mandate(caller(request, viewer), mandate=mandate, **form.cleaned_data)
        if not isinstance(answer, Refused):
            return on(request, answer, f"{line.person_name}’s mandate has ended.", back)
        refuse(form, answer)
    return page(
        request, f"{HERE}end.html", _asked(line, own=line.person == viewer.person) | {"back_url": back}, form
    )


def _asked(line: queries.MandateLine, own: bool) -> dict[str, object]:
    whose = "Lay down your" if own else f"End {line.person_name}’s"
    return {
        "line": line, "title": f"{whose} mandate for {line.org_name}?",
        "text": "What was voted with it stands. The mandate stays in the record.", "confirm_label": "Lay it down" if own else "End the mandate",
        "consequences": [EMPTY, ASKED] if line.alone else [],
    }  # fmt: skip
