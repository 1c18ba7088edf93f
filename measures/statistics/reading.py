"""One series read as a whole: each stretch by the chart it can carry, with lines and signals for every period."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median

from measures.statistics.choosing import Choice, Measured, Observation, ShareChart, choose
from measures.statistics.proportions import ShareStretch, share_chart
from measures.statistics.rulesets import ALLIANCE_1, RuleSet
from measures.statistics.runs import RunChart, run_chart
from measures.statistics.segments import Segment, check_cover, whole
from measures.statistics.signals import Lines, Signal, asks_about_change
from measures.statistics.xmr import Stretch, xmr

FEWEST_FOR_MEDIAN = 3


@dataclass(frozen=True, slots=True)
class ReadStretch:
    """One segment: which chart it got and why, and what that chart rests on (`limits` or `runs`, neither for dots).

    `asks`: whether its latest nine points or more run on one side of its centre.
    """

    segment: Segment
    choice: Choice
    limits: Stretch | ShareStretch | None = None
    runs: RunChart | None = None
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole series: one place for each period in `values`, `lines` and `signals`, None where there is none.

    Lines run through gaps, those of p charts excepted, which need a number of people. Values and lines are in the figure's units, shares from 0 to 1. A run chart has no signals at points: its own is in
    `stretches`. `gaps` counts periods without a figure.
    """

    stretches: tuple[ReadStretch, ...]
    values: tuple[Fraction | None, ...]
    lines: tuple[Lines | None, ...]
    signals: tuple[Signal | None, ...]
    gaps: int

    @property
    def latest(self) -> int | None:
        """The place of the latest period with a figure, None where there is none."""
        return max((at for at, value in enumerate(self.values) if value is not None), default=None)


def read(
    measured: Measured,
    observations: Sequence[Observation],
    segments: Sequence[Segment] | None = None,
    rules: RuleSet = ALLIANCE_1,
    *,
    rounded: bool = True,
    recorded: ShareChart | None = None,
) -> Reading:
    """Read one series over its periods: chart, table, text and summary are made from this alone.

    `rounded`: whether counts were rounded at random to base 5. `recorded`: which share chart was chosen before.
    Raises ValueError for stretches that do not cover the periods, or counts that are no counts of a part.
    Source: charts.md 1.1 to 1.8.
    """
    segments = whole(len(observations)) if segments is None else segments
    check_cover(segments, len(observations))
    parts = [
        read_as(
            choose(
                measured, seen := observations[each.first : each.end],
                baseline=each.baseline, rules=rules, rounded=rounded, recorded=recorded,
            ),
            seen, each, rules, rounded=rounded,
        )
        for each in segments
    ]  # fmt: skip
    return Reading(
        tuple(part.stretch for part in parts), tuple(each.figure for each in observations),
        tuple(line for part in parts for line in part.lines),
        tuple(signal for part in parts for signal in part.signals),
        sum(not each.drawn for each in observations),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a reading: `lines` and `signals` have one place for each of its periods."""

    stretch: ReadStretch
    lines: tuple[Lines | None, ...]
    signals: tuple[Signal | None, ...]


def read_as(
    choice: Choice, seen: Sequence[Observation], segment: Segment, rules: RuleSet, *, rounded: bool
) -> Part:
    """Read the periods of one stretch by a chart that was chosen before; `segment` says how many are its base."""
    alone = whole(len(seen), segment.baseline)
    if choice.chart == "xmr":
        found = xmr([each.value for each in seen], alone, rules)
        return Part(_limited(segment, choice, found.stretches[0]), found.lines, found.signals)
    if choice.chart in ("p", "p_prime"):
        counts = [None if each.x is None or each.n is None else (each.x, each.n) for each in seen]
        shares = share_chart(counts, alone, rules, rounded=rounded, prime=choice.chart == "p_prime")
        return Part(_limited(segment, choice, shares.stretches[0]), shares.lines, shares.signals)
    return _without_limits(segment, choice, [each.figure for each in seen])


def _limited(segment: Segment, choice: Choice, found: Stretch | ShareStretch) -> ReadStretch:
    return ReadStretch(
        segment, choice, limits=replace(found, segment=segment), asks=asks_about_change(found.sides)
    )


def _without_limits(segment: Segment, choice: Choice, values: Sequence[Fraction | None]) -> Part:
    drawn = [value for value in values if value is not None]
    runs = run_chart(values, segment.baseline) if choice.chart == "run" else None
    middle = Fraction(median(drawn[: segment.baseline])) if len(drawn) >= FEWEST_FOR_MEDIAN else None
    sides = [] if runs is None else [(value > runs.median) - (value < runs.median) for value in drawn]
    lines = (None if middle is None else Lines(middle),) * len(values)
    return Part(
        ReadStretch(segment, choice, runs=runs, asks=asks_about_change(sides)), lines, (None,) * len(values)
    )
