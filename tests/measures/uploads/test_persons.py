"""The scan for people: each rule at its edge, and never a value repeated."""

from datetime import date

import pytest

from measures.uploads.people import patterns
from measures.uploads.people.persons import scan_persons
from measures.uploads.reading.delimited import read_csv

TODAY = date(2026, 7, 22)
PASSES = "9434765919"
FAILS = "9991234560"


def found(text: str, known=()):
    """(level, code) of every finding in a text file."""
    grid, _, _ = read_csv(text.encode(), {})
    return {(one.level, one.code) for one in scan_persons(grid, [], known, today=TODAY).findings}


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        (PASSES, True),
        ("943 476-5919", True),
        (FAILS, False),
        ("1111111111", True),
        ("9999999999", True),
        ("943476591", False),
    ],
)
def test_the_check_digit_of_an_nhs_number(text, passes):
    assert patterns.passes_nhs(text) is passes


@pytest.mark.parametrize(
    ("passes", "of", "stops"),
    [
        (8, 10, True),
        (4, 10, False),
        (13, 30, True),
        (11, 30, False),
        (26, 100, True),
        (23, 100, False),
        (2, 3, True),
        (1, 2, False),
    ],
)
def test_how_many_passes_are_more_than_chance(passes, of, stops):
    assert patterns.too_many_pass(passes, of) is stops


RULES = [
    pytest.param(f"ref,area,n\n{PASSES},NE8,12\n", {("question", "person.nhs")}, id="one-pass-alone-is-asked"),
    pytest.param(f"NHS no,area,n\n{PASSES},NE8,12\n", {("stop", "person.nhs")}, id="one-pass-under-a-header-word"),
    pytest.param(f"ref,area,n\n{FAILS},NE8,12\n", set(), id="ten-digits-that-fail"),
    pytest.param("area,b,n\nNE8 4AB,1,12\n", {("stop", "person.postcode")}, id="full-postcode"),
    pytest.param("area,b,n\nNE8,E01000001,12\n", set(), id="outward-code-and-area-code"),
    pytest.param("a,b,n\nAB 12 34 56 C,1,12\n", {("stop", "person.insurance")}, id="ni-number"),
    pytest.param("a,b,n\nGB123456A,1,12\n", set(), id="letters-never-issued"),
    pytest.param("date of birth,b,n\n1980-01-01,1,12\n", {("stop", "person.birth")}, id="birth-header"),
    pytest.param("surname,b,n\nx,1,12\n", {("stop", "person.name")}, id="name-header"),
    pytest.param("cohort name,b,n\nadults,1,12\n", set(), id="cohort-name-is-not-a-persons"),
    pytest.param("a,b,n\nsomebody@a.example,1,12\n", {("stop", "person.email")}, id="email-in-the-table"),
    pytest.param("a,b,n\n07700 900123,1,12\n", {("stop", "person.phone")}, id="mobile-in-the-table"),
    pytest.param("a,b,n\n+44 7700 900123,1,12\n", {("stop", "person.phone")}, id="plus-44"),
    pytest.param("ask somebody@a.example,\na,b\n1,2\n3,4\n", {("note", "person.dropped")}, id="email-beside-the-table"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RULES)
def test_a_rule_at_its_edge(text, expected):
    assert found(text) == expected


PEOPLE = ["Ada Long", "Ben Short", "Cy Wide", "Di Narrow", "Ed Tall", "Flo Small"]


def test_a_column_of_two_capitalised_words_stops_unless_the_register_knows_them():
    text = "who,n,mean\n" + "".join(f"{name},1{i},4\n" for i, name in enumerate(PEOPLE))
    assert found(text) == {("stop", "person.name")}
    assert found(text, known=PEOPLE) == set()


def test_dates_different_in_nearly_every_row_stop():
    text = "seen,n,mean\n" + "".join(f"1980-01-{day:02},1{day},4\n" for day in range(1, 13))
    assert found(text) == {("stop", "person.birth")}


def test_ten_rows_counted_once_each_with_something_distinct_are_one_row_per_person():
    rows = "".join(f"k{i},1,{i % 3}\n" for i in range(10))
    assert found("key,n,score\n" + rows) == {("stop", "person.rows")}
    assert found("key,n,score\n" + rows.replace(",1,", ",12,")) == set()


def test_no_finding_repeats_a_value():
    text = f"nhs,area,n\n{PASSES},NE8 4AB,AB123456C\n"
    grid, _, _ = read_csv(text.encode(), {})
    told = repr(scan_persons(grid, [("a comment", f"NHS {PASSES}")], today=TODAY).findings)
    assert not any(value in told for value in (PASSES, "NE8 4AB", "AB123456C"))


def test_a_contact_beside_the_table_is_not_kept():
    grid, _, _ = read_csv(b"ask somebody@a.example,\na,b\n1,2\n3,4\n", {})
    assert "somebody" not in repr(scan_persons(grid, [], today=TODAY).grid)
