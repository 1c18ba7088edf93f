"""Each kind of chart against a plain re-statement of its rules, on generated series with many ties."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from measures.statistics.exact import TooFew
from measures.statistics.funnel import funnel
from measures.statistics.proportions import share_chart
from measures.statistics.rulesets import ALLIANCE_1, RULE_SETS
from measures.statistics.runs import run_chart
from measures.statistics.segments import Segment
from measures.statistics.xmr import xmr
from tests.measures.statistics import naive

SOME, MANY = 300, 10_000
KINDS = ("proportion", "ratio_log", "ratio_sqrt", "counts")


def said(signals):
    return [f"{each.rule} {each.direction}" if each else "" for each in signals]


def series(chance, length):
    """Values on a coarse grid, wandering a little, so that ties, steps and signals are common; some flat, some one step."""
    if chance.random() < 0.1:
        step = chance.choice([length, chance.randrange(length + 1)])
        return [Fraction(5 + (at >= step)) for at in range(length)]
    grid, drift = chance.choice([1, 2, 10, 100]), chance.choice([0, 0, 0.15, 0.4])
    level, values, slope = chance.uniform(5, 30), [], chance.choice([0, 0, 0, 0.4, -0.4])
    for _ in range(length):
        level += chance.gauss(slope, drift)
        values.append(Fraction(round(grid * chance.gauss(level, chance.choice([0, 1, 1, 3]))), grid))
    return values


def with_gaps(chance, values):
    """The values with gaps between, and the stretches of the whole, one or two."""
    held = []
    for value in values:
        held += [None] * (chance.random() < 0.1) + [value]
    if chance.random() < 0.5:
        return held, [Segment(0, len(held), chance.choice([None, 13, 20]))]
    middle = chance.randrange(2, len(held))
    return held, [
        Segment(0, middle, chance.choice([None, 13])),
        Segment(middle, len(held), chance.choice([None, 13])),
    ]


def an_xmr_chart(chance):
    rules = chance.choice(list(RULE_SETS.values()))
    held, segments = with_gaps(chance, series(chance, chance.randrange(13, 61)))
    found = xmr(held, segments, rules)
    for segment, stretch in zip(segments, found.stretches, strict=True):
        drawn = [at for at in range(segment.first, segment.end) if held[at] is not None]
        if len(drawn) < 2:
            continue
        (average, screened, row), labels = naive.xmr([held[at] for at in drawn], segment.baseline, rules)
        line = stretch.lines
        assert (stretch.unscreened, stretch.moving or 0) == (average, screened)
        assert (line.centre, line.lower, line.near_lower, line.near_upper, line.upper) == row
        assert said(found.signals[at] for at in drawn) == labels
    assert [at for at, value in enumerate(held) if value is None and found.signals[at]] == []


def a_run_chart(chance):
    values = series(chance, chance.randrange(1, 61))
    baseline = chance.choice([None, 13])
    found = run_chart(values, baseline)
    assert (
        found.median, found.useful, found.longest, found.longest_max, found.crossings, found.crossings_min, found.signal,
    ) == naive.anhoj(values, baseline)  # fmt: skip


def a_share_chart(chance):
    rules = replace(chance.choice(list(RULE_SETS.values())), min_points=2)
    grid, length, level = chance.choice([1, 5]), chance.randrange(2, 41), chance.random()
    sizes = [grid * chance.randrange(3, 60 // grid + 4) for _ in range(length)]
    sizes = sizes if chance.random() < 0.6 else sizes[:1] * length
    spread = chance.choice([0, 0.05, 0.2])
    counts = [
        (grid * min(n // grid, max(0, round(n * (level + chance.gauss(0, spread)) / grid))), n) for n in sizes
    ]
    baseline, noise, prime = chance.choice([None, 13]), chance.choice([0, 4]), chance.random() < 0.5
    found = share_chart(counts, [Segment(0, length, baseline)], rules, rounded=bool(noise), prime=prime)
    centre, sigma, labels = naive.shares(counts, baseline, rules, noise, prime)
    assert float(found.stretches[0].centre) == pytest.approx(float(centre), abs=1e-15)
    if sigma is not None:
        assert float(found.stretches[0].spread) == pytest.approx(float(sigma), abs=1e-15)
        assert said(found.signals) == labels
    else:
        assert found.stretches[0].spread is None


def a_funnel(chance):
    kind = chance.choice(KINDS)
    units = [(chance.randrange(0, size + 1), size) for size in (chance.randrange(1, 200) for _ in range(chance.randrange(1, 41)))]  # fmt: skip
    found = funnel(kind, units)
    if isinstance(found, TooFew):
        assert not sum(o for o, _ in units)
        return
    centre, phi, tau2, limits = naive.funnel(kind, units)
    assert (found.centre, found.phi, found.tau2) == pytest.approx((centre, phi, tau2), rel=1e-9, abs=1e-9)
    for unit, (lower, upper) in zip(found.units, limits, strict=True):
        assert (unit.limits[0].lower, unit.limits[0].upper) == pytest.approx(
            (lower, upper), rel=1e-9, abs=1e-9
        )


EACH_KIND = pytest.mark.parametrize("check", [an_xmr_chart, a_run_chart, a_share_chart, a_funnel])


@EACH_KIND
def test_a_chart_and_a_plain_reading_of_its_rules_agree(check):
    for number in range(SOME):
        check(Random(f"{check.__name__}/{number}"))


@pytest.mark.marathon
@pytest.mark.timeout(3600)
@EACH_KIND
def test_they_agree_on_ten_thousand_series_of_each_kind(check):
    for number in range(SOME, SOME + MANY):
        check(Random(f"{check.__name__}/{number}"))


def test_the_generated_series_show_every_signal_and_every_state():
    flags, states = set(), set()
    for number in range(SOME):
        chance = Random(f"an_xmr_chart/{number}")
        chance.choice(list(RULE_SETS.values()))
        held, segments = with_gaps(chance, series(chance, chance.randrange(13, 61)))
        found = xmr(held, segments, ALLIANCE_1)
        flags |= set(said(found.signals))
        states |= {each.state for each in found.stretches}
    assert states == {"limits", "too few", "no variation", "hardly any variation"}
    assert flags == {"", "outside high", "outside low", "trend climb", "trend fall", "run high", "run low", "two_of_three high", "two_of_three low"}  # fmt: skip
