"""How it stands with a partner's sheet, in words of help: no rank, no count of days that somebody is behind."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from measures.plan.reading import PeriodRow, Plan, Supplier
from measures.plan.rules import day_words

HELP = "not here yet. Please ask them what would help."
YOURS = "not sent yet; it is still welcome"


@dataclass(frozen=True, slots=True)
class Sending:
    """What a partner has sent for a period: the days of its first and last version, none where nothing came."""

    first: date
    last: date
    versions: int


Sendings = dict[tuple[UUID, UUID], Sending]  # by partner and period


@dataclass(frozen=True, slots=True)
class Status:
    """How it stands with one partner's sheet for one period; `state` is sent, due, later, absent or waits."""

    partner: str
    state: str
    words: str


def status(partner: Supplier, period: PeriodRow, sent: Sending | None, today: date) -> Status:
    """In words, for everybody to read."""
    if sent:
        return Status(partner.full_name, "sent", _sent(sent))
    if period.ends_on < partner.starts_on:
        return Status(partner.full_name, "absent", partner.absence)
    if today <= period.ends_on:
        return Status(partner.full_name, "later", f"not due before {day_words(period.due_on)}")
    if today <= period.due_on:
        return Status(partner.full_name, "due", due_words(period, today))
    return Status(partner.full_name, "waits", HELP)


def stands(plan: Plan, period: PeriodRow, sent: Sendings, today: date) -> list[tuple[Supplier, Status]]:
    """How it stands with the sheet of each partner, in declared order: the one truth behind every page that tells it."""
    return [(each, status(each, period, sent.get((each.org, period.id)), today)) for each in plan.suppliers]


def own(how: Status) -> Status:
    """The same, said to the partner itself."""
    return replace(how, words=YOURS) if how.state == "waits" else how


def due_words(period: PeriodRow, today: date) -> str:
    """`due in 9 days, on 31 July 2026`, or that it was due."""
    days = (period.due_on - today).days
    if days < 0:
        return f"was due on {day_words(period.due_on)}"
    when = "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"
    return f"due {when}, on {day_words(period.due_on)}" if days else "due today"


def _sent(sent: Sending) -> str:
    came = f"sent on {day_words(sent.first)}"
    return came if sent.versions == 1 else f"{came}, put right on {day_words(sent.last)}"
