"""Rows of the table of hostile inputs that need a whole sheet, a real spreadsheet program, or the way out."""

from pathlib import Path

import openpyxl
import pytest
from django.core.checks import run_checks

from frontend.sheets import csv_lines
from measures.uploads.checking.sheet import check
from measures.uploads.child import receive
from measures.uploads.findings import MOST_TOLD
from measures.uploads.keeping import machine
from measures.uploads.reading.pipeline import read
from tests.browser.office import convert
from tests.measures.uploads import hostile
from tests.measures.uploads.cast import register, sheet_rows
from tests.measures.uploads.people.sheets import as_csv

NAMES = " ".join(
    f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
    for one in ("office", "table", "text", "style")
)
FORMULAS = {"DIV/0!": "of:=1/0", "#REF!": "of:=[.#REF!]", "#N/A": "of:=NA()", "#NAME?": "of:=nobody()"}


def cell(value: object) -> str:
    """One cell of a flat sheet, a formula where it begins so."""
    if isinstance(value, str) and value.startswith("of:="):
        return f'<table:table-cell table:formula="{value}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{value or ""}</text:p></table:table-cell>'


def flat(folder: Path, rows: list[list[object]], more: str = "") -> Path:
    """A sheet that LibreOffice opens, as one piece of XML."""
    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    styles = '<office:automatic-styles><style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    body = (
        f'<office:spreadsheet><table:table table:name="Q1">{lines}</table:table>{more}</office:spreadsheet>'
    )
    kind = 'office:mimetype="application/vnd.oasis.opendocument.spreadsheet" office:version="1.3"'
    whole = f"<office:document {NAMES} {kind}>{styles}<office:body>{body}</office:body></office:document>"
    path = folder / "sheet.fods"
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>{whole}', encoding="utf-8")
    return path


def with_cell(value: object) -> list[list[object]]:
    rows = sheet_rows()
    rows[1][7] = value
    return rows


def sent(data: bytes, name: str):
    """(level, code, row) of everything that reading and checking say, and the rows that may be used."""
    received = receive(data, name, known=register().known_names())
    if received.grid is None:
        return {(one.level, one.code, one.where.row) for one in received.findings}, None
    checked = check(received.grid, register(), earlier=received.findings).checked
    said = {(one.level, one.code, one.where.row) for one in (*received.findings, *checked.findings)}
    return said, len(checked.usable)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_errors_as_libreoffice_saves_them_stop_their_row_and_are_never_a_blank(
    kind: str, tmp_path: Path
) -> None:
    rows = sheet_rows()
    for row, formula in zip(rows[1:], FORMULAS.values(), strict=True):
        row[7] = formula
    said, usable = sent(convert(flat(tmp_path, rows), kind).read_bytes(), f"sheet.{kind}")
    assert {("stop", "cell.error", line) for line in (2, 3, 4, 5)} <= said
    assert usable == 0


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_hidden_sheet_with_data_as_libreoffice_saves_it_is_shown_and_asked_about(
    kind: str, tmp_path: Path
) -> None:
    row = f"<table:table-row>{cell('kept')}{cell(12)}</table:table-row>"
    more = f'<table:table table:name="Old" table:style-name="off">{row}</table:table>'
    said, usable = sent(convert(flat(tmp_path, sheet_rows(), more), kind).read_bytes(), f"sheet.{kind}")
    assert ("question", "hidden", 0) in said
    assert usable == 4


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_numbers_stored_as_text_as_libreoffice_saves_them_are_read_with_a_note(
    kind: str, tmp_path: Path
) -> None:
    said, usable = sent(convert(flat(tmp_path, with_cell("103")), kind).read_bytes(), f"sheet.{kind}")
    assert ("note", "cell.stored_as_text", 2) in said
    assert usable == 4


@pytest.mark.parametrize(
    ("area", "stopped"),
    [("A2:B3", True), ("P1:Q4", True), ("A9:B9", False)],
    ids=["merge inside the table", "merge beside a row of the table", "merge below the table"],
)
def test_merges(area: str, stopped: bool) -> None:
    said, _ = sent(hostile.workbook(change=lambda book: book.active.merge_cells(area)), "sheet.xlsx")
    assert ("cell.merged" in {code for _, code, _ in said}) is stopped


def test_rows_without_numbers_on_which_the_readers_agree_are_read() -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    grid = receive(hostile.with_sheet(f"<sheetData>{rows}</sheetData>"), "sheet.xlsx").grid
    assert [[one.text for one in row.cells] for row in grid.sheets[0].rows] == [["1", "2"], ["3"]]


def test_rows_of_one_number_are_disputed_and_the_cell_is_shown() -> None:
    found = receive(hostile.rows_without_numbers(), "sheet.xlsx").findings
    assert [(one.code, one.where.address) for one in found] == [("readers.differ", "A1")]
    assert found[0].sentence.startswith('Sheet "Q1", cell A1: ')


def test_csv_of_two_tables_and_csv_of_two_header_rows() -> None:
    lines = hostile_csv()
    both = "\r\n".join([*lines, "", lines[0], *lines[1:]]).encode()
    assert ("stop", "map.two_tables") in {one[:2] for one in sent(both, "a.csv")[0]}
    second = "which quarter,who,what,,,,,people,people,score,score,people,people"
    doubled = "\r\n".join([lines[0], second, *lines[1:]]).encode()
    assert ("question", "map.second_header") in {one[:2] for one in sent(doubled, "a.csv")[0]}


def hostile_csv() -> list[str]:
    return [",".join("" if cell is None else str(cell) for cell in row) for row in sheet_rows()]


def test_cell_text_that_begins_like_a_formula_goes_in_as_it_is_and_out_with_an_apostrophe() -> None:
    texts = ["=1+1", "+44", "-x", "@a", "\ta", "\ra"]
    went_in = receive(as_csv([["a", "b"], *([text, -3.5] for text in texts)]), "a.csv").grid
    held = [row.cells[0].text for row in went_in.sheets[0].rows[1:]]
    assert held == texts
    out = b"".join(csv_lines(["a", "b"], [[text, -3.5] for text in held])).decode("utf-8-sig")
    assert all(f"'{text}" in out for text in texts)
    assert out.count(",-3.5") == len(texts)


def test_the_system_check_asserts_that_entities_are_not_expanded(monkeypatch) -> None:
    assert openpyxl.DEFUSEDXML
    assert [one for one in run_checks() if one.id == "measures.E001"] == []
    monkeypatch.setattr(openpyxl, "DEFUSEDXML", False)
    assert [one.id for one in machine.entities_are_not_expanded(None)] == ["measures.E001"]
    assert "measures.E001" in {one.id for one in run_checks()}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [('<c t="e"><v>#REF!</v></c>', "cell.error"), ('<c t="str"><v>NE8 4AB</v></c>', "person.postcode")],
)
def test_a_small_file_that_is_wrong_in_very_many_cells_is_not_told_cell_by_cell(
    wrong: str, code: str
) -> None:
    lines = "".join(f'<row r="{number}">{wrong * 50}</row>' for number in range(1, 101))
    came = read(hostile.with_sheet(f"<sheetData>{lines}</sheetData>"), "sheet.xlsx", {})
    assert came.grid is None
    assert len(came.findings) <= MOST_TOLD + 1
    assert {one.code for one in came.findings} == {code, "limit.findings"}
    assert came.findings[-1].count == 5_000 - MOST_TOLD
