"""A running review for programs, to those seated in it: the same queries and actions as the pages."""

from collections.abc import Callable
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from alliance.contract.pages import does, enter, reads
from alliance.door.access import Caller, Viewer
from alliance.door.action import Action
from alliance.door.api import Nothing, documented, refused, shown, valid
from alliance.door.outputs import told
from alliance.door.refusals import Refused
from alliance.tickets import actions as tickets
from alliance.tickets.queries import read
from meetings.reviews import queries
from meetings.reviews.actions import correcting, gathering, handing, opening, releasing, stopping, writing
from meetings.reviews.actions.base import NOT_YOURS
from meetings.reviews.api import inputs
from meetings.reviews.queries.shapes import ReviewPage, ReviewRow, Secret, Written
from meetings.reviews.queries.ways import window_of

Form = type[Serializer[Any]]


def _seated(viewer: Viewer, ref: str, **named: Any) -> list[ReviewRow]:
    return queries.seated(viewer)


def _page(viewer: Viewer, ref: str, number: int) -> ReviewPage:
    return queries.review(viewer, number)


class Reviews(APIView):
    """The reviews in which one is seated."""

    get = reads(queries.seated, "The reviews in which you have a seat")
    post = does(opening.propose_review, "Propose a review", send=inputs.Propose, show=_seated)


class Review(APIView):
    """One of them."""

    get = reads(queries.review, "A review in which you have a seat; a 404 to everybody else")


class Check(APIView):
    """What the keys are turned to."""

    get = reads(queries.check, "The whole text, its digest, and the places to look at: for its facilitators")


def take_ticket(viewer: Viewer, number: int) -> Secret | Refused:
    """Noted on the seat first; then, apart, a random ticket is drawn."""
    who = Caller(
        viewer.alliance, viewer.person
    )  # without a key: a request that is sent twice is no second ticket
    noted = gathering.note_ticket(who, **queries.on(viewer, number))
    return noted if isinstance(noted, Refused) else _secret(tickets.take(window_of(viewer, number)))


def take_part(viewer: Viewer, number: int) -> Secret | Refused:
    """A facilitator’s part of the key."""
    place = queries.review(viewer, number).me.place
    return _secret(tickets.keep_part(window_of(viewer, number), place)) if place else NOT_YOURS


def read_pieces(viewer: Viewer, number: int, *, first: str, second: str) -> list[Written] | Refused:
    """What people wrote, with both parts."""
    if not queries.review(viewer, number).me.facilitates:
        return NOT_YOURS
    opened = read(window_of(viewer, number), first, second)
    return opened if isinstance(opened, Refused) else [Written(one.text, one.consent) for one in opened]


def _secret(answer: str | Refused) -> Secret | Refused:
    return answer if isinstance(answer, Refused) else Secret(answer)


def _once(ask: Callable[..., Any], summary: str, ok: Any, send: Form | None = None) -> type[APIView]:
    """What is answered once, and neither kept by us nor by anything on the way."""

    @documented(ok=ok, send=send, summary=summary)
    def post(self: APIView, request: Request, slug: str, number: int) -> Response:
        viewer, sent = enter(request, slug), valid(send or Nothing, request)
        answer = ask(viewer, number, **sent)
        return refused(answer) if isinstance(answer, Refused) else Response(shown(answer))

    return _view(ask.__name__, summary, post)


def _verb(
    act: Action[Any], summary: str, send: Form | None = None, show: Callable[..., Any] = _page
) -> type[APIView]:
    return _view(act.__name__, summary, does(act, summary, on=queries.on, send=send, show=show))


def _view(name: str, summary: str, post: Any) -> type[APIView]:
    return type(
        name.title().replace("_", ""),
        (APIView,),
        {"__doc__": f"{summary}.", "__module__": __name__, "post": post},
    )


def _one_secret(viewer: Viewer) -> Secret:
    return Secret("")


def _some_pieces(viewer: Viewer) -> list[Written]:
    return []


VERBS = {
    "ask": _verb(opening.ask_facilitator, "Ask somebody to look after it", inputs.Person),
    "agree": _verb(opening.agree_to_facilitate, "Agree to look after it, with a declaration", inputs.Declared),
    "decline": _verb(opening.decline_to_facilitate, "Decline; no reason is kept", show=_seated),
    "open": _verb(opening.open_review, "Open it"),
    "seat": _verb(opening.seat_person, "Give somebody a seat", inputs.Person),
    "leave": _verb(opening.leave_seat, "Leave one’s seat", show=_seated),
    "remind": _verb(opening.remind, "Remind every seat"),
    "prepare": _verb(gathering.prepare_window, "Prepare a window in which people write unseen", inputs.Window),
    "start": _verb(gathering.start_window, "Let the writing begin"),
    "extend": _verb(gathering.extend_window, "Move its last day, once", inputs.Later),
    "end": _verb(gathering.end_window, "Go on when its last day is over"),
    "fear": _verb(gathering.answer_fear, "Say what might stop people from writing", inputs.Fear),
    "hand-over": _verb(handing.hand_over, "Leave one’s place to whoever agreed to take it; what was gathered is destroyed, and only if you accept that", inputs.Loss),
    "replace": _verb(handing.replace_absent, "Give the place of the other facilitator, who is absent, to whoever agreed to take it; what was gathered is destroyed, and only if you accept that", inputs.Loss),
    "write": _verb(writing.write_line, "Write a line in a stage", inputs.Line),
    "change-line": _verb(writing.change_line, "Put other words in the place of a line", inputs.OtherWords),
    "remove": _verb(writing.remove_line, "Take a line, a step or an action out", inputs.One),
    "step": _verb(writing.add_step, "Write a step of the timeline", inputs.Step),
    "next": _verb(writing.advance, "Go on to the next stage"),
    "theme": _verb(writing.write_theme, "Write a learning point", inputs.Theme),
    "action": _verb(writing.add_action, "Agree an action on a condition; parked before the soak has ended", inputs.ActionOn),
    "soak": _verb(stopping.start_soak, "Begin the soak"),
    "pause": _verb(stopping.pause_review, "Pause it: danger or a crime"),
    "resume": _verb(stopping.resume_review, "Turn one’s key to going on"),
    "withdraw": _verb(stopping.withdraw_review, "Turn one’s key to destroying it", show=_seated),
    "take-back": _verb(stopping.take_key_back, "Turn one’s own key back", inputs.KeyBack),
    "hazard": _verb(stopping.write_hazard, "Write a danger down, and turn the first key", inputs.Hazard),
    "pass": _verb(stopping.pass_hazard, "Turn the second key to a danger", inputs.PassOn),
    "release": _verb(releasing.turn_release_key, "Turn one’s key to releasing it", inputs.Key),
    "correct": _verb(correcting.correct_release, "Write a correction, which waits for both keys", inputs.Correct),
    "confirm": _verb(correcting.turn_correction_key, "Turn one’s key to the correction that waits", inputs.Confirm),
    "answer": _verb(releasing.answer_follow_up, "Answer the follow-up", inputs.Follow),
    "finish": _verb(releasing.finish_follow_up, "Say that follow-ups are done: the seats go", show=_seated),
    "ticket": _once(take_ticket, "Take one’s ticket, shown once", told(_one_secret)),
    "part": _once(take_part, "Take one’s part of the key, shown once", told(_one_secret)),
    "pieces": _once(read_pieces, "What people wrote, with both parts of the key", told(_some_pieces), inputs.Parts),
}  # fmt: skip
