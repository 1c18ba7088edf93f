"""What public sources get wrong: each trap of the catalogue is fallen into on purpose, and has to hold."""

from decimal import Decimal
from fractions import Fraction

import pytest

from measures.instruments.catalogue import instrument, instruments
from measures.instruments.columns import columns, sheet_columns
from measures.instruments.meaning import bands_of, changed, is_case, is_outcome
from measures.instruments.scoring import score
from tests.measures.instruments.forms import filled, told


def never_combined(id):
    """No total over the four questions: another question's column is an error, and there is no total column."""
    assert columns(instrument(id)).totals == ()
    others = [each.id for each in instruments().values() if each.family == "ons4" and each.id != id]
    assert all(score(instrument(id), {id: 5, other: 5}).word == "unknown_column" for other in others)


def starts_at_0(id):
    assert told(id, [0]).points == 0
    assert told(id, [11]).word == "out_of_range"


def anxiety_is_turned(id):
    assert instrument(id).score.direction == "lower_better"
    assert bands_of(instrument(id), told(id, [4])) == {"ons": "medium"}
    assert bands_of(instrument("ons4_happy"), told("ons4_happy", [4])) == {"ons": "low"}


def not_the_short_form(id):
    assert score(instrument(id), filled("swemwbs", 3)).word == "unknown_column"
    assert instrument(id).conversion is None


def no_official_band(id):
    assert not any(bands.agreed or bands.verified for bands in instrument(id).bands)
    assert Decimal("43.5") not in instrument(id).bands[0].lower_bounds


def each_person_then_the_mean(id):
    low, high = told(id, [1] * 7), told(id, [5] * 7)
    assert (low.points, high.points) == (7, 35)
    assert (low.converted + high.converted) / 2 == Decimal("21.00")
    assert instrument(id).convert(21) == Decimal("19.25")


def a_mean_raw_never_converts(id):
    with pytest.raises(TypeError, match="never a mean"):
        instrument(id).convert(Fraction(21))


def not_left_raw(id):
    assert told(id, [3] * 7).converted == Decimal("19.25")


def one_persons_metric_is_in_the_table(id):
    assert score(instrument(id), {"swemwbs_metric": "21.00"}).word == "not_in_table"
    assert score(instrument(id), {"swemwbs_metric": "21.54"}).key == "24"


def higher_is_lonelier(id):
    assert instrument(id).score.direction == "lower_better"
    assert told(id, [3, 3, 3]).points == 9


def no_cut_off(id):
    assert instrument(id).caseness is None
    assert not any(bands.agreed or bands.verified for bands in instrument(id).bands)


def one_question_of_four(id):
    assert score(instrument(id), filled("ucla3", 1)).word == "unknown_column"


def three_are_reversed(id):
    assert instrument(id).items.reverse == (2, 4, 6)
    assert [told(id, [5 if at == turned else 3 for at in range(1, 7)]).key for turned in range(1, 7)] == [
        "20", "16", "20", "16", "20", "16",
    ]  # fmt: skip


def bands_as_sums(id):
    found = instrument(id)
    label = {
        total: bands_of(found, score(found, {"brs_total": total}))["published"] for total in range(6, 31)
    }
    ends = {
        name: (min(at), max(at))
        for name in ("low", "normal", "high")
        if (at := [t for t in label if label[t] == name])
    }
    assert ends == {"low": (6, 17), "normal": (18, 25), "high": (26, 30)}


def no_utility_index(id):
    assert score(instrument(id), {"reqol10_total": "-0.195"}).word == "out_of_range"
    assert score(instrument(id), {"reqol10_total": "0.75"}).word == "out_of_range"


def two_cut_offs(id):
    assert [bands.lower_bounds[1] for bands in instrument(id).bands] == [24, 25]
    placed = bands_of(instrument(id), score(instrument(id), {"reqol10_total": 24}))
    assert placed == {"franklin_2021": "general (24 and over)", "developers_quoted": "clinical (24 or less)"}


def not_the_other_length(id):
    assert score(instrument(id), {"reqol10_total": 20}).word == "unknown_column"


def blanks_are_not_0(id):
    assert told(id, [3] * 8 + [None]).word == "not_answered"


def a_fall_is_better(id):
    [by] = instrument(id).change
    before, after = (score(instrument(id), {"phq9_total": total}) for total in (16, 10))
    assert changed(instrument(id), before, after, by) == "improved"
    assert changed(instrument(id), after, before, by) == "declined"


def no_wording_to_miscopy(id):
    assert instrument(id).items.labels is None


def cases_differ(id):
    eights = {name: score(instrument(name), {f"{name}_total": 8}) for name in (id, "phq9")}
    assert is_case(instrument(id), eights[id])
    assert not is_case(instrument("phq9"), eights["phq9"])
    assert is_case(instrument("phq9"), score(instrument("phq9"), {"phq9_total": 10}))


def two_means_give_no_class(id):
    assert score(instrument(id), {"cantril_now": 8}).word == "not_answered"
    assert columns(instrument(id)).totals == ()


def two_and_three_are_reversed(id):
    assert instrument(id).items.reverse == (2, 3)
    alone = [told(id, [4 if at == turned else 2 for at in range(10)]).points for turned in (1, 2, 3)]
    assert alone == [18, 18, 22]


def lower_bounds_as_published(id):
    assert instrument(id).bands[0].lower_bounds == (0, 11, 15, 20, 25)
    fifteen = bands_of(instrument(id), score(instrument(id), {"core10_total": 15}))
    assert fifteen == {"published": "moderate"}


def one_may_be_missing(id):
    assert told(id, [1, 3, 3] + [1] * 6 + [None]).points == 10
    assert told(id, [1, 3, 3] + [1] * 5 + [None] * 2).word == "not_answered"
    assert told(id, [None] * 10).word == "not_answered"


