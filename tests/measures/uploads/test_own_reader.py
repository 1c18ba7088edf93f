"""Our own reader, openpyxl and calamine give one normal form of whatever any maker writes, or the file is refused."""

import io
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from measures.uploads.grid import normal
from measures.uploads.reading.pipeline import read
from measures.uploads.reading.readers import read_calamine, same
from measures.uploads.reading.xlsx_scan import scan_xlsx
from measures.uploads.reading.zipdir import opened
from tests.measures.uploads import hostile
from tests.measures.uploads.hostile import by_xlsxwriter, replaced, with_sheet, workbook

VALUES = [
    0, 1, -1, 42, 1.0, -0.5, 4.1, 21.35, 1e-7, 123456789012345, 1e20, 0.1 + 0.2, True, False, "text", "  spaced  ", "4", "n/a", "<5",
    "caf\u00e9 \u00bd \U0001f600", "two\nlines", "=not a formula".replace("=", "\u200b="), date(2026, 3, 31),
    datetime(2026, 3, 31, 14, 30), datetime(1905, 1, 15), datetime(2024, 2, 29, 23, 59, 59), time(9, 30), timedelta(hours=30),
]  # fmt: skip
FORMATS = [
    "General", "0.00", "@", "yyyy-mm-dd", "dd/mm/yyyy hh:mm", "[h]:mm:ss", "mm:ss", '0 "days"', "[Red]0", "[$-809]d mmmm yyyy",
    r"0\d", "0_d", "#,##0;[Red]-#,##0", "0;d", "mmm-yy", "h:mm AM/PM", "[mm]:ss", "# ?/?", "0.0E+00", '"n="0', "yyyy;@",
]  # fmt: skip


def three(data: bytes):
    """{sheet: cells} by each reader."""
    with opened(data) as archive:
        scan = scan_xlsx(archive)
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
    pyxl = {
        sheet.title: {
            (cell.row, cell.column): value
            for line in sheet.iter_rows() for cell in line if (value := normal(cell.value)) is not None
        }
        for sheet in book.worksheets
    }  # fmt: skip
    own = {sheet.name: sheet.lines for sheet in scan.sheets}
    return by_place(own), pyxl, by_place(read_calamine(data))


def by_place(book):
    """{sheet: {(row, column): value}}."""
    return {
        name: {(row, column): value for row, line in lines.items() for column, value in line.items()}
        for name, lines in book.items()
    }  # fmt: skip


def apart(first, second):
    """Where two readings differ."""
    return [
        (name, at, first[name].get(at), second[name].get(at))
        for name in first for at in first[name].keys() | second[name].keys()
        if not same(first[name].get(at), second[name].get(at))
    ]  # fmt: skip


def saved(book: Workbook) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def of_values(epoch=None) -> bytes:
    book = Workbook()
    book.epoch = epoch or book.epoch
    for row, value in enumerate(VALUES, 1):
        book.active.cell(row, 1, value)
    book.active.cell(1, 5).value = CellRichText("half ", TextBlock(InlineFont(b=True), "bold"), " words")
    return saved(book)


def of_formats() -> bytes:
    book = Workbook()
    for row, code in enumerate(FORMATS, 1):
        for column, value in enumerate((45323, 45323.75, 1.25), 1):
            book.active.cell(row, column, value).number_format = code
    return saved(book)


@pytest.mark.parametrize(
    "make",
    [workbook, by_xlsxwriter, of_values, of_formats, hostile.from_1904, lambda: of_values(CALENDAR_MAC_1904)],
    ids=["openpyxl", "xlsxwriter", "values", "formats", "made-in-1904-days", "values-in-1904-days"],
)
def test_three_readers_see_the_same_cells(make):
    own, pyxl, calamine = three(make())
    assert list(own) == list(pyxl) == list(calamine)
    assert sum(map(len, own.values())) > 10
    assert apart(own, pyxl) == []
    assert apart(own, calamine) == []


