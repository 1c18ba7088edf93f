"""The meter’s quarters and counts: all of them stand, the empty ones too, and an owner is no adviser of its own."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.decisions.count.tally import Counts
from alliance.reserved.rules import Became, Quarter, advice, became, quarters

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def test_every_quarter_stands_also_those_in_which_nothing_happened():
    found = quarters(date(2024, 11, 5), date(2025, 7, 1))
    assert [one.code for one in found] == ["2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3"]
    assert found[0].words == "October to December 2024"


@given(DAYS, DAYS)
def test_quarters_run_on_without_a_gap_from_the_first_day_to_the_last(one, other):
    first, last = sorted((one, other))
    found = quarters(first, last)
    assert (found[0], found[-1]) == (Quarter.of(first), Quarter.of(last))
    assert all(after == before.following() for before, after in pairwise(found))


@pytest.mark.parametrize(
    ("result", "in_effect", "wanted"),
    [
        ("reserved_decided", True, Became.USED), ("open", True, Became.USED), ("open", False, Became.OPEN),
        ("reserved_decided", False, Became.NOT_USED), ("not_reached", False, Became.NOT_USED),
        ("withdrawn", False, Became.NOT_USED),
    ],
)  # fmt: skip
def test_what_became_of_it(result, in_effect, wanted):
    assert became(result, in_effect) is wanted


def test_the_owners_own_ballot_is_no_advice():
    counts = Counts(agree=("C1", "P1"), disagree=("P2",), abstain=(), silent=("C2",), recused=(), left=())
    assert advice(counts, "C1") == {"agree": ("P1",), "disagree": ("P2",), "abstain": (), "silent": ("C2",)}
