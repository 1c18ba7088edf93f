"""XmR charts: known answers to the fourth place, constants, gaps, baselines, and what must not matter."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.statistics.rulesets import ALLIANCE_1, MDC_EXCEL, POWERBI, RULE_SETS
from measures.statistics.segments import Segment
from measures.statistics.xmr import moving_range, xmr
from tests.measures.statistics.test_signals import expected

A = [
    "21.4", "20.9", "21.8", "21.1", "21.6", "20.7", "24.6", "21.3", "21.9", "20.8", "21.5", "21.2", "21.7",
    "22.3", "22.9", "22.1", "22.8", "22.5", "23.0", "22.2", "22.7", "22.4", "23.1", "22.6", "20.9", "22.5",
]  # fmt: skip
ALL, FROZEN, REBASED = (Segment(0, 26),), (Segment(0, 26, 13),), (Segment(0, 13), Segment(13, 26))


def flagged(chart):
    return {at: each for at, each in enumerate(chart.signals, 1) if each}


def to_four(*values):
    return tuple(None if value is None else round(float(value), 4) for value in values)


@pytest.mark.parametrize(
    ("segments", "rules", "stretches", "flags"),
    [
        pytest.param(ALL, ALLIANCE_1, [(22.0192, 0.94, 0.7087, 2, 20.1341, 20.7625, 23.2760, 23.9044)], [(7, 7, "outside high"), (14, 24, "run high")], id="all 26"),
        pytest.param(ALL, MDC_EXCEL, [(22.0192, 0.94, 0.94, 0, 19.5188, 20.3523, 23.6862, 24.5196)], [(7, 7, "outside high"), (14, 24, "run high")], id="all, no screen"),
        pytest.param(FROZEN, ALLIANCE_1, [(21.5769, 1.1583, 0.9091, 1, 19.1587, 19.9648, 23.1890, 23.9951)], [(7, 7, "outside high"), (13, 24, "run high")], id="baseline 13"),
        pytest.param(FROZEN, MDC_EXCEL, [(21.5769, 1.1583, 1.1583, 0, 18.4958, 19.5228, 23.6310, 24.6581)], [(13, 24, "run high")], id="baseline 13, no screen"),
        pytest.param(REBASED, ALLIANCE_1, [(21.5769, 1.1583, 0.9091, 1, 19.1587, 19.9648, 23.1890, 23.9951), (22.4615, 0.75, 0.75, 0, 20.4665, 21.1315, 23.7915, 24.4565)], [(7, 7, "outside high")], id="rebase at 14"),
    ],
)  # fmt: skip
def test_limits_and_flags_match_known_answers(segments, rules, stretches, flags):
    chart = xmr(A, segments, rules)
    seen = [
        (*to_four(each.centre, each.unscreened, each.moving), each.dropped, *to_four(each.lines.lower, each.lines.near_lower, each.lines.near_upper, each.lines.upper))
        for each in chart.stretches
    ]  # fmt: skip
    assert seen == stretches
    assert flagged(chart) == expected(*flags)
    assert chart.lines == tuple(each.lines for each in chart.stretches for _ in range(each.segment.first, each.segment.end))  # fmt: skip


def test_powerbi_limits_stand_a_little_closer():
    ours, theirs = xmr(A).stretches[0].lines, xmr(A, rules=POWERBI).stretches[0].lines
    assert (theirs.upper - theirs.centre) / (ours.upper - ours.centre) == Fraction(3) / Fraction("1.128") / Fraction("2.66")  # fmt: skip


@pytest.mark.parametrize(
    ("values", "state", "flags"),
    [
        pytest.param(["100"] * 15, "no variation", [], id="constant"),
        pytest.param([*["5"] * 13, *["9"] * 13], "hardly any variation", [(1, 13, "run low"), (14, 26, "run high")], id="one step, which the screen drops"),
        pytest.param(["5"] * 12, "too few", [], id="twelve points"),
        pytest.param(["5", "50"] * 6, "too few", [], id="twelve points apart"),
        pytest.param([], "too few", [], id="none"),
        pytest.param([None] * 20, "too few", [], id="gaps alone"),
    ],
)  # fmt: skip
def test_where_nothing_varies_or_too_little_is_there_it_is_said_and_no_limit_is_drawn(values, state, flags):
    chart = xmr(values)
    (stretch,) = chart.stretches
    assert stretch.state == state
    assert stretch.lines is None or stretch.lines.upper is None
    assert flagged(chart) == expected(*flags)


def test_a_constant_baseline_leaves_runs_and_trends_and_flags_nothing_as_outside():
    chart = xmr([*["5"] * 13, "6", "7", "8", "9", "10", "11", "99"], [Segment(0, 20, 13)])
    assert chart.stretches[0].state == "no variation"
    assert flagged(chart) == expected((13, 20, "climb"))


def test_the_screen_drops_a_range_that_stands_on_its_edge():
    """Ranges of 1 in 1000 steps but one: at 3.267 times the mean it is dropped, a hair below it stays."""
    ranges = [*[Fraction(1)] * 999, Fraction(3267 * 999, 1000_000 - 3267)]
    edge = sum(ranges) / 1000 * Fraction("3.267")
    assert ranges[-1] == edge
    for last, dropped in ((edge, 1), (edge - Fraction(1, 10**9), 0)):
        at, values = Fraction(0), [Fraction(0)]
        for step, width in enumerate([*ranges[:-1], last]):
            at += width * (-1) ** step
            values.append(at)
        assert xmr(values).stretches[0].dropped == dropped


def test_a_point_on_its_limit_is_inside_and_one_past_it_outside():
    """Mean 0 and mean range 100/133 * 2 by construction; the frozen baseline leaves the last point out."""
    base = ["1", "-1"] * 7
    limit = Fraction("2.66") * 2
    for value, words in ((limit, []), (limit + Fraction(1, 10**30), [(15, 15, "outside high")])):
        assert flagged(xmr([*base, value], [Segment(0, 15, 14)])) == expected(*words)


def test_neighbours_of_a_gap_become_adjacent():
    gappy = [A[0], None, *A[1:9], None, None, *A[9:], None]
    whole, holed = xmr(A), xmr(gappy)
    assert holed.stretches[0].centre == whole.stretches[0].centre
    assert holed.stretches[0].moving == whole.stretches[0].moving
    drawn = [at for at, value in enumerate(gappy) if value is not None]
    assert tuple(holed.signals[at] for at in drawn) == whole.signals
    assert [holed.signals[at] for at, value in enumerate(gappy) if value is None] == [None] * 4
    assert holed.stretches[0].points == 26


def test_a_baseline_counts_drawn_points():
    gappy = [None, None, *A]
    frozen = xmr(gappy, [Segment(0, 28, 13)]).stretches[0]
    assert (frozen.base, frozen.centre) == (13, xmr(A, FROZEN).stretches[0].centre)


def test_a_baseline_longer_than_its_stretch_is_all_of_it():
    assert xmr(A[:15], [Segment(0, 15, 20)]).stretches[0].base == 15


def test_new_points_leave_a_frozen_baseline_alone():
    assert xmr(A, FROZEN).stretches[0].lines == xmr([*A[:13], *["99"] * 13], FROZEN).stretches[0].lines


def test_text_and_fractions_read_alike_and_a_float_is_refused():
    assert xmr([Fraction(each) for each in A]) == xmr(A)
    with pytest.raises(ValueError, match="not exact"):
        xmr([21.4, *A])


def test_stretches_cover_the_periods():
    for wrong in ([Segment(0, 13)], [Segment(0, 13), Segment(14, 26)], [Segment(0, 27)]):
        with pytest.raises(ValueError, match="cover all 26 periods"):
            xmr(A, wrong)


def test_a_mean_moving_range_needs_two_points():
    assert moving_range(["1"]) is None
    assert moving_range(["1", "3", "2"], 2) == 2
    assert moving_range(A) == Fraction("0.94")


TENTHS = st.integers(-40, 40).map(lambda each: Fraction(each, 10))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(TENTHS, st.none()), min_size=13, max_size=40), st.sampled_from(list(RULE_SETS.values())),
    st.fractions(-1000, 1000), st.fractions(Fraction(1, 1000), 1000),
)  # fmt: skip
def test_another_zero_and_another_unit_leave_the_flags_alone(values, rules, shift, scale):
    moved = [None if value is None else value * scale + shift for value in values]
    first, second = xmr(values, rules=rules), xmr(moved, rules=rules)
    assert first.signals == second.signals
    assert first.stretches[0].dropped == second.stretches[0].dropped
    if first.stretches[0].lines and first.stretches[0].lines.upper is not None:
        assert second.stretches[0].lines.upper == first.stretches[0].lines.upper * scale + shift


@settings(max_examples=30, deadline=None)
@given(st.lists(TENTHS, min_size=13, max_size=20), st.lists(TENTHS, min_size=13, max_size=20))
def test_stretches_do_not_touch_one_another(before, after):
    both = xmr([*before, *after], [Segment(0, len(before)), Segment(len(before), len(before) + len(after))])
    assert both.signals == xmr(before).signals + xmr(after).signals
