"""What is shown once, and what both keys open: tickets, key parts, pieces, the check, a correction, a hand-over."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from alliance.contract.pages import enter
from alliance.door.access import Caller, Viewer
from alliance.door.action import Done
from alliance.door.pages import answered, caller, on, page, refuse
from alliance.door.refusals import NotFound, Refused
from alliance.links.queries import mentioned
from alliance.tickets import actions as tickets
from alliance.tickets.queries import address, both_keys, read
from meetings.reviews import queries
from meetings.reviews.actions import correcting as corrections
from meetings.reviews.actions import gathering, handing, releasing
from meetings.reviews.content import texts
from meetings.reviews.forms import correcting
from meetings.reviews.forms import writing as typed
from meetings.reviews.queries.shapes import CheckPage, ReviewPage
from meetings.reviews.queries.ways import window_of

HERE = "meetings/reviews"


@require_POST
def ticket(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Hand out the viewer’s ticket: noted on the seat first; then, apart, a random one is drawn and shown once."""
    viewer = enter(request, slug)
    found = queries.review(viewer, number)
    noted = gathering.note_ticket(_without_key(viewer), review=found.id)
    if isinstance(noted, Refused):
        return answered(request, noted, "", found.row.url)
    return _once(request, found, tickets.take(window_of(viewer, number)), "ticket")


@require_POST
def part(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give a facilitator their part of the key, once."""
    viewer = enter(request, slug)
    found = queries.review(viewer, number)
    if not found.me.facilitates:
        raise NotFound
    return _once(request, found, tickets.keep_part(window_of(viewer, number), found.me.place), "part")


def pieces(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What people wrote, in another order each time, to both facilitators at one screen."""
    viewer = enter(request, slug)
    found, form = queries.review(viewer, number), typed.PartsForm(request.POST or None)
    if not found.me.facilitates:
        raise NotFound
    shown: dict[str, Any] = {"page": found}
    if form.is_valid():
        opened = read(window_of(viewer, number), **form.cleaned_data)
        if not isinstance(opened, Refused):
            return page(request, f"{HERE}/pieces.html", shown | {"pieces": opened})
        refuse(form, opened)
    return page(request, f"{HERE}/pieces.html", shown, form)


def check(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The whole text, and the viewer’s key to releasing it."""
    viewer = enter(request, slug)
    found = queries.check(viewer, number)
    form = typed.KeyForm(found, request.POST or None, initial={"digest": found.digest})
    if form.is_valid():
        answer = releasing.turn_release_key(caller(request, viewer), review=found.id, **form.wanted())
        if isinstance(answer, Done):
            return on(
                request,
                answer,
                "Your key is turned. It is released when both are.",
                queries.review(viewer, number).row.url,
            )
        refuse(form, answer)
    return page(
        request, f"{HERE}/check.html", {"page": found, "named": mentioned(viewer, found.content)}, form
    )


def correct(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put a release right: one facilitator writes, then both look at it and turn their keys."""
    viewer = enter(request, slug)
    found = queries.correction(viewer, number)
    waits = bool(found.reason) and "write" not in request.GET
    form: Form = (typed.KeyForm if waits else correcting.CorrectForm)(
        found, request.POST or None, initial=_begun(found)
    )
    if form.is_valid():
        act: Any = corrections.turn_correction_key if waits else corrections.correct_release
        answer = act(caller(request, viewer), review=found.id, **form.wanted())  # type: ignore[attr-defined]  # both have it
        if isinstance(answer, Done):
            return on(
                request,
                answer,
                *_corrected(found, waits),
            )
        refuse(form, answer)
    return page(
        request,
        f"{HERE}/correct.html",
        {"page": found, "waits": waits, "named": mentioned(viewer, found.content)},
        form,
    )


def hand_over(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Leave one’s place to whoever agreed to take it: with both parts nothing is lost."""
    viewer = enter(request, slug)
    found = queries.review(viewer, number)
    form = correcting.HandOverForm(found.may_lose, request.POST if request.method == "POST" else None)
    if not found.me.facilitates:
        raise NotFound
    if form.is_valid():
        answer = _handed_over(request, viewer, found, form.cleaned_data)
        if not isinstance(answer, Refused):
            return answer
        refuse(form, answer)
    return page(request, f"{HERE}/hand_over.html", {"page": found}, form)


def _without_key(viewer: Viewer) -> Caller:
    """A request that is sent twice is no second ticket: nothing is done again by a receipt."""
    return Caller(viewer.alliance, viewer.person)


def _corrected(found: CheckPage, waits: bool) -> tuple[str, str]:
    """What is said, and where it goes on: to the review, or to one’s own key."""
    if waits:
        return "Your key is turned. A new version stands when both are.", found.url
    return "It is written. Look at it as it would stand, and turn your key.", f"{found.url}correct/"


def _begun(found: CheckPage) -> dict[str, str]:
    return {"digest": found.digest, "title": found.title, "reason": found.reason} | {
        correcting.field(place): text for place, text in texts(found.content).items()
    }


def _handed_over(
    request: HttpRequest, viewer: Viewer, found: ReviewPage, given: dict[str, Any]
) -> HttpResponse | Refused:
    """The place goes first, and what was gathered is sealed again after that: whatever ends in between, the old parts,
    which were tried before, still open it."""
    parts = given.get("first", ""), given.get("second", "")
    again = found.window.id if found.window and found.may_lose and all(parts) else None
    answer = (both_keys(again, *parts) if again else None) or handing.hand_over(
        caller(request, viewer),
        review=found.id,
        sealed_again=again is not None,
        accept_loss=given.get("lose", False),
    )
    if isinstance(answer, Refused):
        return answer
    if again is None:
        return on(request, answer, "Handed over. Thank you.", found.row.url)
    return _once(request, found, tickets.hand_over(again, found.me.place, *parts), "part")


def _once(request: HttpRequest, found: ReviewPage, secret: str | Refused, what: str) -> HttpResponse:
    """Show a secret in the answer to this very request, and nowhere else."""
    if isinstance(secret, Refused):
        return answered(request, secret, "", found.row.url)
    return page(
        request, f"{HERE}/once.html", {"page": found, "secret": secret, "what": what, "address": address()}
    )
