"""Scoring facts, each with its known answer."""

from decimal import Decimal
from itertools import pairwise

import pytest

from measures.instruments.catalogue import instrument, instruments, sources

METRIC = """7=7.00 8=9.51 9=11.25 10=12.40 11=13.33 12=14.08 13=14.75 14=15.32 15=15.84 16=16.36 17=16.88 18=17.43 19=17.98
20=18.59 21=19.25 22=19.98 23=20.73 24=21.54 25=22.35 26=23.21 27=24.11 28=25.03 29=26.02 30=27.03 31=28.13 32=29.31 33=30.70
34=32.55 35=35.00"""


def test_there_are_25_instruments_and_each_source_is_named():
    assert len(instruments()) == 25
    assert {source for each in instruments().values() for source in each.sources} <= set(sources())


@pytest.mark.parametrize("pair", METRIC.split())
def test_swemwbs_converts_each_raw_score_as_published(pair):
    raw, metric = pair.split("=")
    assert instrument("swemwbs").convert(int(raw)) == Decimal(metric)


def test_swemwbs_has_29_scores_that_only_rise():
    table = instrument("swemwbs").conversion.table
    assert list(table) == list(range(7, 36))
    assert all(low < high for low, high in pairwise(table.values()))


@pytest.mark.parametrize("raw", [Decimal("21.0"), 21.0, True, "21"])
def test_a_mean_is_never_converted(raw):
    with pytest.raises(TypeError, match="never a mean"):
        instrument("swemwbs").convert(raw)


@pytest.mark.parametrize(("id", "raw"), [("swemwbs", 6), ("swemwbs", 36), ("gad7", 5)])
def test_a_score_without_a_conversion_is_an_error(id, raw):
    with pytest.raises(LookupError, match="converts no raw score"):
        instrument(id).convert(raw)


def test_who5_is_multiplied_by_four():
    assert (instrument("who5").convert(0), instrument("who5").convert(25)) == (0, 100)


@pytest.mark.parametrize(
    ("id", "bands", "value", "label"),
    [
        pytest.param("ons4_satisfaction", "ons", "4", "low", id="satisfied-4"),
        pytest.param("ons4_worthwhile", "ons", "5", "medium", id="worthwhile-5"),
        pytest.param("ons4_happy", "ons", "8", "high", id="happy-8"),
        pytest.param("ons4_happy", "ons", "9", "very high", id="happy-9"),
        pytest.param("ons4_anxious", "ons", "1", "very low", id="anxious-1"),
        pytest.param("ons4_anxious", "ons", "3", "low", id="anxious-3"),
        pytest.param("ons4_anxious", "ons", "5", "medium", id="anxious-5"),
        pytest.param("ons4_anxious", "ons", "6", "high", id="anxious-6"),
        pytest.param("core10", "published", "10.9", "healthy/low", id="fractions-never-fall-between"),
        pytest.param("swemwbs", "public_implementation", "19.25", "typical", id="swemwbs"),
    ],
)
def test_a_score_takes_the_last_lower_bound_not_above_it(id, bands, value, label):
    assert instrument(id).band(bands, Decimal(value)) == label


def test_bands_that_do_not_exist_and_scores_below_them_are_errors():
    with pytest.raises(KeyError):
        instrument("gad7").band("ons", Decimal(5))
    with pytest.raises(ValueError, match="below the lowest band"):
        instrument("ucla3").band("ageing_studies", Decimal(2))


@pytest.mark.parametrize(
    ("id", "low", "high", "direction"),
    [
        ("ons4_satisfaction", 0, 10, "higher_better"),
        ("ons4_anxious", 0, 10, "lower_better"),
        ("swemwbs", 7, 35, "higher_better"),
        ("gad7", 0, 21, "lower_better"),
    ],
)
def test_scores_have_a_range_and_a_direction(id, low, high, direction):
    score = instrument(id).score
    assert (score.low, score.high, score.direction) == (low, high, direction)


@pytest.mark.parametrize(("id", "owner"), [("eq5d5l", "EuroQol"), ("outcomes_star", "Triangle")])
def test_a_refused_instrument_gives_owner_reason_and_an_alternative(id, owner):
    refusal = instrument(id).refusal
    assert refusal.owner == owner
    assert refusal.owner in refusal.sentence
    assert refusal.reason in refusal.sentence
    assert refusal.alternative in refusal.sentence
    assert not instrument(id).accepts


def test_only_refused_instruments_carry_a_refusal():
    assert all((each.refusal is None) == (each.status != "refused") for each in instruments().values())


def test_contested_bands_say_so():
    assert not any(bands.agreed or bands.verified for bands in instrument("swemwbs").bands)
    assert instrument("ons4_anxious").bands[0].agreed
