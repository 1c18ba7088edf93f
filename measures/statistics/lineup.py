"""A line-up: the real series among 19 shuffles of its own figures. If people cannot pick it, there is no story yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from itertools import groupby

from measures.statistics.choosing import Measured, Observation, ShareChart, choose
from measures.statistics.exact import TooFew
from measures.statistics.reading import Part, read_as
from measures.statistics.rulesets import ALLIANCE_1, RuleSet
from measures.statistics.segments import Segment
from measures.statistics.signals import Signal

PANELS = 20
FEWEST = 10
CAUTION = (
    "A series with seasons is picked easily without a story: its own order is not one that chance gives."
)


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart of a line-up; `number` counts from 1.

    `figures` in the order drawn, `part` with limits computed from them. For those who do not see it: the `longest` run on
    one side of the centre, how often it is crossed, and the signal at the `latest` point.
    """

    number: int
    figures: tuple[Observation, ...]
    part: Part
    longest: int
    crossings: int
    latest: Signal | None


@dataclass(frozen=True, slots=True)
class LineUp:
    """Twenty panels, of which number `real` is the series; a blind pick is right one time in twenty."""

    panels: tuple[Panel, ...]
    real: int


def line_up(
    measured: Measured,
    observations: Sequence[Observation],
    *,
    series: str,
    release: str,
    baseline: int | None = None,
    rules: RuleSet = ALLIANCE_1,
    rounded: bool = True,
    recorded: ShareChart | None = None,
) -> LineUp | TooFew:
    """The line-up of one stretch, always the same for a series and a release.

    Gaps are left out; a share's counts stay together. Every panel is drawn as the real one is, by the chart that was `recorded`
    where one was. Raises ValueError as
    `reading.read` does. Source: Buja et al. (2009), Wickham et al. (2010); charts.md 6.
    """
    drawn = [each for each in observations if each.drawn]
    if len(drawn) < FEWEST or len({_figure(each) for each in drawn}) == 1:
        return TooFew(f"A line-up needs {FEWEST} figures or more that are not all alike.")
    choice = choose(
        measured, observations, baseline=baseline, rules=rules, rounded=rounded, recorded=recorded
    )
    seed = f"{len(series)}/{series}/{release}"
    real = int.from_bytes(sha256(f"{seed}/real".encode()).digest()) % PANELS + 1
    segment = Segment(0, len(drawn), baseline)
    orders = [
        drawn if number == real else shuffled(drawn, f"{seed}/{number}") for number in range(1, PANELS + 1)
    ]
    return LineUp(
        tuple(
            _panel(number, order, read_as(choice, order, segment, rules, rounded=rounded))
            for number, order in enumerate(orders, 1)
        ),
        real,
    )


def shuffled(figures: Sequence[Observation], seed: str) -> list[Observation]:
    """The figures in an order made from the seed alone: by the hash of the seed and each one's place."""
    places = sorted(range(len(figures)), key=lambda at: sha256(f"{seed}/{at}".encode()).digest())
    return [figures[at] for at in places]


def _panel(number: int, figures: Sequence[Observation], part: Part) -> Panel:
    sides = [
        _figure(each) > line.centre
        for each, line in zip(figures, part.lines, strict=True)
        if line is not None and _figure(each) != line.centre
    ]
    runs = [len(list(group)) for _, group in groupby(sides)]
    return Panel(number, tuple(figures), part, max(runs, default=0), max(0, len(runs) - 1), part.signals[-1])


def _figure(seen: Observation) -> Fraction:
    return seen.figure or Fraction(0)
