"""Which of the two sheets a file is: by its template, by its headings, or by asking."""

from tests.measures.uploads.cast import csv_of, demo
from tests.measures.uploads.responses.cast import codes, lines, one, whole

BOTH = b"row_key,occasion,period,cohort,M-01,n\n1,baseline,2025/26 Q1,adults,yes,1\n"


def test_a_row_key_and_an_occasion_make_a_response_sheet():
    assert whole(lines("M-01", one(1, "yes"))).facts["sheet"] == "responses"


def test_a_cohort_sheet_stays_one():
    read = whole(csv_of("2025/26 Q1,adults,M-01/1,,,all,,20,9,,,,"))
    assert "sheet" not in read.facts
    assert read.grid


def test_headings_of_both_are_asked_about_before_anything_is_kept():
    read = whole(BOTH)
    (asked,) = [each for each in read.findings if each.code == "sheet.kind"]
    assert [answer.value for answer in asked.ask] == ["responses", "cohort"]
    assert "sheet" not in whole(BOTH, {asked.key: "cohort"}).facts
    assert codes(whole(BOTH, {asked.key: "responses"}).findings) == ["map.unknown_column"]


def test_one_row_per_person_in_a_cohort_sheet_is_still_refused():
    read = whole(demo("faults/TID_2025-26_Q1_one_row_per_person.csv"))
    assert read.grid is None
    assert "person.rows" in codes(read.findings)
