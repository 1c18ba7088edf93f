"""The few signs that writers of minutes use are understood, and no word is lost over them."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.door.action import Done
from meetings.minutes.actions import issue_minutes
from meetings.minutes.wording import Kind, Run, blocks, runs
from tests.cast import Cast, clock_at
from tests.meetings.meetings.test_pages import PAGE, signed_in
from tests.meetings.minutes.test_minutes import closed

WORDS = "1. Beds\n\nWe **agreed** to it,\nall of us.\n- from D-001\n* in **two** wards\n## What else\nNothing * at all."


def told(text: str) -> list[tuple[str, list[str]]]:
    return [(one.kind, ["".join(run.words for run in line) for line in one.lines]) for one in blocks(text)]


def test_numbers_head_dashes_list_and_a_blank_line_ends_a_paragraph() -> None:
    assert told(WORDS) == [
        ("heading", ["1. Beds"]), ("words", ["We agreed to it,", "all of us."]),
        ("point", ["from D-001", "in two wards"]), ("heading", ["What else"]), ("words", ["Nothing * at all."]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("We **agreed** to it", [("We ", False), ("agreed", True), (" to it", False)]),
        ("**All** of **us**", [("All", True), (" of ", False), ("us", True)]),
        ("2 ** 3 ** 4", [("2 ** 3 ** 4", False)]),
        ("**open", [("**open", False)]),
        ("****", [("****", False)]),
    ],
)
def test_two_stars_on_both_sides_make_words_stand_out(line: str, found: list[tuple[str, bool]]) -> None:
    assert [(run.words, run.strong) for run in runs(line)] == found


@given(st.text(alphabet="ab *-#1.\n•\u2028", max_size=60))
def test_only_the_signs_that_mark_something_go(text: str) -> None:
    kept = "".join(run.words for block in blocks(text) for line in block.lines for run in line)
    assert [sign for sign in kept if sign in "ab1."] == [sign for sign in text if sign in "ab1."]
    assert all(line and isinstance(line[0], Run) for block in blocks(text) for line in block.lines)
    assert all(len(block.lines) == 1 for block in blocks(text) if block.kind is Kind.HEADING)


@pytest.mark.parametrize("row", [pytest.param(70, id="row-70")])
def test_the_page_shows_what_was_meant_and_runs_nothing_that_was_typed(cast: Cast, row: int) -> None:
    meeting = closed(cast)
    with clock_at(days=9):
        said = f"{WORDS}\n\n**<script>**"
        assert isinstance(
            issue_minutes(cast.caller("facilitator"), meeting=meeting, text=said, edition=0), Done
        )
        seen = signed_in(cast, "kin").get(f"{PAGE}1/minutes/").content.decode()
    assert "<h3>1. Beds</h3>" in seen
    assert "<p>We <strong>agreed</strong> to it,<br>all of us.</p>" in seen
    assert "<li>in <strong>two</strong> wards</li>" in seen
    assert "<strong>&lt;script&gt;</strong>" in seen
    assert "**" not in seen


def test_a_line_full_of_stars_is_read_at_once():
    began = process_time()
    assert "".join(run.words for run in runs("**a " * 25_000)).startswith("**a **a")
    assert process_time() - began < 1
