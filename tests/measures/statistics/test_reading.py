"""Which chart a series can carry, and a whole series read by it."""

from fractions import Fraction

import pytest

from measures.statistics.choosing import GAP, Observation, choose, floor, for_units, rounding_hides
from measures.statistics.reading import read
from measures.statistics.segments import Segment
from measures.statistics.xmr import xmr
from tests.measures.statistics.test_xmr import A


def means(count, n=40, step=None, values=A):
    return [Observation(Fraction(values[at % len(values)]), n=n, step=step) for at in range(count)]


def shares(count, spread):
    return [Observation(x=50 + spread * (-1) ** at, n=100) for at in range(count)]


@pytest.mark.parametrize(
    ("measured", "observations", "chart", "words"),
    [
        pytest.param("mean", means(9), "dots", "fewer than 10 points", id="nine points"),
        pytest.param("mean", means(10), "run", "no limits yet", id="ten"),
        pytest.param("mean", means(12), "run", "they need 13", id="twelve"),
        pytest.param("mean", means(13), "xmr", "common limits", id="thirteen"),
        pytest.param("mean", [*means(12, 120), *means(1, 40)], "xmr", "common limits", id="three times as many"),
        pytest.param("mean", [*means(12, 121), *means(1, 40)], "run", "Pool periods", id="more than three times"),
        pytest.param("score", [*means(12, 121), *means(1, 40)], "xmr", "common limits", id="a score may be uneven"),
        pytest.param("mean", means(20, 29), "dots", "Early signal", id="fewer than thirty people"),
        pytest.param("mean", [*means(10, 25), *means(11, 30)], "xmr", "common limits", id="thirty in the middle"),
        pytest.param("count", means(13, None), "xmr", "common limits", id="a count rests on no number"),
        pytest.param("mean", [*means(15), *[GAP] * 5], "xmr", "common limits", id="a quarter missing"),
        pytest.param("mean", [*means(15), *[GAP] * 6], "dots", "More than a quarter", id="over a quarter missing"),
        pytest.param("mean", means(26, step=Fraction(1)), "dots", "Rounding hides", id="a wide grid"),
        pytest.param("mean", means(26, step=Fraction(1, 2)), "xmr", "common limits", id="a fine grid"),
        pytest.param("mean", means(13, values=["20"], step=Fraction(1)), "dots", "Rounding hides", id="constant on a grid"),
        pytest.param("proportion", shares(13, 1), "p", "sigma z is", id="shares"),
        pytest.param("proportion", shares(13, 15), "p_prime", "luck alone gives up to 1.46", id="shares that differ more"),
        pytest.param("proportion", shares(12, 15), "run", "no limits yet", id="twelve shares"),
    ],
)  # fmt: skip
def test_the_chart_fits_the_data_and_the_reason_is_said(measured, observations, chart, words):
    found = choose(measured, observations)
    assert (found.chart, found.looks) == (chart, chart != "dots")
    assert words in found.why


def test_one_wide_step_decides_and_the_edge_itself_is_room_enough():
    ones = [Observation(Fraction(at % 2), step=Fraction(10, 17)) for at in range(13)]
    assert not rounding_hides(ones)
    assert rounding_hides([*ones[:-1], Observation(Fraction(0), step=Fraction(11, 17))])
    assert not rounding_hides([*ones, Observation(Fraction(0), step=Fraction(10, 17))], 13)
    assert not rounding_hides([Observation(Fraction(20))] * 13)


def test_a_recorded_choice_of_share_chart_stays_and_says_what_is_due():
    found = choose("proportion", shares(13, 15), recorded="p")
    assert found.chart == "p"
    assert found.why.startswith("p limits as recorded")
    assert found.why.endswith("would ask for p′ limits.")
    assert choose("proportion", shares(13, 15), recorded="p_prime").chart == "p_prime"


def test_shares_come_as_counts_and_other_figures_as_values():
    for measured, seen in (("proportion", means(13)), ("mean", shares(13, 1))):
        with pytest.raises(ValueError, match="shown counts"):
            choose(measured, seen)


@pytest.mark.parametrize(
    ("n", "shown"), [(0, "words"), (9, "words"), (10, "early"), (29, "early"), (30, "full")]
)
def test_a_figure_is_words_early_or_full_by_its_people(n, shown):
    assert floor(n) == shown


def test_units_make_a_funnel_from_eight():
    assert (for_units(7), for_units(8)) == ("small multiples", "funnel")


def test_each_stretch_gets_the_chart_it_can_carry():
    seen = [*means(14), GAP, *means(11), *means(5)]
    found = read("mean", seen, [Segment(0, 15), Segment(15, 26), Segment(26, 31)])
    assert [each.choice.chart for each in found.stretches] == ["xmr", "run", "dots"]
    assert found.signals[:14] == xmr(A[:14]).signals
    assert found.lines[14] == found.lines[0]
    assert (found.lines[20].centre, found.lines[20].upper) == (Fraction("21.4"), None)
    assert (found.gaps, found.latest, found.values[14], len(found.signals)) == (1, 30, None, 31)
    assert found.stretches[1].runs.median == Fraction("21.4")
    assert set(found.signals[14:]) == {None}


def test_a_series_that_stays_on_one_side_asks():
    assert not read("mean", means(26), [Segment(0, 26)]).stretches[0].asks
    assert read("mean", means(24), [Segment(0, 24, 13)]).stretches[0].asks


def test_shares_are_drawn_from_zero_to_one():
    found = read("proportion", [*shares(13, 1), GAP, Observation(x=95, n=100)])
    assert found.values[0] == Fraction(51, 100)
    assert (found.values[13], found.lines[13]) == (None, None)
    assert (found.signals[14].rule, found.signals[14].direction) == ("outside", "high")


def test_nothing_at_all_is_dots():
    found = read("mean", [])
    assert (found.latest, found.gaps, found.stretches[0].choice.chart) == (None, 0, "dots")
