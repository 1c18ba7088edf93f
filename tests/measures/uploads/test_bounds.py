"""However much is wrong with a sheet, what is told of it, what its child says and what a page opens of it is bounded."""

import io

from openpyxl import load_workbook

from measures.uploads import child, findings
from measures.uploads.child import receive
from measures.uploads.files.commented import commented
from measures.uploads.findings import Where, bounded, note, question, stop
from measures.uploads.grid import Grid, grid_from_json
from measures.uploads.keeping import shown
from measures.uploads.keeping.told import Beside, columns
from tests.measures.uploads.cast import sheet_of

GRID = Grid(
    "xlsx",
    (
        sheet_of(
            "Q1",
            {(1, 1): ("text", "cohort"), (1, 2): ("text", "n")}
            | {(line, 1): ("text", "adults") for line in range(2, 60)}
            | {(line, 2): ("number", str(line)) for line in range(2, 60)},
        ),
    ),
)


def _told(monkeypatch, most):
    monkeypatch.setattr(findings, "MOST_TOLD", most)
    found = [stop("a", f"wrong {at}.", Where(row=at)) for at in range(1, 6)]
    return bounded([*found, *(question("b", "Right?", key=str(at)) for at in range(4)), note("c", "Noted.")])


def test_findings_beyond_the_cap_are_told_in_one_line_of_their_level(monkeypatch):
    told = _told(monkeypatch, 3)
    assert [(one.level, one.code) for one in told[:7]] == [("stop", "a")] * 3 + [("question", "b")] * 3 + [
        ("note", "c")
    ]
    assert [(one.level, one.says) for one in told[7:]] == [
        ("stop", "And 2 more of the same kind. Mend what is listed, and the rest is told."),
        ("stop", "And 1 more of the same kind. Answer what is asked, and the rest is told."),
    ]
    assert _told(monkeypatch, 10)[-1].code == "c"


def test_a_child_that_says_too_much_is_killed_and_the_reason_told(monkeypatch):
    monkeypatch.setattr(child, "MOST_SAID", 100)
    came = receive(b"period,cohort,measure,n\n2025/26 Q1,adults,M-01,3\n", "a.csv")
    assert (came.grid, [one.code for one in came.findings]) == (None, ["limit.text"])
    assert "more text than can be looked through" in came.findings[0].says


def test_of_a_large_sheet_pages_and_copies_open_the_headings_and_the_lines_to_look_at(monkeypatch):
    monkeypatch.setattr(shown, "ROOM", 8)
    found = [
        note("c", "Noted.", Where("Q1", 50, 2)),
        stop("a", "wrong.", Where("Q1", 40, 2)),
        stop("a", "wrong.", Where("Q1", 41, 2)),
    ]
    held = shown.shown_of(GRID, found)
    part = grid_from_json(held)
    assert (shown.is_part(held), [row.number for row in part.sheets[0].rows]) == (True, [1, 40, 41, 50])
    (column,) = columns(found, "stop", Beside(part))
    assert column.messages[0].excerpt.cells == (("cohort", "adults", False), ("n", "40", True))
    book = load_workbook(io.BytesIO(commented(part, found, part=True)))
    assert (book["Q1"]["B40"].comment.text, book["Q1"]["B39"].value) == ("To mend: Wrong.", None)
    assert "Of this large sheet" in book["Findings"]["C2"].value


def test_of_a_small_sheet_they_open_all(monkeypatch):
    held = shown.shown_of(GRID, [])
    assert (shown.is_part(held), grid_from_json(held)) == (False, GRID)
