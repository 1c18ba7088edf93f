"""Every row of the rules about people, at its edge, in each kind of file; and never a value repeated."""

import random

import pytest

from measures.uploads.people import patterns
from measures.uploads.reading.pipeline import Known, Read, read
from measures.uploads.rules import is_kept
from tests.measures.uploads.people.cases import ALSO, CASES, FAILS, PASSES, TODAY, Case
from tests.measures.uploads.people.sheets import MAKERS


def found(read: Read) -> list[tuple[str, str]]:
    """(level, code) of everything found about people."""
    return [(one.level, one.code) for one in read.findings if one.code.startswith("person.")]


@pytest.mark.parametrize("ending", MAKERS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_rule_at_its_edge(case: Case, ending: str) -> None:
    data = MAKERS[ending](case.rows)
    came = read(data, f"sheet.{ending}", {}, Known(case.known, today=TODAY))
    assert set(found(came)) == case.expected
    stopped = any(level == "stop" for level, _ in case.expected)
    assert came.facts.get("sheet", "cohort") == case.kind
    assert (came.grid is None) is (stopped or case.kind == "responses")
    values = {str(cell) for row in case.rows[1:] for cell in row if len(str(cell)) > 8}
    assert not stopped or not [value for value in values if value in repr(came)]


@pytest.mark.parametrize(
    ("text", "passes"),
    [(PASSES, True), (ALSO, True), ("943 476-5919", True), (FAILS, False), ("1111111111", True), ("9999999999", True),
     ("943476591", False), ("94347659190", False)],
)  # fmt: skip
def test_the_check_digit_of_an_nhs_number(text: str, passes: bool) -> None:
    assert patterns.passes_nhs(text) is passes


@pytest.mark.parametrize(
    ("passes", "of", "beyond"),
    [(8, 10, True), (7, 10, False), (13, 30, True), (12, 30, False), (26, 100, True), (25, 100, False)],
)
def test_the_binomial_tail_below_one_in_a_million(passes: int, of: int, beyond: bool) -> None:
    assert (patterns.chance(passes, of) < patterns.UNLIKELY) is beyond


def innocent(rows: int, times: int = 2000) -> list[int]:
    """How many of so many random ten-digit numbers pass, again and again."""
    dice = random.Random(11)
    return [
        sum(patterns.passes_nhs(f"{dice.randrange(10**10):010}") for _ in range(rows)) for _ in range(times)
    ]


def test_nine_in_a_hundred_random_ten_digit_ids_pass() -> None:
    assert sum(innocent(10)) / 20_000 == pytest.approx(0.092, abs=0.006)


@pytest.mark.parametrize(("rows", "share"), [(10, 0.62), (100, 1.0)])
def test_to_stop_on_any_cell_would_alarm_on_most_innocent_columns(rows: int, share: float) -> None:
    passed = innocent(rows, 400)
    assert sum(count > 0 for count in passed) / len(passed) == pytest.approx(share, abs=0.05)


@pytest.mark.parametrize(("rows", "share"), [(3, 0.02), (10, 0.0015), (30, 0.0)])
def test_to_stop_on_half_of_a_column_alarms_on_few(rows: int, share: float) -> None:
    passed = innocent(rows)
    alarms = sum(patterns.too_many_pass(count, rows) for count in passed)
    assert alarms / len(passed) == pytest.approx(share, abs=0.008)


@pytest.mark.parametrize("code", ["person.nhs", "person.date"])
def test_what_was_answered_about_people_is_asked_of_the_next_file_anew(code):
    asked = next(case for case in CASES if ("question", code) in case.expected)
    came = read(MAKERS["csv"](asked.rows), "sheet.csv", {}, Known(asked.known, today=TODAY))
    keys = [one.key for one in came.findings if one.code == code]
    assert [is_kept(key, "yes") for key in keys] == [False]
