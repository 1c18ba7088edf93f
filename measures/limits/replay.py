"""The steps of a ledger as they are replayed: up to one, or without one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from alliance.door.refusals import NotFound
from measures.statistics.choosing import ShareChart
from measures.statistics.segments import LimitDecision


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the ledger; `says` is what happened to the limits, `decision` what statistics replay it by, or `chart` which
    chart of shares was chosen."""

    number: int
    measure: str
    view: str
    period: str
    says: str
    reason: str
    cites: str
    who: str
    at: datetime
    decision: LimitDecision | None
    chart: ShareChart | None = None


def of(known: Iterable[Step], measure: str, view: str) -> tuple[Step, ...]:
    """The steps of one series among those that are known."""
    return tuple(each for each in known if (each.measure, each.view) == (measure, view))


def chosen(known: Iterable[Step]) -> ShareChart | None:
    """The chart of shares that was chosen last; None where nobody chose."""
    return next((each.chart for each in reversed([*known]) if each.chart), None)


def standing(known: Iterable[Step], ended: datetime | None) -> tuple[Step, ...]:
    """The steps as they stood until the next release came; all of them where none has come (None)."""
    return tuple(each for each in known if ended is None or each.at < ended)


def recorded(known: Sequence[Step], upto: int | None, ended: datetime | None) -> tuple[Step, ...]:
    """The first `upto` steps in the order in which they were recorded, of whatever series; where that is not said, those that
    stood until the next release came. NotFound for more steps than there are."""
    if upto is None:
        return standing(known, ended)
    if upto > len(known):
        raise NotFound
    return tuple(known[:upto])


def replayed(known: Sequence[Step], upto: int | None, without: int | None) -> tuple[Step, ...]:
    """The steps of a series as they stood after step `upto` (0: none yet), less step `without`."""
    return tuple(each for each in known if (upto is None or each.number <= upto) and each.number != without)
