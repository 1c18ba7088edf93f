"""Where limits start anew, and why: only a recorded decision moves them, and they replay without any of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from operator import attrgetter
from typing import Literal

LimitKind = Literal["rebase", "freeze", "unfreeze"]
BASELINE = range(13, 21)  # Making Data Count asks for 12 to 20; 13 is what limits need anyway


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitDecision:
    """One line of the ledger of limits.

    `series` and `first` (the period from which it holds) are the names that the plan gives them. A `rebase` starts a
    stretch with limits of its own; a `freeze` takes the limits of a stretch, and of later ones, from its first
    `baseline` points; an `unfreeze` takes them from all points again. `reason` is in words, `cites` the reference of the
    decision or experiment, `by` an opaque id, `at` when it was recorded.
    Raises ValueError where a part is missing or does not fit. Source: charts.md 1.5.
    """

    series: str
    first: str
    kind: LimitKind
    reason: str
    cites: str
    by: str
    at: datetime
    baseline: int | None = None

    def __post_init__(self) -> None:
        said = {"series": self.series, "first period": self.first, "reason": self.reason, "decision": self.cites, "who": self.by}  # fmt: skip
        if missing := [name for name, words in said.items() if not words.strip()]:
            raise ValueError(f"Limits move only with a {missing[0]}.")
        if self.baseline is not None and self.baseline not in BASELINE:
            raise ValueError(f"A baseline has {BASELINE[0]} to {BASELINE[-1]} points, not {self.baseline}.")
        if self.kind != "rebase" and (self.kind == "freeze") != (self.baseline is not None):
            raise ValueError("A freeze says how many points its baseline has; an unfreeze has none.")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch with its own centre and limits: the periods from `first` to before `end`, counted from 0.

    `baseline`: its limits rest on that many drawn points from its start, None for all. `decisions`: what made it so.
    """

    first: int
    end: int
    baseline: int | None = None
    decisions: tuple[LimitDecision, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.end or (self.baseline is not None and self.baseline < 2):
            raise ValueError("A stretch runs forwards, and a baseline has at least 2 points.")


def segments(decisions: Iterable[LimitDecision], periods: Sequence[str]) -> tuple[Segment, ...]:
    """The stretches of one series over its periods, oldest first; one stretch where nothing was decided.

    Each decision speaks from its first period on; of several from the same period the later recorded counts. A freeze
    stays in force for stretches that begin after it, until an unfreeze. To see a chart without a step, leave it out.
    Raises ValueError for decisions of several series, or one from a period that is not among `periods`.
    """
    ordered = sorted(decisions, key=attrgetter("at"))
    _check(ordered, periods)
    starts = sorted({0, *(periods.index(each.first) for each in ordered)})
    found: list[Segment] = []
    for first, end in pairwise([*starts, len(periods)]):
        here = tuple(each for each in ordered if periods.index(each.first) == first)
        found.append(Segment(first, end, _baseline(found[-1].baseline if found else None, here), here))
    return tuple(found)


def whole(periods: int, baseline: int | None = None) -> tuple[Segment, ...]:
    """One stretch over all periods."""
    return (Segment(0, periods, baseline),)


def check_cover(found: Sequence[Segment], periods: int) -> None:
    """Raises ValueError unless the stretches follow one another and cover all periods once."""
    ends = [0, *(each.end for each in found)]
    if ends[-1] != periods or any(each.first != last for each, last in zip(found, ends, strict=False)):
        raise ValueError(f"Stretches follow one another and cover all {periods} periods once.")


def _baseline(inherited: int | None, here: Iterable[LimitDecision]) -> int | None:
    for each in here:
        if each.kind != "rebase" or each.baseline is not None:
            inherited = each.baseline
    return inherited


def _check(decisions: Sequence[LimitDecision], periods: Sequence[str]) -> None:
    if len({each.series for each in decisions}) > 1:
        raise ValueError("Limits are replayed for one series at a time.")
    if strange := next((each.first for each in decisions if each.first not in periods), ""):
        raise ValueError(f"Limits start at a period of the series; {strange} is none.")
