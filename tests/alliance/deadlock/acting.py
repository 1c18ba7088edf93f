"""Rounds that fail, and what the log says of them, in a few words each."""

from datetime import datetime, timedelta
from typing import Any

from alliance.decisions import actions
from alliance.decisions.asked import Asked
from alliance.decisions.models import Proposal
from alliance.door import clock
from alliance.door.action import Done
from alliance.door.refusals import Refused
from alliance.ladder.models import Case
from alliance.ledger import queries as ledger
from tests.alliance.decisions.acting import number, row
from tests.cast import START, Cast

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def put(cast: Cast, at: datetime, again: int | None = None, **wanted: Any) -> Done | Refused:
    """Put the issue to the vote at the instant `at`; `again` is the number of the round that failed."""
    given: dict[str, Any] = {
        "org": cast.orgs["KIN"], "matter": "vision", "title": "Weekly calls", "text": "We call each week.",
        "review_on": (at + 200 * DAY).date(), "renews": again,
    } | wanted  # fmt: skip
    with clock.simulated(at):
        return actions.open_proposal(cast.caller("kin"), asked=Asked(**given))


def fails(
    cast: Cast, at: datetime, again: int | None = None, position: str = "disagree", **wanted: Any
) -> int:
    """A round in which the council does not agree; it is closed an hour later. Its number."""
    proposal = number(put(cast, at, again, **wanted))
    with clock.simulated(at + HOUR / 2):
        for org in ("ICB", "HOM", "KIN"):
            voted(cast, proposal, org, "agree")
        voted(cast, proposal, "COU", position)
    with clock.simulated(at + HOUR):  # where all agreed in writing, or in a meeting, it has ended by now
        actions.close_early(cast.caller("kin"), proposal=proposal)
    assert row(cast, proposal).result
    return proposal


def voted(cast: Cast, proposal: int, org: str, position: str) -> None:
    """A ballot at the instant that the clock shows."""
    seats = {"COU": "council", "ICB": "icb", "HOM": "homes", "KIN": "kin"}
    why = {"harm": "It costs us beds.", "smallest_change": "Start in May."} if position == "disagree" else {}
    ballot = {"proposal": proposal, "org": cast.orgs[org], "revision": 1, "position": position} | why
    assert isinstance(actions.cast_vote(cast.caller(seats[org]), **ballot), Done)


def in_deadlock(cast: Cast) -> datetime:
    """Two rounds that failed, D-001 and D-002; the instant at which the deadlock opened."""
    fails(cast, START + HOUR)
    fails(cast, START + DAY, 1)
    return START + DAY + HOUR


def case(cast: Cast) -> Case:
    return Case.objects.get(alliance_id=cast.alliance)


def log(cast: Cast) -> list[str]:
    """The kinds of deadlock events so far, without their prefix; a rung with its number."""
    found = [event for event in ledger.events(cast.alliance) if event.type.startswith("deadlock.")]
    return [event.type.removeprefix("deadlock.") + str(event.body.get("step", "")) for event in found]


def tick(at: datetime) -> None:
    """What the worker does every few seconds."""
    with clock.simulated(at):
        actions.settle_everywhere()


def proposals(cast: Cast) -> list[Proposal]:
    return list(Proposal.objects.filter(alliance_id=cast.alliance).order_by("number"))
