"""The page of a running review, and everything that is done from it by a button or a small form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alliance.contract.pages import enter
from alliance.door.access import Viewer
from alliance.door.action import Action, Done
from alliance.door.pages import caller, on, page, refuse
from alliance.door.refusals import NotFound
from meetings.reviews import queries
from meetings.reviews.actions import gathering, handing, opening, releasing, stopping, writing
from meetings.reviews.forms import starting
from meetings.reviews.forms import writing as typed
from meetings.reviews.queries.shapes import LineShown, ReviewPage, ThemeShown
from meetings.reviews.words import WRITTEN, Stage, State

HERE = "meetings/reviews"
Make = Callable[..., Form]


@dataclass(frozen=True, slots=True)
class Verb:
    """A button: the action behind it, what is said when it is done, and the form it takes, if any."""

    act: Action[Any]
    said: str
    form: Make | None = None
    fed: str = ""
    back: str = ""


NEXT = "next"  # back to whatever stage follows

VERBS = {
    "ask": Verb(opening.ask_facilitator, "They are asked.", starting.PersonForm, "people"),
    "agree": Verb(opening.agree_to_facilitate, "Thank you for looking after this review.", starting.AgreeForm),
    "open": Verb(opening.open_review, "The review is open. Give people their seats.", back="seats"),
    "seat": Verb(opening.seat_person, "They have a seat.", starting.PersonForm, "people", "seats"),
    "remind": Verb(opening.remind, "All seats are reminded."),
    "prepare": Verb(gathering.prepare_window, "The window is prepared. Each of you takes a key part now.", starting.WindowForm),
    "start": Verb(gathering.start_window, "People can write unseen now."),
    "extend": Verb(gathering.extend_window, "The window is longer, and all seats are told.", starting.LaterForm),
    "end": Verb(gathering.end_window, "The gathering has ended."),
    "fear": Verb(gathering.answer_fear, "Only the number was kept. Thank you.", typed.FearForm),
    "step": Verb(writing.add_step, "It stands in the timeline.", typed.StepForm, "page", "timeline"),
    "remove": Verb(writing.remove_line, "It is gone.", typed.IdForm),
    "next": Verb(writing.advance, "On to the next stage.", back=NEXT),
    "theme": Verb(writing.write_theme, "It is written down.", typed.ThemeForm, "both", "themes"),
    "action": Verb(writing.add_action, "The action is noted.", typed.ActionForm, "both", "actions"),
    "soak": Verb(stopping.start_soak, "It soaks now for two working days."),
    "pause": Verb(stopping.pause_review, "The review is paused. Use the route for danger or crime outside this system now."),
    "resume": Verb(stopping.resume_review, "Your key is turned. It goes on when both are."),
    "withdraw": Verb(stopping.withdraw_review, "Your key is turned. When both are, everything is destroyed."),
    "take-back": Verb(stopping.take_key_back, "Your key is turned back.", typed.KeyBackForm),
    "replace": Verb(handing.replace_absent, "The place is taken, and all seats are told.", typed.LossForm),
    "hazard": Verb(stopping.write_hazard, "Your key is turned. The other facilitator turns the second.", typed.HazardForm, "partners"),
    "pass": Verb(stopping.pass_hazard, "The danger is passed on, and all seats are told.", typed.PassForm),
    "answer": Verb(releasing.answer_follow_up, "Only the numbers were kept. Thank you.", typed.FollowForm),
    "finish": Verb(releasing.finish_follow_up, "Followed up. The seats are gone, and with them the only list of who was here."),
}  # fmt: skip
LEAVES = {"decline": opening.decline_to_facilitate, "leave": opening.leave_seat}


@require_safe
def review(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A review, for those seated in it."""
    viewer = enter(request, slug)
    return _room(request, viewer, queries.review(viewer, number))


@require_POST
def write(request: HttpRequest, slug: str, number: int, stage: str) -> HttpResponse:
    """Write a line in a stage."""
    viewer = enter(request, slug)
    found = queries.review(viewer, number)
    form = typed.LineForm(stage, found, request.POST, prefix=stage)
    if form.is_valid():
        answer = writing.write_line(caller(request, viewer), review=found.id, stage=stage, **form.wanted())
        if isinstance(answer, Done):
            return on(request, answer, "It is written down, without a name.", f"{found.row.url}#{stage}")
        refuse(form, answer)
    return _room(request, viewer, found, stage, form)


def change(request: HttpRequest, slug: str, number: int, line: UUID) -> HttpResponse:
    """Other words for a line or a theme, by who looks after the review."""
    viewer = enter(request, slug)
    found = queries.review(viewer, number)
    form = typed.OtherWordsForm(_stands(found, line), found, request.POST or None)
    if form.is_valid():
        answer = writing.change_line(caller(request, viewer), review=found.id, line=line, **form.wanted())
        if isinstance(answer, Done):
            return on(request, answer, "It stands in other words; the old ones are gone.", found.row.url)
        refuse(form, answer)
    return page(request, f"{HERE}/change.html", {"page": found}, form)


