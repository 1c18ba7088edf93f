"""The rungs in plain words: what each is called, and what it is for. Nobody is blamed, and nothing is urged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from alliance.calendar.rules import day_of
from alliance.ladder.rules import Limits, Standing, Step, last_day


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung: its name and what it is for."""

    name: str
    purpose: str


RUNGS: Mapping[Step, Rung] = {
    Step.PAUSE: Rung("A pause", "Nothing is put to the vote. Whoever objects says what would change it."),
    Step.FACILITATED: Rung(
        "A facilitated meeting", "Members meet with somebody who helps them hear one another, and look for other words."
    ),
    Step.EXECUTIVES: Rung("The chief executives", "The heads of the organisations talk it over among themselves."),
    Step.EXPERT: Rung(
        "An independent expert", "Somebody from outside, whom members agree on, gives advice. It binds nobody."
    ),
    Step.REVOTE: Rung(
        "A vote on what is best for people", "Members vote once more, each by what is best for those who use the services."
    ),
    Step.LAPSED: Rung("The issue rests", "Things stay as they are. Anybody may propose something new."),
}  # fmt: skip


def time_left(limit: datetime, now: datetime, zone: str) -> str:
    """How many days are left until the end of the rung’s last day, in words."""
    days = (last_day(limit, zone) - day_of(now, zone)).days
    if days <= 0:
        return "today is its last day"
    return "1 day is left after today" if days == 1 else f"{days} days are left after today"


def day_words(limit: datetime, zone: str) -> str:
    """The last day of a rung, such as 12 December 2026."""
    day = last_day(limit, zone)
    return f"{day.day} {day:%B %Y}"


def where_it_stands(here: Standing, zone: str, resolved_by: str = "") -> str:
    """Where a deadlock stands, in a few words without a full stop; `resolved_by` is the reference of what was carried."""
    if here.resolved_by:
        return f"resolved: {resolved_by} was carried"
    if here.limit is None:
        return "the issue rests, and things stay as they are"
    name = RUNGS[here.step].name.lower()
    if here.vote:
        return f"{name}, and a vote runs"
    return f"{name} {'until' if here.step is Step.PAUSE else 'by'} {day_words(here.limit, zone)}"


def lasts(step: Step, limits: Limits) -> str:
    """How long a rung may take, in words; blank for the last."""
    if step is Step.LAPSED:
        return ""
    if step is Step.REVOTE:
        return "until the next meeting"
    days = limits.days(step)
    most = "at least " if step is Step.PAUSE else "at most "
    return f"{most}{days} working day{'' if days == 1 else 's'}"