ODD = [
    pytest.param('<c r="A1" t="s"><v>999999</v></c>', id="a-shared-text-that-is-not-there"),
    pytest.param('<c r="A1" t="s"><v>-1</v></c>', id="a-shared-text-before-the-first"),
    pytest.param('<c r="A1"><v>n/a</v></c>', id="a-number-that-is-a-word"),
    pytest.param('<c r="A1"><v>1_000</v></c>', id="a-number-as-a-program-writes-it"),
    pytest.param('<c r="A1"><v>\u0664</v></c>', id="a-number-in-other-digits"),
    pytest.param('<c r="A1"><v>nan</v></c>', id="not-a-number"),
    pytest.param('<c r="A1" t="b"><v>2</v></c>', id="neither-true-nor-false"),
    pytest.param('<c r="A1" t="wide"><v>1</v></c>', id="an-unknown-type"),
    pytest.param('<c r="A1" t="d"><v>yesterday</v></c>', id="no-day"),
    pytest.param('<c r="A1"><v>1</v></c><c r="A1"><v>1</v></c>', id="one-cell-twice"),
    pytest.param('<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>', id="cells-out-of-order"),
    pytest.param('<c r="A2"><v>1</v></c>', id="a-cell-of-another-row"),
]


@pytest.mark.parametrize("cells", ODD)
def test_a_cell_that_does_not_fit_its_type_or_its_place_is_refused(cells):
    found = read(with_sheet(f'<sheetData><row r="1">{cells}</row></sheetData>'), "sheet.xlsx", {})
    assert found.grid is None
    assert {one.code for one in found.findings} & {"file.corrupt", "readers.differ", "reader.failed"}


SAID = [
    ('<c r="A1" t="str"><v>4</v></c>', ("text", "4")),
    ('<c r="A1" t="inlineStr"><is><t>4</t></is></c>', ("text", "4")),
    ('<c r="A1" t="inlineStr"><is><r><t>fo</t></r><r><t>ur</t></r></is></c>', ("text", "four")),
    ('<c r="A1" t="b"><v>1</v></c>', ("boolean", "true")),
    ('<c r="A1" t="n"><v> 4 </v></c>', ("number", "4")),
    ('<c r="A1"><f>2+2</f><v>4</v></c>', ("number", "4")),
    ('<c r="A1"><v>4.0999999999999996</v></c>', ("number", "4.1")),
    ("<c><v>4</v></c>", ("number", "4")),
]


@pytest.mark.parametrize(("cell", "value"), SAID)
def test_what_a_cell_says_follows_from_its_type(cell, value):
    with opened(with_sheet(f'<sheetData><row r="1">{cell}</row></sheetData>')) as archive:
        assert scan_xlsx(archive).sheets[0].lines == {1: {1: value}}


@pytest.mark.parametrize(
    ("epoch", "value"),
    [(None, "_x0041_"), (CALENDAR_MAC_1904, datetime(1900, 1, 15))],
    ids=["an-escape", "a-day-before-the-first"],
)
def test_what_two_programs_read_otherwise_is_disputed(epoch, value):
    book = Workbook()
    book.epoch = epoch or book.epoch
    book.active["A1"] = value
    found = read(saved(book), "sheet.xlsx", {})
    assert found.grid is None
    assert "readers.differ" in {one.code for one in found.findings}


def test_days_before_march_1900_are_those_of_a_sheet_that_counts_a_day_too_many():
    book = Workbook()
    book.active["A1"] = datetime(1900, 1, 15)
    own, pyxl, calamine = three(saved(book))
    assert apart(own, pyxl) == apart(own, calamine) == []


def test_how_a_word_is_pronounced_is_no_part_of_it():
    spoken = b"<t>adults</t><rPh sb='0' eb='1'><t>ADALTS</t></rPh>"
    data = replaced(b"<t>adults</t>", spoken, "xl/sharedStrings.xml", by_xlsxwriter())
    own, pyxl, calamine = three(data)
    assert "ADALTS" not in str(own)
    assert apart(own, pyxl) == apart(own, calamine) == []


@pytest.mark.parametrize("built_in", [27, 36, 50, 58])
def test_days_in_the_formats_of_east_asian_workbooks_are_days(built_in):
    book = Workbook()
    book.active["A1"], book.active["A1"].number_format = 45323, "mm-dd-yy"
    data = replaced(b'numFmtId="14"', f'numFmtId="{built_in}"'.encode(), "xl/styles.xml", saved(book))
    own, _, calamine = three(data)
    assert own["Sheet"] == {(1, 1): ("date", "2024-02-01")}
    assert apart(own, calamine) == []
