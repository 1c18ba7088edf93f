"""How often charts of noise alone show a signal: simulated from a seed, so that anyone gets the same rates."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from fractions import Fraction
from random import Random
from statistics import NormalDist
from types import MappingProxyType

from measures.statistics.rulesets import RULE_SETS, RuleSet
from measures.statistics.runs import run_chart
from measures.statistics.segments import whole
from measures.statistics.signals import Signal, label, placed
from measures.statistics.xmr import xmr

SERIES = 20_000
UNIT = 10**6  # steps to one standard deviation: fine enough that ties hardly happen
LIMIT, NEAR = 3 * UNIT, 2 * UNIT
LENGTHS: Mapping[int, tuple[int, ...]] = MappingProxyType({  # points by baseline; 0: limits rest on all points
    0: (13, 18, 24, 36, 48, 60), 13: (13, 25, 36, 60), 20: (20, 32, 60),
})  # fmt: skip
RUN_LENGTHS = (10, 12, 13, 18, 24, 36, 48, 60)
Row = tuple[int, float, float]
Flags = Sequence[Signal | None]


def rows(chart: str, rules: RuleSet, baseline: int, series: int = SERIES) -> list[Row]:
    """(points, chance of any signal, chance of one at the latest point) of charts of noise, by length.

    `chart` is "xmr", "p" or "p_prime"; `baseline` points are frozen, 0 for none. Noise is normal and without memory; on
    share charts every point rests on the same, large number of people. Source: simulation from a seed; charts.md 1.7.
    """
    return [(points, *_rates(CHARTS[chart], rules, points, baseline, series)) for points in LENGTHS[baseline]]


def run_rows(series: int = SERIES) -> list[Row]:
    """The same for run charts, whose signal belongs to no point: its chance at the latest is 0."""
    return [
        (points, sum(_hangs_together(each) for each in noise(points, series)) / series, 0.0)
        for points in RUN_LENGTHS
    ]


def table(series: int = SERIES) -> dict[str, dict[str, dict[str, list[Row]]]]:
    """All rates, by chart, rule set and baseline; on every processor there is."""
    cells = [(chart, name, baseline) for chart in CHARTS for name in RULE_SETS for baseline in LENGTHS]
    found: dict[str, dict[str, dict[str, list[Row]]]] = {
        chart: {name: {} for name in RULE_SETS} for chart in CHARTS
    }
    with ProcessPoolExecutor() as pool:
        done = [
            pool.submit(rows, chart, RULE_SETS[name], baseline, series) for chart, name, baseline in cells
        ]
        runs = pool.submit(run_rows, series).result()
        for (chart, name, baseline), cell in zip(cells, done, strict=True):
            found[chart][name][str(baseline)] = cell.result()
    return {**found, "run": {name: {"0": runs} for name in RULE_SETS}}


def noise(points: int, series: int) -> Iterator[list[int]]:
    """So many series of standard normal noise, in millionths; the seed is the length."""
    drawn, shape = Random(f"luck/{points}"), NormalDist()  # noqa: S311 -- a simulation that anyone can repeat
    for _ in range(series):
        yield [round(UNIT * shape.inv_cdf(drawn.random() or 0.5)) for _ in range(points)]


def _rates(
    read: Callable[[list[int], RuleSet, int], Flags], rules: RuleSet, points: int, baseline: int, series: int
) -> tuple[float, float]:
    some = latest = 0
    for values in noise(points, series):
        flags = read(values, rules, baseline)
        some += any(flags)
        latest += flags[-1] is not None
    return some / series, latest / series


def _xmr(values: list[int], rules: RuleSet, baseline: int) -> Flags:
    return xmr(values, whole(len(values), baseline or None), rules).signals


def _p_prime(values: list[int], rules: RuleSet, baseline: int) -> Flags:
    """With equal sizes a p' chart is an XmR chart whose moving ranges are not screened."""
    return _xmr(values, replace(rules, k=Fraction(3000, 1128), screen=False), baseline)


def _p(values: list[int], rules: RuleSet, baseline: int) -> Flags:
    base = values[: baseline or None]
    often = len(base)  # all times the number of points, so that their mean is a whole number
    return label(placed([value * often for value in values], sum(base), NEAR * often, LIMIT * often), rules)


def _hangs_together(values: list[int]) -> bool:
    found = run_chart(values)
    return found is not None and found.signal


CHARTS = MappingProxyType({"xmr": _xmr, "p": _p, "p_prime": _p_prime})
