"""Twenty-four series of sixty averages, as a page with every view draws them: read in exact fractions, and in floats."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import pairwise
from random import Random
from statistics import fmean
from typing import Any

from measures.statistics.choosing import Observation
from measures.statistics.reading import read

PANELS, POINTS, SPREAD = 24, 60, 2.66  # the factor of XmR limits
Once = Callable[[], Any]


@cache
def panels() -> tuple[tuple[Fraction, ...], ...]:
    """Averages with one place, the same every time."""
    chance = Random("panels")
    return tuple(
        tuple(Fraction(round(chance.gauss(210, 20)), 10) for _ in range(POINTS)) for _ in range(PANELS)
    )


def exact() -> Once:
    """Our reading: the chart is chosen, its lines and every signal are found, without rounding."""
    given = [[Observation(value, n=40) for value in panel] for panel in panels()]

    def once() -> None:
        found = [read("mean", panel) for panel in given]
        assert {each.choice.chart for panel in found for each in panel.stretches} == {"xmr"}

    return once


def floats() -> Once:
    """The mean and the two limits of each series in floats, and which points lie outside; no other rule is looked at."""
    given = [[float(value) for value in panel] for panel in panels()]

    def once() -> None:
        assert sum(map(outside, given)) < PANELS * POINTS // 10

    return once


def outside(values: list[float]) -> int:
    """How many values lie outside the limits of their own series."""
    centre = fmean(values)
    reach = SPREAD * fmean(abs(later - first) for first, later in pairwise(values))
    return sum(abs(value - centre) > reach for value in values)
