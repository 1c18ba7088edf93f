"""What the system writes of a deadlock, inside the actions of votes: that it opened, each rung, and how it ended."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import QuerySet

from alliance.calendar.rules import day_of
from alliance.contract.rulebook import RuleBook
from alliance.door import clock
from alliance.door.action import Act
from alliance.ladder.models import Case
from alliance.ladder.rules import (
    Limits,
    Round,
    Standing,
    Step,
    climbed,
    limit_of,
    pinned_holidays,
)
from alliance.ledger.canonical import instant_text


def due(at: datetime) -> QuerySet[Case]:
    """The deadlocks, of every alliance, whose rung may have ended by the instant `at`."""
    return Case.objects.filter(ended_at=None, limit__lte=at)


def open_case(act: Act, issue: UUID, failed: Sequence[Round], book: RuleBook) -> None:
    """Open the deadlock of an issue whose rounds `failed` in a row, at the end of the last one; limits are pinned."""
    last = failed[-1]
    opened = last.ended_at or act.at
    limits = Limits.of(book)
    holidays = {day for day in clock.holidays() if day >= day_of(opened, book.time_zone)}
    body = {
        "case": str(uuid4()), "alliance": str(act.alliance), "issue": str(issue), "proposal": last.proposal,
        "rounds": [one.proposal for one in failed], "limits": limits.to_body(holidays), "opened": instant_text(opened),
        "limit": instant_text(limit_of(Step.PAUSE, opened, limits, holidays)),
    }  # fmt: skip
    act.as_system("deadlock.opened", body)


def follow(act: Act, case: Case, rounds: Iterable[Round]) -> None:
    """Tell the log of every rung that the deadlock has come to since it was last told, and of its end."""
    reached = rungs(case, rounds, act.at)
    for here in reached:
        if here.step > case.step and here.limit is not None:
            act.as_system("deadlock.moved", _told(case, here, here.limit))
    last, name = reached[-1], {"case": str(case.id)}
    if last.resolved_by:
        ended = {"proposal": last.resolved_by, "ended": instant_text(last.since)}
        act.as_system("deadlock.resolved", name | ended)
    elif last.step is Step.LAPSED:
        act.as_system("deadlock.lapsed", name | {"ended": instant_text(last.since)})


def rungs(case: Case, rounds: Iterable[Round], now: datetime) -> tuple[Standing, ...]:
    """Every rung that the deadlock has come to by `now`, by what was pinned as it opened."""
    since = [one for one in rounds if one.opened_at >= case.opened_at]
    return climbed(case.opened_at, Limits.pinned(case.pinned), since, now, pinned_holidays(case.pinned))


def _told(case: Case, here: Standing, limit: datetime) -> dict[str, object]:
    return {
        "case": str(case.id), "step": int(here.step), "since": instant_text(here.since), "limit": instant_text(limit),
    }  # fmt: skip
