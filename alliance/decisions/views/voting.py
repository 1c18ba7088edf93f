"""Pages on which ballots are cast, taken down and confirmed."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from alliance.contract.pages import enter
from alliance.decisions import actions, queries
from alliance.decisions.forms import Record, Vote
from alliance.decisions.reading.own import OwnBallot
from alliance.decisions.reading.values import DecisionPage, Seat
from alliance.decisions.views.forms_page import Ask, ask
from alliance.door.access import Viewer
from alliance.door.pages import answered, caller
from alliance.links.queries import mentioned

VOTE = "alliance/decisions/vote.html"


def vote(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Cast or change a ballot."""
    viewer = enter(request, slug)
    shown = queries.decision(viewer, number)
    orgs = [(voter.org, voter.name) for voter in shown.may.vote] or [
        (seat.org, seat.name) for seat in shown.seats
    ]
    first = {
        "revision": shown.revision,
        "org": orgs[0][0],
        "position": shown.may.vote[0].position if shown.may.vote else "",
        **_last_words(shown),
    }
    form = Vote(orgs, shown.options, request.POST or None, initial=first)
    if any(seat.owner and (seat.org, seat.name) in orgs for seat in shown.seats):
        form.ask_why()
    words = Ask(
        f"Vote on {shown.ref}",
        shown.title,
        "Cast this vote",
        partial(_counted, viewer, number, "The vote is in. You may change it until the vote closes."),
        shown.url,
    )
    act = partial(actions.cast_vote, caller(request, viewer), proposal=number)
    return ask(request, words, form, act, VOTE, page=shown, named=mentioned(viewer, shown))


def _last_words(shown: DecisionPage) -> dict[str, str]:
    """What the only organisation that the viewer speaks for said with its ballot so far; nothing where it speaks for
    several, because words must not pass from one to another."""
    if len(shown.may.vote) != 1 or not shown.may.vote[0].position:
        return {}
    org = shown.may.vote[0].org
    own: OwnBallot | Seat | None = next((one for one in shown.mine if one.org == org), None)
    own = next((one for one in shown.seats if one.org == org and one.position != "sealed"), own)
    return {name: getattr(own, name, "") for name in ("harm", "smallest_change", "reason", "best_for_people")}


def record(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take down a vote told by telephone."""
    viewer = enter(request, slug)
    shown = queries.decision(viewer, number)
    form = Record(
        queries.speakers(viewer), shown.options, request.POST or None, initial={"revision": shown.revision}
    )
    words = Ask(
        f"Take down a vote on {shown.ref}", shown.title, "Take it down",
        "It is taken down, and counts once they have confirmed it.", shown.url,
    )  # fmt: skip
    act = partial(actions.record_vote, caller(request, viewer), proposal=number)
    return ask(request, words, form, act, VOTE, page=shown, named=mentioned(viewer, shown))


@require_POST
def confirm(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Confirm a vote that was taken down."""
    viewer = enter(request, slug)
    shown = queries.decision(viewer, number)
    waiting = {str(voter.confirm): voter for voter in shown.may.vote if voter.confirm}
    voter = waiting.get(request.POST.get("ballot", ""))
    org, ballot = (voter.org, voter.confirm or UUID(int=0)) if voter else (UUID(int=0), UUID(int=0))
    answer = actions.confirm_vote(caller(request, viewer), proposal=number, org=org, ballot=ballot)
    return answered(
        request, answer, _counted(viewer, number, "Your vote is confirmed and counts."), shown.url
    )


def _counted(viewer: Viewer, number: int, running: str) -> str:
    """What to say once a vote counts: that it was the last, where it ended the vote."""
    shown = queries.decision(viewer, number)
    return running if shown.state == "open" else f"That was the last vote: {shown.state_words.lower()}."
