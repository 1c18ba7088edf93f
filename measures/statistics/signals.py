"""Special causes: the four rules, each point held against its own limits."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise
from types import MappingProxyType
from typing import Final, Literal

from measures.statistics.rulesets import Rule, RuleSet

Direction = Literal["high", "low", "climb", "fall"]
CHANGE_ASKED_AT = 9  # points running on one side before people are asked whether something has changed


@dataclass(frozen=True, slots=True)
class Lines:
    """What one point is held against, in the units of the figure; only a centre where there are no limits.

    `lower` and `upper` are the limits, `near_lower` and `near_upper` the lines two thirds of the way to them.
    """

    centre: Fraction
    lower: Fraction | None = None
    near_lower: Fraction | None = None
    near_upper: Fraction | None = None
    upper: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """Which rule names a point, and in which direction; never whether that is good."""

    rule: Rule
    direction: Direction


@dataclass(frozen=True, slots=True)
class Places:
    """Where each point lies, as signs: its side of the centre, past a near line, past a limit, and the step from the last.

    1 is above or up, -1 below or down, 0 neither; `step` of the first point is 0. On a line is not past it.
    """

    side: Sequence[int]
    near: Sequence[int]
    outside: Sequence[int]
    step: Sequence[int]


def signals(values: Sequence[Fraction], lines: Sequence[Lines], rules: RuleSet) -> tuple[Signal | None, ...]:
    """The signal at each point of one stretch without gaps, None where there is none.

    `values` and `lines` are in the same units, one for each point. Source: NHS England, Making Data Count, as
    NHSRplotthedots 0.2.2 computes it; charts.md 1.4. Raises ValueError where the two differ in length.
    """
    if len(values) != len(lines):
        raise ValueError(f"{len(values)} points need as many sets of lines, not {len(lines)}.")
    return label(
        Places(
            side=[_past(value, held.centre, held.centre) for value, held in zip(values, lines, strict=True)],
            near=[_past(v, held.near_lower, held.near_upper) for v, held in zip(values, lines, strict=True)],
            outside=[_past(value, held.lower, held.upper) for value, held in zip(values, lines, strict=True)],
            step=steps(values),
        ),
        rules,
    )


def label(places: Places, rules: RuleSet) -> tuple[Signal | None, ...]:
    """The signal at each point of one stretch, from where its points lie; the first rule in precedence names a point."""
    found: list[Signal | None] = [None] * len(places.side)
    for rule in reversed(rules.precedence):
        for at, direction in _FOUND[rule](places, rules):
            found[at] = _SIGNALS[rule, direction]
    return tuple(found)


def placed(values: Sequence[int], centre: int, near: int, limit: int) -> Places:
    """Where whole numbers lie about a centre, past lines so far on either side of it; a limit of 0 is no line at all."""
    away = [value - centre for value in values]
    nothing = [0] * len(away)
    return Places(
        side=[(each > 0) - (each < 0) for each in away],
        near=[(each > near) - (each < -near) for each in away] if limit else nothing,
        outside=[(each > limit) - (each < -limit) for each in away] if limit else nothing,
        step=steps(values),
    )


def steps(values: Sequence[Fraction | int]) -> list[int]:
    """The sign of each step from the point before; the first is 0."""
    return [0, *((now > last) - (now < last) for last, now in pairwise(values))] if values else []


def asks_about_change(sides: Sequence[int]) -> bool:
    """Whether the last nine points or more run on one side, so that people may be asked if something has changed.

    It only asks: limits never move by themselves. Source: charts.md 1.5.
    """
    latest = sides[-CHANGE_ASKED_AT:]
    return len(latest) == CHANGE_ASKED_AT and latest[0] != 0 and len(set(latest)) == 1


def _past(value: Fraction, lower: Fraction | None, upper: Fraction | None) -> int:
    if lower is None or upper is None:
        return 0
    return (value > upper) - (value < lower)


def _outside(places: Places, rules: RuleSet) -> Iterator[tuple[int, Direction]]:
    yield from ((at, _side(past)) for at, past in enumerate(places.outside) if past)


def _trend(places: Places, rules: RuleSet) -> Iterator[tuple[int, Direction]]:
    """A step that starts a trend flags the point that it leaves too: of two trends that share it, the later one last."""
    for sign, first, end in _stretches(places.step):
        if sign and end - first + 1 >= rules.trend:
            yield from ((at, "climb" if sign > 0 else "fall") for at in range(first - 1, end))


def _two_of_three(places: Places, rules: RuleSet) -> Iterator[tuple[int, Direction]]:
    counted = [
        near if rules.two_of_three != "between" or not out else 0
        for near, out in zip(places.near, places.outside, strict=True)
    ]
    for first, window in enumerate(zip(counted, counted[1:], counted[2:], strict=False)):
        if abs(sum(window)) < 2:
            continue
        if rules.two_of_three == "net" or len(set(places.side[first : first + 3])) == 1:
            yield from ((first + at, _side(near)) for at, near in enumerate(window) if near)


def _run(places: Places, rules: RuleSet) -> Iterator[tuple[int, Direction]]:
    for sign, first, end in _stretches(places.side):
        if sign and end - first >= rules.run:
            yield from ((at, _side(sign)) for at in range(first, end))


def _stretches(signs: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """(sign, first, one past the last) of each stretch of equal signs."""
    first = 0
    for sign, group in groupby(signs):
        end = first + len(list(group))
        yield sign, first, end
        first = end


def _side(sign: int) -> Direction:
    return "high" if sign > 0 else "low"


_FOUND: Final[Mapping[Rule, Callable[[Places, RuleSet], Iterator[tuple[int, Direction]]]]] = MappingProxyType(
    {"outside": _outside, "trend": _trend, "two_of_three": _two_of_three, "run": _run}
)
_DIRECTIONS: tuple[Direction, ...] = ("high", "low", "climb", "fall")
_SIGNALS = {(rule, direction): Signal(rule, direction) for rule in _FOUND for direction in _DIRECTIONS}
