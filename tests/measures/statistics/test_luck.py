"""The luck budget: the published table, rates between its lengths, sentences, and the line-up."""

import json
from dataclasses import replace

import pytest

from measures.statistics.choosing import GAP, Observation
from measures.statistics.exact import TooFew
from measures.statistics.lineup import line_up
from measures.statistics.luck.budget import NONE, RATES, Luck, budget, luck_of, rate
from measures.statistics.luck.noise import SERIES, rows, run_rows, table
from measures.statistics.reading import read
from measures.statistics.rulesets import ALLIANCE_1, MDC_EXCEL, MDC_SIX, RULE_SETS, RuleSet
from measures.statistics.segments import Segment
from tests.measures.statistics.test_reading import means, shares


@pytest.mark.parametrize(
    ("points", "some", "unscreened", "latest", "anhoj"),
    [
        pytest.param(13, 0.081, 0.054, 0.014, 0.014, id="13"), pytest.param(24, 0.187, 0.156, 0.016, 0.032, id="24"),
        pytest.param(36, 0.294, 0.262, 0.019, 0.044, id="36"), pytest.param(60, 0.469, 0.437, 0.019, 0.044, id="60"),
    ],
)  # fmt: skip
def test_rates_reproduce_the_published_table(points, some, unscreened, latest, anhoj):
    ours = rate("xmr", points)
    assert (ours.some, ours.latest) == pytest.approx((some, latest), abs=0.01)
    assert rate("xmr", points, MDC_EXCEL).some == pytest.approx(unscreened, abs=0.01)
    assert rate("run", points).some == pytest.approx(anhoj, abs=0.01)


@pytest.mark.parametrize(("baseline", "some", "latest"), [(13, 0.32, 0.06), (20, 0.33, 0.04)])
def test_a_frozen_baseline_costs_as_published(baseline, some, latest):
    found = rate("xmr", baseline + 12, baseline=baseline)
    assert (found.some, found.latest) == pytest.approx((some, latest), abs=0.01)


UNSCREENED_SIX = replace(MDC_SIX, screen=False)


def test_the_published_six_and_six_is_that_without_the_screen():
    """The table's column says .103, .283, .446 and .669; with the screen it is .129, .305, .463 and .682."""
    assert [rate("p_prime", points, MDC_SIX).some for points in (13, 24, 36, 60)] == pytest.approx([0.103, 0.283, 0.446, 0.669], abs=0.01)  # fmt: skip
    assert rate("xmr", 13, MDC_SIX).some > 0.12


def test_the_simulation_gives_the_rates_that_are_kept():
    """400 series: within 4 standard errors of what 20,000 gave."""
    (points, some, latest), *_ = rows("xmr", ALLIANCE_1, 20, 400)
    kept = rate("xmr", points)
    assert points == 20
    assert some == pytest.approx(rate("xmr", 20, baseline=20).some, abs=0.07)
    assert latest == pytest.approx(kept.latest, abs=0.025)


@pytest.mark.marathon
@pytest.mark.timeout(3600)
def test_the_seeded_simulation_gives_the_kept_rates_to_the_last_digit():
    assert json.loads(json.dumps(table(SERIES))) == json.loads(RATES.read_text())


@pytest.mark.marathon
@pytest.mark.timeout(3600)
def test_six_and_six_without_the_screen_reproduces_the_published_column():
    found = {points: some for points, some, _ in rows("xmr", UNSCREENED_SIX, 0)}
    assert [found[points] for points in (13, 24, 36, 60)] == pytest.approx(
        [0.103, 0.283, 0.446, 0.669], abs=0.01
    )


def test_every_rule_set_and_chart_has_rates_that_rise_with_length():
    for chart in ("xmr", "p", "p_prime", "run"):
        for rules in RULE_SETS.values():
            some = [rate(chart, points, rules).some for points in (13, 20, 24, 30, 36, 50, 60, 90, 120)]
            assert some == sorted(some) or chart == "run"
            assert 0 < some[0] < some[-1] < 1
    assert rate("xmr", 120).some == pytest.approx(1 - (1 - rate("xmr", 60).some) ** 2)
    assert rate("xmr", 30).some == pytest.approx((rate("xmr", 24).some + rate("xmr", 36).some) / 2)


