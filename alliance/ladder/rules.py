"""The deadlock ladder: where an issue stands follows from its failed rounds, its pinned limits and the time, and from nothing else."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from alliance.calendar.rules import day_of, working_days_after
from alliance.contract.rulebook import RuleBook
from alliance.door.refusals import Refused

DAY, INSTANT = timedelta(days=1), timedelta(microseconds=1)


class Step(IntEnum):
    """The rungs, in their order; each may end in a vote under the issue's own rule, and none outvotes anybody."""

    PAUSE = 1
    FACILITATED = 2
    EXECUTIVES = 3
    EXPERT = 4
    REVOTE = 5
    LAPSED = 6


class Ending(StrEnum):
    """How a round ended: carried, failed (an objection, or not everyone), or void (withdrawn, adjourned, referred)."""

    CARRIED = "carried"
    FAILED = "failed"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Round:
    """One vote on the issue; `ended_at` and `ending` are None while it runs."""

    proposal: str
    opened_at: datetime
    ended_at: datetime | None = None
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How long each rung lasts: working days, and for the last vote the months between meetings; pinned at opening."""

    pause: int
    facilitated: int
    executives: int
    expert: int
    meeting_months: int
    time_zone: str

    @classmethod
    def of(cls, book: RuleBook) -> "Limits":
        """What the rule-book in force says."""
        return cls(
            book.pause_working_days, book.facilitation_working_days, book.executives_working_days,
            book.expert_working_days, book.meeting_every_months, book.time_zone,
        )  # fmt: skip

    @classmethod
    def pinned(cls, body: Mapping[str, Any]) -> "Limits":
        """What was pinned at opening."""
        return cls(**{one.name: body[one.name] for one in fields(cls)})

    def to_body(self, holidays: Iterable[date]) -> dict[str, Any]:
        """What `deadlock.opened` pins, so that no later change moves a clock that runs: these, and the holidays."""
        return asdict(self) | {"holidays": sorted(day.isoformat() for day in holidays)}

    def days(self, step: Step) -> int:
        """The working days of one of the first four rungs."""
        return (self.pause, self.facilitated, self.executives, self.expert)[step - 1]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an issue stands: on which rung, since when, until when (None once over), with which vote running.

    `resolved_by` is the proposal that was carried at last; a lapsed issue leaves things as they were.
    """

    step: Step
    since: datetime
    limit: datetime | None
    vote: str = ""
    resolved_by: str = ""

    @property
    def over(self) -> bool:
        """Whether the ladder has come to its end."""
        return bool(self.resolved_by) or self.step is Step.LAPSED


def deadlocked(rounds: Iterable[Round], needed: int) -> tuple[Round, ...]:
    """The `needed` failures in a row that make an issue a deadlock, in their order; none where it is none yet.

    Void rounds count for nothing, a carried one begins anew. It opens as the last of them ends. Source: decisions
    reference 3.2, deadlock.
    """
    failed: list[Round] = []
    for one in sorted(rounds, key=lambda one: one.opened_at):
        if one.ended_at is None or one.ending is Ending.VOID:
            continue
        failed = [*failed, one] if one.ending is Ending.FAILED else []
        if len(failed) == needed:
            return tuple(failed)
    return ()


def limit_of(step: Step, since: datetime, limits: Limits, holidays: Collection[date]) -> datetime:
    """When a rung that began at `since` ends: with the last of its days, as a wall clock there shows midnight.

    The day of the beginning does not count, unless it began with that day.
    """
    first = day_of(since - INSTANT, limits.time_zone)
    if step is Step.REVOTE:
        last = first + limits.meeting_months * 31 * DAY  # a month's meeting is never more than 31 days off
    else:
        last = working_days_after(first, limits.days(step), holidays)
    return datetime.combine(last + DAY, time(), ZoneInfo(limits.time_zone)).astimezone(UTC)


def standing(
    opened_at: datetime, limits: Limits, rounds: Iterable[Round], now: datetime, holidays: Collection[date]
) -> Standing:
    """Where the issue stands at `now`, given the `rounds` opened since `opened_at`."""
    return climbed(opened_at, limits, rounds, now, holidays)[-1]


def climbed(
    opened_at: datetime, limits: Limits, rounds: Iterable[Round], now: datetime, holidays: Collection[date]
) -> tuple[Standing, ...]:
    """Every rung that the issue has come to by `now`, the last one being where it stands.

    A rung ends with the vote that was opened on it, or at its limit where none was: carried resolves, failed goes on to
    the next rung, void leaves the rung as it is. Source: decisions reference 3.3 and 5.
    """
    reached: list[Standing] = []
    since, waiting = opened_at, sorted(rounds, key=lambda one: one.opened_at)
    for step in list(Step)[:-1]:
        here = Standing(step, since, limit_of(step, since, limits, holidays))
        here, waiting = _vote_on(here, waiting, now)
        reached.append(here)
        if here.over or here.vote or here.limit is None or now < here.limit:
            return tuple(reached)
        since = here.limit
    return (*reached, Standing(Step.LAPSED, since, None))


def _vote_on(here: Standing, waiting: list[Round], now: datetime) -> tuple[Standing, list[Round]]:
    """The rung after the votes opened on it; its limit is the failed vote's end, or later where a void one ran over."""
    while waiting and here.limit is not None and waiting[0].opened_at < here.limit:
        vote, waiting = waiting[0], waiting[1:]
        if vote.ended_at is None or vote.ended_at > now:
            return replace(here, vote=vote.proposal), waiting
        if vote.ending is Ending.CARRIED:
            return replace(here, since=vote.ended_at, limit=None, resolved_by=vote.proposal), waiting
        if vote.ending is Ending.FAILED:
            return replace(here, limit=vote.ended_at), waiting
        here = replace(here, limit=max(here.limit, vote.ended_at))
    return here, waiting


def pinned_holidays(body: Mapping[str, Any]) -> frozenset[date]:
    """The bank holidays that were known as the deadlock opened."""
    return frozenset(map(date.fromisoformat, body["holidays"]))


def last_day(limit: datetime, time_zone: str) -> date:
    """The last whole day of a rung that ends at the instant `limit`."""
    return day_of(limit - INSTANT, time_zone)


def check_put_again(here: Standing, time_zone: str) -> Refused | None:
    """Whether the issue may be put to the vote now."""
    if here.over:
        return None
    if here.vote:
        return VOTE_RUNNING
    if here.step is Step.PAUSE and here.limit is not None:
        last = last_day(here.limit, time_zone)
        return Refused(
            "paused",
            f"The pause lasts to the end of {last.day} {last:%B %Y}. Meanwhile, each objection says what would change it.",
        )
    return None


VOTE_RUNNING = Refused(
    "vote_running", "This issue is open for votes already. Vote there, or wait for its end."
)