def fractions_fall_in_a_band(id):
    assert instrument(id).band("published", Decimal("10.9")) == "healthy/low"
    assert bands_of(instrument(id), told(id, [0, 0, 0] + [0] * 5 + [1, None])) == {"published": "healthy/low"}


def no_grim(id):
    assert not any(check.startswith("grim") for check in instrument(id).checks)


def both_scales_are_named(id):
    assert columns(instrument(id)).totals == ("who5_raw", "who5_percentage")
    assert score(instrument(id), {"who5_raw": 13}) == score(instrument(id), {"who5_percentage": 52})
    assert score(instrument(id), {"who5_total": 13}).word == "unknown_column"


def no_weighted_index(id):
    assert score(instrument(id), {"ascot_sct4_total": "0.75"}).word == "out_of_range"


def four_levels(id):
    assert (instrument(id).items.low, instrument(id).items.high) == (0, 3)
    assert told(id, [4] + [0] * 7).word == "out_of_range"


def no_total(id):
    assert score(instrument(id), filled(id, 1)).word == "no_total"
    assert columns(instrument(id)).totals == ()


def no_one_direction(id):
    assert instrument(id).score.direction == "per_item"


def never_an_outcome(id):
    found, scored = instrument(id), score(instrument(id), {"ndt_total": 20})
    assert not is_outcome(found)
    assert "change" not in found.publish_as
    with pytest.raises(ValueError, match="never shown as a change"):
        changed(found, scored, scored, instrument("phq9").change[0])


def top_two_are_stated(id):
    assert score(instrument(id), {id: 1}).word == "answers_not_stated"


def the_window_is_stated(id):
    assert columns(instrument(id)).items == ("rough_sleeping_snapshot_night",)
    assert score(instrument(id), {"rough_sleeping_snapshot_month": 9}).word == "unknown_column"


def single_night_only(id):
    assert instrument(id).accepts == ("count",)


def nothing_is_scored(id):
    assert columns(instrument(id)).all == ()
    assert score(instrument(id), {"eq5d5l_1": 9}).word == "refused"


def scores_are_refused_too(id):
    assert instrument(id).accepts == ()
    assert score(instrument(id), {"outcomes_star_total": 5}).word == "refused"
    assert sheet_columns(instrument(id)).all == ()


# In the order of the catalogue, and of each entry's traps
HELD = {
    "ons4_satisfaction": (never_combined, starts_at_0),
    "ons4_worthwhile": (never_combined, starts_at_0),
    "ons4_happy": (never_combined, starts_at_0),
    "ons4_anxious": (never_combined, anxiety_is_turned, starts_at_0),
    "wemwbs": (not_the_short_form, no_official_band),
    "swemwbs": (each_person_then_the_mean, a_mean_raw_never_converts, not_left_raw, one_persons_metric_is_in_the_table),
    "ucla3": (higher_is_lonelier, no_cut_off),
    "ons_loneliness_direct": (one_question_of_four,),
    "brs": (three_are_reversed, bands_as_sums),
    "reqol10": (no_utility_index, two_cut_offs),
    "reqol20": (not_the_other_length,),
    "phq9": (blanks_are_not_0, a_fall_is_better),
    "gad7": (no_wording_to_miscopy, cases_differ),
    "cantril": (two_means_give_no_class,),
    "core10": (two_and_three_are_reversed, lower_bounds_as_published, one_may_be_missing, fractions_fall_in_a_band, no_grim),
    "who5": (both_scales_are_named,),
    "ascot_sct4": (no_weighted_index, four_levels),
    "top": (no_total, no_one_direction),
    "ndt": (never_an_outcome,),
    "cls_belonging": (top_two_are_stated,),
    "cls_trust": (top_two_are_stated,),
    "cls_pull_together": (top_two_are_stated,),
    "rough_sleeping_snapshot": (the_window_is_stated, single_night_only),
    "eq5d5l": (nothing_is_scored,),
    "outcomes_star": (scores_are_refused_too,),
}  # fmt: skip


def test_every_trap_of_the_catalogue_has_a_test():
    assert {each.id: len(each.traps) for each in instruments().values()} == {
        name: len(held) for name, held in HELD.items()
    }


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        pytest.param(name, holds, id=f"{name}: {trap}")
        for name, held in HELD.items()
        for holds, trap in zip(held, instrument(name).traps, strict=True)
    ],
)
def test_nobody_falls_into(name, holds):
    holds(name)


def test_a_change_is_clear_from_its_threshold_on():
    found = instrument("gad7")
    [by] = found.change
    ten, seven, six = (score(found, {"gad7_total": total}) for total in (10, 7, 6))
    assert changed(found, ten, seven, by) == "no clear change"
    assert changed(found, ten, six, by) == "improved"


def test_where_sources_give_a_range_a_change_is_clear_from_its_upper_end():
    found = instrument("wemwbs")
    forty, forty_eight, forty_nine = (score(found, {"wemwbs_total": total}) for total in (40, 48, 49))
    assert changed(found, forty, forty_eight, found.change[0]) == "no clear change"
    assert changed(found, forty, forty_nine, found.change[0]) == "improved"


def test_a_change_of_swemwbs_is_measured_on_the_metric_scale():
    found = instrument("swemwbs")
    low, high = (score(found, {"swemwbs_raw": raw}) for raw in (33, 35))
    assert changed(found, low, high, found.change[1]) == "improved"  # 2 raw points, 4.30 metric
    low, high = (score(found, {"swemwbs_raw": raw}) for raw in (17, 20))
    assert changed(found, low, high, found.change[1]) == "no clear change"  # 3 raw points, 1.71 metric
