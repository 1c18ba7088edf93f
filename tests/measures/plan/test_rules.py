"""Quarters have the names people use, and what is unsound is refused in words."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from measures.plan import rules
from measures.plan.rules import Wish

DAY = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("first", "code", "ends", "due"),
    [
        (date(2024, 4, 1), "2024/25 Q1", date(2024, 6, 30), date(2024, 7, 31)),
        (date(2025, 1, 1), "2024/25 Q4", date(2025, 3, 31), date(2025, 4, 30)),
        (date(2099, 10, 1), "2099/00 Q3", date(2099, 12, 31), date(2100, 1, 31)),
    ],
)
def test_a_quarter_is_named_by_its_financial_year(first, code, ends, due):
    (made,) = rules.quarters(first, 1)
    assert (made.code, made.ends_on, made.due_on) == (code, ends, due)


def test_quarters_follow_one_another_without_a_gap():
    made = rules.quarters(date(2024, 4, 1), 12)
    assert all(later.starts_on == earlier.ends_on + rules.DAY for earlier, later in pairwise(made))


@pytest.mark.parametrize("first", [date(2024, 4, 2), date(2024, 5, 1)])
def test_a_quarter_starts_where_quarters_start(first):
    assert rules.quarters(first, 4).code == "quarter_start"


@pytest.mark.parametrize("count", [0, 41])
def test_quarters_come_in_sensible_numbers(count):
    assert rules.quarters(date(2024, 4, 1), count).code == "quarter_count"


def test_the_coming_quarter_is_the_one_after_todays():
    count = rules.quarters_until(date(2024, 4, 1), date(2026, 7, 22))
    assert rules.quarters(date(2024, 4, 1), count)[-1].code == "2026/27 Q3"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"code": "m-1"}, "measure_code"),
        ({"code": "M-01"}, "code_taken"),
        ({"kind": "rank"}, "measure_kind"),
        ({"wording": " "}, "wording"),
        ({"kind": "mean", "low": Decimal(5), "high": Decimal(5)}, "scale_ends"),
    ],
)
def test_an_unsound_measure_is_refused(changes, code):
    given = {"code": "M-02", "wording": "A question", "kind": "proportion", "valid_from": DAY} | changes
    assert rules.check_measure(Wish(**given), {"M-01"}).code == code


def test_there_is_no_field_for_a_target():
    assert not {"target", "rank", "rating", "goal", "trajectory"} & set(Wish.__slots__)


def test_a_version_starts_after_the_one_in_force_and_never_after_the_end():
    assert rules.check_version(DAY, DAY).code == "starts_first"
    assert rules.check_version(DAY, None).code == "measure_ended"
    assert rules.check_version(date(2026, 4, 2), DAY) is None


@pytest.mark.parametrize(
    ("name", "code"), [("Young people", "young-people"), ("E-01 partners", "e-01-partners"), ("…", "")]
)
def test_names_become_codes(name, code):
    assert rules.coded(name) == code
