"""One series of forty quarters as an XmR chart, with its limits and every signal: by us, and by controlchartspy.

controlchartspy is under the GPL: nothing here installs it, and no list of ours names it. Who wants the comparison installs
it into a folder of their own and runs `PYTHONPATH=that-folder python3 manage.py bench xmr`; without it ours stands beside the
bare limits in floats. Both are asked by the same rules, and must find the same limits and flag the same points.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from math import isclose
from random import Random
from typing import Any

from measures.statistics.choosing import Observation
from measures.statistics.reading import Reading, read
from measures.statistics.rulesets import POWERBI
from tests.bench.panels import outside

POINTS, PEOPLE, LONE, CLIMB = 40, 40, 30, range(10, 18)
PEER = "controlchartspy"
LIMITS = {"ll99": "lower", "ll95": "near_lower", "target": "centre", "ul95": "near_upper", "ul99": "upper"}
RULES = ("astpoint", "shift", "trend", "two_in_three")
ASKED = {
    "astronomical": True,
    "shift": True,
    "shift_n": POWERBI.run,
    "trend": True,
    "trend_n": POWERBI.trend,
    "two_in_three": True,
}
Once = Callable[[], Any]


@cache
def series() -> tuple[Fraction, ...]:
    """Averages with one place, a climb of eight among them and one far off; the same every time."""
    chance = Random("xmr")
    found = [Fraction(round(chance.gauss(210, 20)), 10) for _ in range(POINTS)]
    for step, at in enumerate(CLIMB):
        found[at] = Fraction(215 + step, 10)
    found[LONE] = Fraction(320, 10)
    return tuple(found)


def reading() -> Reading:
    """Our reading: the chart is chosen, its lines and every signal with its rule and direction are found, in exact fractions."""
    return read("mean", [Observation(value, n=PEOPLE) for value in series()], rules=POWERBI)


def ours() -> Once:
    """The whole reading, as a page asks for it."""
    assert [each.choice.chart for each in reading().stretches] == ["xmr"]

    def once() -> None:
        assert reading().signals[LONE]

    return once


def floats() -> Once:
    """The mean and the two limits in floats, and which points lie outside; no other rule is looked at."""
    given = [float(value) for value in series()]

    def once() -> None:
        assert outside(given)

    return once


def peer() -> Once:
    """Its limits and flags as records, without the drawing."""
    library = import_module(PEER)
    days = [date(2016 + at // 4, 1 + 3 * (at % 4), 1) for at in range(POINTS)]
    given = {"quarter": days, "average": [float(value) for value in series()]}

    def asked() -> list[dict[str, Any]]:
        made = library.spc(
            data=given, keys="quarter", numerators="average", return_objs="limits", outlier_settings=ASKED
        )
        return list(made.limits)

    _same(reading(), asked())

    def once() -> None:
        assert asked()[LONE]["astpoint"] != "none"

    return once


def _same(ours: Reading, theirs: list[dict[str, Any]]) -> None:
    for line, record in zip(ours.lines, theirs, strict=True):
        assert line
        for name, at in LIMITS.items():
            assert isclose(record[name], float(getattr(line, at)), rel_tol=1e-9), (name, record[name], at)
    flagged = [any(record[rule] != "none" for rule in RULES) for record in theirs]
    assert flagged == [bool(signal) for signal in ours.signals]


def ways() -> dict[str, Callable[[], Once]]:
    """Ours, the bare limits, and the peer where it is found."""
    found = {"ours": ours, "floats": floats}
    return {**found, PEER: peer} if find_spec(PEER) else found
