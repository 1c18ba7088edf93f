"""Decisions made by the cast, in a few words each."""

from datetime import date, timedelta
from typing import Any

from alliance.decisions import actions
from alliance.decisions.asked import Asked
from alliance.decisions.models import Proposal
from alliance.door import clock
from alliance.door.action import Done
from alliance.door.refusals import Refused
from alliance.ledger import queries as ledger
from tests.cast import START, Cast

SEATS = {"COU": "council", "ICB": "icb", "HOM": "homes", "KIN": "kin"}
LAST = START + timedelta(days=27, hours=7)  # the 28th day, 17:00 in summer time is 16:00 UTC


def opened(cast: Cast, by: str = "kin", **wanted: Any) -> int:
    """Open a proposal an hour after the start; its number."""
    given = {
        "org": cast.orgs["KIN"], "matter": "vision", "title": "Weekly calls", "text": "We call each week.",
        "review_on": date(2026, 9, 1),
    } | wanted  # fmt: skip
    return number(act(cast, by, actions.open_proposal, hours=1, asked=Asked(**given)))


def act(
    cast: Cast, by: str | None, action: Any, *, hours: float = 2, key: str | None = None, **arguments: Any
) -> Any:
    """Call an action as `by`, so many hours after the start."""
    with clock.simulated(START + timedelta(hours=hours)):
        return action(cast.caller(by, key) if by else cast.caller("manager"), **arguments)


def vote(cast: Cast, proposal: int, org: str, position: str = "agree", *, by: str = "", **more: Any) -> Any:
    """Cast a ballot by the organisation's representative."""
    hours, key = more.pop("hours", 2), more.pop("key", None)
    said = {"harm": "It costs us beds.", "smallest_change": "Start in May."} if position == "disagree" else {}
    ballot = {"proposal": proposal, "org": cast.orgs[org], "revision": 1, "position": position} | said | more
    return act(cast, by or SEATS[org], actions.cast_vote, hours=hours, key=key, **ballot)


def all_vote(cast: Cast, proposal: int, *orgs: str, **more: Any) -> None:
    for org in orgs or SEATS:
        assert isinstance(vote(cast, proposal, org, **more), Done)


def number(answer: Done | Refused) -> int:
    assert isinstance(answer, Done), answer
    return int(answer.ref.partition("-")[2])


def row(cast: Cast, proposal: int) -> Proposal:
    return Proposal.objects.get(alliance_id=cast.alliance, number=proposal)


def settled(cast: Cast, proposal: int, at: Any = LAST) -> tuple[str, str]:
    """The outcome once the deadline has passed."""
    with clock.simulated(at):
        actions.settle_everywhere()
    found = row(cast, proposal)
    return found.result, found.reason


def tail(cast: Cast, count: int = 1) -> list[str]:
    return [event.type for event in ledger.events(cast.alliance)][-count:]


def code(answer: Done | Refused) -> tuple[str, int]:
    assert isinstance(answer, Refused), answer
    return answer.code, answer.status
