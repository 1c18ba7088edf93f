"""The luck budget: how many charts of a page would show a signal if nothing at all had happened."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import prod
from pathlib import Path

from measures.statistics.choosing import ChartName
from measures.statistics.reading import Reading, ReadStretch
from measures.statistics.rulesets import ALLIANCE_1, RuleSet

RATES = Path(__file__).parent / "rates.json"
CAUTION = "Periods that share people lean on one another, and then luck shows more often than this."
Row = tuple[int, float, float]


@dataclass(frozen=True, slots=True)
class Luck:
    """The chances, from 0 to 1, that noise alone gives a chart any signal, and one at its latest point."""

    some: float
    latest: float


NONE = Luck(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Budget:
    """Of `charts` that look for signals: how many show one by luck (`some`), how many at the latest point (`latest`).

    `chance` is that of at least one signal at a latest point, from 0 to 1, as if charts did not depend on one another.
    """

    charts: int
    some: float
    latest: float
    chance: float

    @property
    def parts(self) -> tuple[str, str, str]:
        """ "about 4.5 show a signal by luck", "0.4 at the latest point" and "32% chance of any": parts of a sentence."""
        some = _number(self.some)
        verb, about = "shows" if some == "1.0" else "show", "" if some.startswith("fewer") else "about "
        return (
            f"{about}{some} {verb} a signal by luck",
            f"{_number(self.latest)} at the latest point",
            f"{round(100 * self.chance)}% chance of any",
        )


def rate(chart: ChartName, points: int, rules: RuleSet = ALLIANCE_1, baseline: int | None = None) -> Luck:
    """The luck of one stretch of so many drawn points; frozen to its first `baseline` points where one is given.

    Between simulated lengths it is read off the straight line, beyond the longest as of charts joined end to end.
    Dots, stretches too short for their chart, and rule sets without rates: none. Source: `manage.py luck_rates`.
    """
    held = _rates().get(chart, {}).get(str(rules), {})
    if not held or points < held[0][0][0]:
        return NONE
    frozen = sorted(length for length in held if length)
    if not frozen or baseline is None or points <= baseline:
        return _along(held[0], points)
    new, low, high = points - baseline, frozen[0], frozen[-1]
    at = min(max(baseline, low), high)
    return _between(_along(held[low], low + new), _along(held[high], high + new), (at - low) / (high - low))


def luck_of(reading: Reading, rules: RuleSet = ALLIANCE_1) -> Luck:
    """The luck of a whole chart: any stretch may show a signal, the latest point belongs to the last one."""
    found = [_of_stretch(each, rules) for each in reading.stretches]
    return Luck(1 - prod(1 - each.some for each in found), found[-1].latest) if found else NONE


def budget(charts: Iterable[Luck]) -> Budget:
    """What luck alone gives a page of charts; those that look for no signals are not counted."""
    looking = [each for each in charts if each.some]
    return Budget(
        len(looking), sum(each.some for each in looking), sum(each.latest for each in looking),
        1 - prod(1 - each.latest for each in looking),
    )  # fmt: skip


@cache
def _rates() -> dict[str, dict[str, dict[int, list[Row]]]]:
    """By chart, rule set and baseline, 0 where limits rest on all points."""
    read = json.loads(RATES.read_text())
    return {
        chart: {
            name: {int(baseline): [tuple(row) for row in rows] for baseline, rows in held.items()}
            for name, held in sets.items()
        }
        for chart, sets in read.items()
    }


def _of_stretch(stretch: ReadStretch, rules: RuleSet) -> Luck:
    if stretch.limits is not None:
        return rate(stretch.choice.chart, stretch.limits.points, rules, stretch.segment.baseline)
    if stretch.runs is not None:
        return rate("run", stretch.runs.useful, rules)
    return NONE


def _along(rows: Sequence[Row], points: int) -> Luck:
    if points <= rows[0][0]:
        return Luck(*rows[0][1:])
    for (low, *at_low), (high, *at_high) in pairwise(rows):
        if points <= high:
            return _between(Luck(*at_low), Luck(*at_high), (points - low) / (high - low))
    longest, some, latest = rows[-1]
    return Luck(1 - (1 - some) ** (points / longest), latest)


def _between(low: Luck, high: Luck, share: float) -> Luck:
    return Luck(low.some + (high.some - low.some) * share, low.latest + (high.latest - low.latest) * share)


def _number(value: float) -> str:
    return f"{value:.1f}" if round(value, 1) else "fewer than 0.1"
