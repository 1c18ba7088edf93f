"""The template comes back as it went, and says of itself what it is."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from measures.uploads.checking.register import BASES
from measures.uploads.checking.sheet import check
from measures.uploads.checking.tables import find_table
from measures.uploads.child import receive
from measures.uploads.people.columns import header_row
from measures.uploads.responses import template as responses_template
from measures.uploads.template import COLUMNS, HEADER_ROW, NOTES, Plan, build_csv, build_workbook
from tests.measures.uploads.cast import HEADINGS, demo, register, sheet_rows
from tests.measures.uploads.hostile import by_xlsxwriter, workbook

PAGE = register("2025/26 Q1")
PLAN = Plan("Marlhaven", "2025/26 Q1", PAGE)


def filled_template() -> bytes:
    """The template with the rows of a good sheet typed in."""
    book = load_workbook(io.BytesIO(build_workbook(PLAN)))
    for line, row in enumerate(sheet_rows()[1:], HEADER_ROW + 1):
        for heading, value in zip(HEADINGS, row, strict=False):
            book["Cohort sheet"].cell(line, COLUMNS.index(heading) + 1, value)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def rows_of(data: bytes, name: str):
    """(key, figures) of every row, and everything that was said."""
    received = receive(data, name, known=PAGE.known_names())
    assert received.grid is not None, [finding.sentence for finding in received.findings]
    checked = check(received.grid, PAGE, earlier=received.findings).checked
    said = [
        finding.sentence for finding in (*received.findings, *checked.findings) if finding.level != "note"
    ]
    return [(row.key, row.figures) for row in checked.usable], said


def expected():
    return rows_of(demo("cohort/LAN_2025-26_Q1.csv"), "LAN.csv")[0]


@pytest.mark.parametrize("make", [workbook, by_xlsxwriter, filled_template])
def test_a_workbook_reads_like_its_text(make):
    assert rows_of(make(), "sheet.xlsx") == (expected(), [])


def test_what_the_alliance_and_its_measures_are_called_runs_in_nobodys_spreadsheet():
    named = tuple(replace(one, name='=HYPERLINK("https://evil.example")\x0b') for one in PAGE.measures)
    known = replace(PAGE, measures=named)
    for made in (
        build_workbook(Plan("=1+1\x0b", "2025/26 Q1", known)),
        responses_template.build_workbook(known, "=1+1\x0b"),
    ):
        cells = [
            cell for sheet in load_workbook(io.BytesIO(made)) for row in sheet.iter_rows() for cell in row
        ]
        assert "'=1+1" in {cell.value for cell in cells}
        assert [cell.value for cell in cells if cell.data_type == "f"] == []


def test_the_empty_template_is_visible_throughout_and_names_itself():
    book = load_workbook(io.BytesIO(build_workbook(PLAN)))
    assert [sheet.sheet_state for sheet in book] == ["visible"] * 3
    about = {row[0].value: row[1].value for row in book["About"].iter_rows(max_col=2)}
    assert about == {
        "Template": "alliance-cohort-sheet",
        "Template version": "2",
        "Alliance": "Marlhaven",
        "Period": "2025/26 Q1",
    }
    kinds = {
        (rule.type, str(rule.sqref)[:1]) for rule in book["Cohort sheet"].data_validations.dataValidation
    }
    assert {
        ("list", "A"),
        ("list", "B"),
        ("list", "C"),
        ("list", "G"),
        ("list", "H"),
        ("whole", "I"),
    } <= kinds


def test_a_prefilled_template_has_last_periods_rows_and_no_values():
    grid = receive(demo("cohort/LAN_2024-25_Q4.csv"), "LAN.csv").grid
    rows = check(grid, register("2024/25 Q4")).checked.rows
    book = load_workbook(io.BytesIO(build_workbook(Plan("Marlhaven", "2025/26 Q1", PAGE, rows=rows))))
    third = [cell.value for cell in book["Cohort sheet"][HEADER_ROW + 3]]
    assert third[:4] == ["2025/26 Q1", "adults", "M-03/2", PAGE.measure_named("M-03/2", None).name]
    assert third[8:] == [None] * 6


def test_the_note_above_the_basis_explains_every_word_that_its_list_offers():
    assert all(word in NOTES["basis"] for word in BASES)
    assert "matched_baseline is their first answer" in NOTES["basis"]


def test_above_each_heading_stands_what_goes_below_it_and_no_note_is_taken_for_a_heading():
    data = build_workbook(PLAN)
    sheet = load_workbook(io.BytesIO(data))["Cohort sheet"]
    assert [cell.value for cell in sheet[HEADER_ROW]] == list(NOTES)
    assert [cell.value for cell in sheet[HEADER_ROW - 1]] == list(NOTES.values())
    read = receive(data, "sheet.xlsx", known=PAGE.known_names()).grid.sheets[0]
    assert header_row(read).number == HEADER_ROW
    assert find_table(receive(data, "sheet.xlsx").grid, {})[0].header.number == HEADER_ROW


def test_the_words_beside_a_code_are_not_remarked_on_and_never_read():
    book = load_workbook(io.BytesIO(filled_template()))
    for line in range(HEADER_ROW + 1, HEADER_ROW + 5):
        book["Cohort sheet"].cell(line, 4, "Some other words")
    held = io.BytesIO()
    book.save(held)
    grid = receive(held.getvalue(), "sheet.xlsx", known=PAGE.known_names()).grid
    checked = check(grid, PAGE).checked
    assert [(row.key, row.figures) for row in checked.usable] == expected()
    assert "map.unused" not in {one.code for one in checked.findings}


def test_the_text_template_is_its_header():
    assert build_csv().decode().strip().split(",") == HEADINGS
