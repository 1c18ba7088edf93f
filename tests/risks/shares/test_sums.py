"""The sum of gain and pain, to the penny."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance.door.refusals import Refused
from risks.shares.rules import MOST, check_actual, check_terms, percent
from risks.shares.sums import WHOLE, Part, Terms, examples, share, split
from risks.shares.typed import basis_points, pence

TERMS = Terms(
    1_000_000, 5_000, 1_000, ("owner",),
    (Part("charity", 2_500, 10_000), Part("trust", 4_000, 60_000), Part("housing", 3_500, 30_000)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("actual", "counted", "owner", "partners"),
    [
        (940_000, 60_000, 30_000, (7_500, 12_000, 10_500)),
        (850_000, 100_000, 50_000, (12_500, 20_000, 17_500)),
        (1_080_000, -80_000, -40_000, (-10_000, -16_000, -14_000)),
        (1_400_000, -400_000, -300_000, (-10_000, -60_000, -30_000)),
        (999_993, 7, 4, (1, 1, 1)),
        (1_000_000, 0, 0, (0, 0, 0)),
    ],
)
def test_K41_the_worked_examples_come_out_to_the_penny(actual, counted, owner, partners) -> None:
    found = share(TERMS, actual)
    assert (found.counted, found.owners, found.partners) == (counted, (owner,), partners)


def test_the_examples_of_a_page_are_those_of_the_table_under_its_terms() -> None:
    figures = [actual for _, actual in examples(TERMS)]
    assert figures == [940_000, 850_000, 1_000_000, 1_080_000, 1_400_000, 999_993]


def test_several_owners_share_alike_and_the_first_takes_the_spare_penny() -> None:
    two = replace(TERMS, owners=("council", "icb"))
    assert share(two, 999_985).owners == (4, 4)
    assert share(two, 999_987).owners == (4, 3)
    assert share(two, 1_000_013).owners == (-4, -3)


def test_a_spare_penny_goes_to_the_largest_remainder_and_a_tie_to_the_first() -> None:
    assert split(10, [1, 1, 1]) == (4, 3, 3)
    assert split(2, [2_500, 4_000, 3_500]) == (0, 1, 1)
    assert split(1, [3_300, 3_400, 3_300]) == (0, 1, 0)


def test_only_pain_beyond_the_margin_is_said_to_stop_there() -> None:
    assert share(TERMS, 1_080_000).at_margin == (False, False, False)  # exactly at it
    assert share(TERMS, 1_400_000).at_margin == (True, True, True)
    assert share(TERMS, 850_000).at_margin == (False, False, False)  # gain knows no margin


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    cuts = sorted(draw(st.lists(st.integers(0, WHOLE), max_size=6)))
    shares = [high - low for low, high in zip([0, *cuts], [*cuts, WHOLE], strict=True)]
    parts = tuple(Part(str(at), bp, draw(st.integers(0, MOST))) for at, bp in enumerate(shares))
    owners = tuple(str(at) for at in range(draw(st.integers(1, 4))))
    bps = st.integers(0, WHOLE)
    return Terms(draw(st.integers(0, MOST)), draw(bps), draw(bps), owners, parts)


@settings(max_examples=50)
@given(terms(), st.integers(0, MOST))
def test_K41_parts_add_up_to_what_is_counted_and_nobody_bears_more_than_its_margin(
    agreed: Terms, actual: int
) -> None:
    assert check_terms(agreed) is None
    found = share(agreed, actual)
    assert sum(found.owners) + sum(found.partners) == found.counted
    assert all(-part.margin <= pence for part, pence in zip(agreed.parts, found.partners, strict=True))
    assert max(found.owners) - min(found.owners) <= 1
    assert all(type(pence) is int for pence in (*found.owners, *found.partners))
    assert all(pence >= 0 for pence in found.partners) or found.counted < 0
    assert found.counted <= max(0, agreed.target * agreed.cap_bp // WHOLE)


@settings(max_examples=50)
@given(st.integers(0, MOST), st.lists(st.integers(0, WHOLE), min_size=1).filter(any))
def test_K41_nothing_is_lost_in_a_split_and_nobody_is_a_penny_away(whole: int, weights: list[int]) -> None:
    found = split(whole, weights)
    assert sum(found) == whole
    for got, weight in zip(found, weights, strict=True):
        assert abs(got * sum(weights) - whole * weight) < sum(weights)


WRONG = {
    "less-than-one-whole": replace(TERMS, parts=TERMS.parts[:2]),
    "more-than-one-whole": replace(TERMS, parts=(*TERMS.parts, Part("more", 1, 0))),
    "a-negative-share": replace(TERMS, parts=(Part("a", 10_001, 0), Part("b", -1, 0))),
    "a-float-share": replace(TERMS, parts=(Part("a", 5_000.0, 0), Part("b", 5_000, 0))),
    "a-float-target": replace(TERMS, target=1_000_000.0),
    "a-negative-target": replace(TERMS, target=-1),
    "a-negative-margin": replace(TERMS, parts=(Part("a", 10_000, -1),)),
    "a-yes-for-a-number": replace(TERMS, cap_bp=True),
    "an-owner-share-past-the-whole": replace(TERMS, owner_bp=10_001),
    "nobody": replace(TERMS, parts=()),
    "no-owner": replace(TERMS, owners=()),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=[f"K40-{name}" for name in WRONG])
def test_terms_that_cannot_be_reckoned_with_are_refused(wrong: Terms) -> None:
    assert isinstance(check_terms(wrong), Refused)


@pytest.mark.parametrize("actual", [-1, 1.0, True, "5", None, MOST + 1])
def test_K40_only_whole_pence_can_have_been_spent(actual: object) -> None:
    assert isinstance(check_actual(actual), Refused)


def test_money_and_per_cents_are_read_without_a_float() -> None:
    assert pence("£8,200,000") == 820_000_000
    assert pence(" 1250.05 ") == 125_005
    assert [pence(text) for text in ("1,25", "1.5", "-3", "1e3", "", "٣")] == [None] * 6
    assert [basis_points(text) for text in ("35", "12.5 %", "0.05%")] == [3_500, 1_250, 5]
    assert [basis_points(text) for text in ("1.255", "-1", "a")] == [None] * 3
    assert [percent(bp) for bp in (5_000, 3_525, 1_250, 5)] == ["50%", "35.25%", "12.5%", "0.05%"]