def test_a_baseline_between_the_simulated_ones_lies_between_them():
    low, middle, high = (rate("xmr", baseline + 12, baseline=baseline).latest for baseline in (13, 16, 20))
    assert low > middle > high
    assert rate("xmr", 18, baseline=20) == rate("xmr", 18)


def test_what_looks_for_no_signals_has_no_luck():
    assert rate("dots", 24) == rate("xmr", 12) == rate("run", 9) == rate("xmr", 24, RuleSet("own", 1)) == NONE
    assert luck_of(read("mean", means(9))) == NONE


def test_a_whole_chart_has_the_luck_of_its_stretches_and_the_latest_of_the_last():
    one = luck_of(read("mean", [*means(24), GAP]))
    assert (one.some, one.latest) == pytest.approx((rate("xmr", 24).some, rate("xmr", 24).latest))
    two = luck_of(read("mean", means(36), [Segment(0, 24), Segment(24, 36)]))
    assert two.some == pytest.approx(1 - (1 - one.some) * (1 - rate("run", 12).some))
    assert two.latest == 0
    assert luck_of(read("proportion", shares(24, 1))).latest == rate("p", 24).latest
    assert (
        luck_of(read("mean", means(26), [Segment(0, 26, 13)])).latest == rate("xmr", 26, baseline=13).latest
    )


def test_the_budget_adds_up_and_speaks():
    found = budget([Luck(0.187, 0.016)] * 24 + [NONE] * 3)
    assert (found.charts, found.some, found.latest) == (24, pytest.approx(4.488), pytest.approx(0.384))
    assert found.parts == ("about 4.5 show a signal by luck", "0.4 at the latest point", "32% chance of any")
    assert budget([]).parts == ("fewer than 0.1 show a signal by luck", "fewer than 0.1 at the latest point", "0% chance of any")  # fmt: skip


def asked(measured="mean", figures=None, **other):
    return line_up(measured, figures or means(24), **{"series": "M-01/all", "release": "7", **other})


def test_a_line_up_hides_the_real_series_among_nineteen_shuffles_of_it():
    figures = means(26)
    found = asked(figures=figures)
    real = found.panels[found.real - 1]
    assert [panel.number for panel in found.panels] == list(range(1, 21))
    assert [panel.number for panel in found.panels if panel.figures == tuple(figures)] == [found.real]
    assert all(sorted(map(repr, panel.figures)) == sorted(map(repr, figures)) for panel in found.panels)
    assert len({panel.figures for panel in found.panels}) == 20
    assert (real.longest, real.crossings, real.latest) == (11, 5, None)
    assert len({panel.part.lines[0] for panel in found.panels}) > 10
    assert len({panel.part.lines[0].centre for panel in found.panels}) == 1


def test_a_line_up_is_the_same_for_a_series_and_a_release_and_another_for_another():
    first, places = asked(), {asked(series=f"M-{at:02}/all").real for at in range(40)}
    assert first == asked()
    assert [panel.figures for panel in first.panels] != [panel.figures for panel in asked(release="8").panels]
    assert asked(series="a/b", release="c").panels != asked(series="a", release="b/c").panels
    assert len(places) > 10


def test_shares_are_shuffled_with_their_people_and_every_panel_gets_the_same_chart():
    figures = [*shares(12, 15), GAP, Observation(x=9, n=30), Observation(x=80, n=150)]
    found = asked("proportion", figures)
    pairs = sorted((each.x, each.n) for each in figures if each.drawn)
    assert all(sorted((each.x, each.n) for each in panel.figures) == pairs for panel in found.panels)
    assert {panel.part.stretch.choice.chart for panel in found.panels} == {"p_prime"}


@pytest.mark.parametrize("figures", [means(9), means(20, values=["5"])], ids=["nine figures", "all alike"])
def test_too_few_figures_or_figures_all_alike_make_no_line_up(figures):
    assert isinstance(asked(figures=figures), TooFew)


def test_run_charts_have_rates_from_ten_points():
    assert next(points for points, _, _ in run_rows(10)) == 10