@require_POST
def do(request: HttpRequest, slug: str, number: int, verb: str) -> HttpResponse:
    """Any button of the page."""
    viewer, one = enter(request, slug), VERBS[verb]
    found = queries.review(viewer, number)
    form = _form(one, viewer, found, verb, request.POST)
    if form.is_valid():
        given = getattr(form, "wanted", lambda: form.cleaned_data)()
        answer = one.act(caller(request, viewer), review=found.id, **given)
        if isinstance(answer, Done):
            return on(request, answer, _said(one, answer), _back(viewer, number, one, answer))
        refuse(form, answer)
    return _room(request, viewer, found, verb, form)


@require_POST
def leave(request: HttpRequest, slug: str, number: int, verb: str) -> HttpResponse:
    """Decline, or leave one’s seat."""
    viewer = enter(request, slug)
    found, form = queries.review(viewer, number), Form(request.POST)
    answer = LEAVES[verb](caller(request, viewer), review=found.id)
    if isinstance(answer, Done):
        return on(
            request,
            answer,
            "Done. Nothing of it is kept, no reason either.",
            _back(viewer, number, VERBS["remind"], answer),
        )
    form.is_valid()
    refuse(form, answer)
    return _room(request, viewer, found, verb, form)


def _room(
    request: HttpRequest, viewer: Viewer, found: ReviewPage, verb: str = "", form: Form | None = None
) -> HttpResponse:
    """The page with a blank form for everything that can be done, and the one that was sent in its place."""
    fed = {what: feed(viewer, found) for what, feed in FEEDS.items()}
    made = {name: one.form(*fed[one.fed], prefix=name) for name, one in VERBS.items() if one.form}
    lines = {stage: typed.LineForm(stage, found, prefix=stage) for stage in WRITTEN}
    shown = {
        "page": found,
        "forms": made | lines | ({verb: form} if form else {}),
        "verb": verb,
        "at": _at(found),
        "named": {row.ref: row for row in found.material.releases} if found.material else {},
    }
    return page(request, f"{HERE}/review.html", shown, form)


def _stands(found: ReviewPage, line: UUID) -> LineShown | ThemeShown:
    """The line that may be put in other words: not those of people affected, and not by who only takes part."""
    stand: list[LineShown | ThemeShown] = [*found.themes]
    stand += [one for stage in found.stages if stage.code != Stage.AFFECTED for one in stage.lines]
    named = {one.id: one for one in stand}
    if not found.me.facilitates or line not in named:
        raise NotFound
    return named[line]


def _at(found: ReviewPage) -> dict[str, bool]:
    """What the page shows, by where the review stands."""
    state, facilitates = found.row.state, found.me.facilitates
    return {
        "working": state in (State.OPENED, State.GATHERING, State.CLOSED),
        "seats": state == State.OPENED and found.window is None, "themes": state in (State.OPENED, State.CLOSED, State.SOAKING, State.ACTING) and _ripe(found),
        "followed": any(one.kind == "successor" for one in found.seats),
        "asks": state == State.PROPOSED and (found.me.proposed or facilitates) and found.me.kind != "asked",
        "ready": facilitates and state == State.PROPOSED and sum(one.kind == "facilitator" for one in found.seats) == 2,
    } | {name: state == name for name in State}  # fmt: skip


def _ripe(found: ReviewPage) -> bool:
    """Whether it is time to show what was learned: it is written from the factors, so not before they are asked."""
    reached = {one.code for one in found.stages if one.reached}
    return bool(found.themes or found.material) or found.row.state != State.OPENED or Stage.FACTORS in reached


def _form(one: Verb, viewer: Viewer, found: ReviewPage, verb: str, data: Any) -> Form:
    return one.form(*FEEDS[one.fed](viewer, found), data, prefix=verb) if one.form else Form(data)


FEEDS: Mapping[str, Callable[[Viewer, ReviewPage], tuple[Any, ...]]] = {
    "": lambda viewer, found: (),
    "people": lambda viewer, found: (queries.people(viewer),),
    "partners": lambda viewer, found: (list(queries.partners(viewer).items()),),
    "page": lambda viewer, found: (found,),
    "both": lambda viewer, found: (list(queries.partners(viewer).items()), found),
}  # what a form is made from, beside what was typed


def _said(one: Verb, answer: Done) -> str:
    return (
        "Parked: ideas become actions when the soak has ended." if answer.ref == writing.PARKED else one.said
    )


def _back(viewer: Viewer, number: int, one: Verb, answer: Done) -> str:
    """The review’s page, at the place where it goes on, or the list where the viewer’s seat has gone."""
    try:
        queries.seat(viewer, number)
    except NotFound:
        return reverse("reviews", args=[viewer.slug])
    place = answer.ref if one.back == NEXT else one.back
    return reverse("review", args=[viewer.slug, number]) + (f"#{place}" if place else "")
