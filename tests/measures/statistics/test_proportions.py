"""Share charts: known answers, ties on limits that are roots, rounding, what widens limits."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest

from measures.statistics.proportions import luck_limit, share_chart, sigma_z
from measures.statistics.rulesets import ALLIANCE_1
from measures.statistics.segments import Segment

D = [(60, 100), (50, 80), (80, 150), (40, 50), (105, 200), (60, 110)]
SHORT = replace(ALLIANCE_1, min_points=2)


@pytest.mark.parametrize(
    ("rounded", "prime", "spread", "lower", "upper", "outside"),
    [
        pytest.param(False, False, 2.1145, 0.3626, 0.7824, True, id="exact counts, p"),
        pytest.param(False, True, 2.1145, 0.1286, 1, False, id="exact counts, p'"),
        pytest.param(True, False, 1.8576, 0.3211, 0.8238, False, id="rounded counts, p"),
    ],
)
def test_limits_match_known_answers(rounded, prime, spread, lower, upper, outside):
    chart = share_chart(D, rules=SHORT, rounded=rounded, prime=prime)
    (stretch,), line = chart.stretches, chart.lines[3]
    assert float(stretch.centre) == pytest.approx(0.572464, abs=1e-6)
    assert chart.values[3] == Fraction(4, 5)
    assert [float(each) for each in (stretch.spread, line.lower, line.upper)] == pytest.approx([spread, lower, upper], abs=5e-5)  # fmt: skip
    assert [at for at, each in enumerate(chart.signals, 1) if each] == [4] * outside
    assert sigma_z(D, rounded=rounded) == stretch.spread


def test_near_lines_stand_at_two_thirds_of_the_unclipped_half_width():
    line = share_chart(D, rules=SHORT, rounded=False, prime=True).lines[3]
    reach = float(line.centre - line.lower)
    assert line.upper == 1
    assert float(line.near_upper - line.centre) == pytest.approx(reach * 2 / 3)
    assert float(line.near_upper) == pytest.approx(0.572464 + 0.443821 * 2 / 3, abs=1e-5)


@pytest.mark.parametrize(("last", "flag"), [(65, None), (66, "outside")])
def test_a_share_on_its_limit_is_inside(last, flag):
    """Of the base a half; with 100 people 3 standard deviations are .15 exactly."""
    counts = [*[(50, 100)] * 13, (last, 100)]
    chart = share_chart(counts, [Segment(0, 14, 13)], rounded=False)
    assert chart.lines[-1].upper == Fraction(65, 100)
    assert (chart.signals[-1] and chart.signals[-1].rule) == flag


@pytest.mark.parametrize(
    ("last", "rule"),
    [
        pytest.param([(54, 81)], None, id="on the limit, two thirds"),
        pytest.param([(55, 81)], "outside", id="past the limit"),
        pytest.param([(84, 144), (84, 144)], None, id="on the near line, seven twelfths"),
        pytest.param([(85, 144), (85, 144)], "two_of_three", id="past the near line"),
    ],
)
def test_lines_that_no_decimal_writes_are_met_exactly(last, rule):
    """Of the base a half: 3 standard deviations are 1/6 with 81 people, 2 are 1/12 with 144."""
    counts = [*[(50, 100)] * 13, (51, 100), *last]
    found = share_chart(counts, [Segment(0, len(counts), 13)], rounded=False).signals[-1]
    assert (found and found.rule) == rule


def test_p_prime_limits_of_equal_sizes_are_met_exactly():
    """Equal sizes make the spread cancel its roots: limits are 3/1.128 mean moving ranges away, as on an XmR chart."""
    base = [(30, 60), (24, 60), (36, 60)] * 5
    chart = share_chart(base, rounded=False, prime=True)
    moved = [abs(Fraction(x - y, 60)) for (x, _), (y, _) in pairwise(base)]
    reach = 3 * sum(moved) / len(moved) / Fraction("1.128")
    assert float(chart.lines[0].upper - chart.lines[0].centre) == pytest.approx(float(reach), abs=1e-17)


def test_nothing_varies_where_everybody_or_nobody_did():
    for x in (0, 40):
        chart = share_chart([(x, 40)] * 15, rounded=False)
        assert (chart.stretches[0].state, chart.stretches[0].spread, set(chart.signals)) == ("no variation", None, {None})  # fmt: skip
    assert share_chart([(0, 40)] * 15).stretches[0].state == "limits"


def test_an_x_that_rounding_put_above_its_n_counts_as_n():
    assert share_chart([(15, 10)], rules=SHORT).values == (1,)
    with pytest.raises(ValueError, match="15 of 10 is no share"):
        share_chart([(15, 10)], rounded=False)


def test_gaps_are_left_out_and_short_stretches_have_no_limits():
    counts = [*D[:3], None, *D[3:]]
    gappy, whole = share_chart(counts, rules=SHORT), share_chart(D, rules=SHORT)
    assert gappy.stretches[0].spread == whole.stretches[0].spread
    assert (gappy.values[3], gappy.lines[3], gappy.signals[3]) == (None, None, None)
    short = share_chart(D)
    assert (short.stretches[0].state, short.lines[0].upper) == ("too few", None)


def test_several_stretches_may_have_limits_of_either_kind():
    both = share_chart([*D, *D], [Segment(0, 6), Segment(6, 12)], SHORT, rounded=False, prime=[False, True])
    assert both.lines[3].upper < both.lines[9].upper == 1


@pytest.mark.parametrize(("points", "limit"), [(13, 1.46), (18, 1.38), (24, 1.33), (36, 1.26)])
def test_luck_limits_of_the_spread_match_the_table_and_fall_with_length(points, limit):
    assert luck_limit(points) == pytest.approx(limit)
    assert luck_limit(points - 1) > luck_limit(points) > luck_limit(points + 1) > 1
