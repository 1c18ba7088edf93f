"""Charts as a workbook: for each its words, native charts that people may edit, and the published table."""

import io
import re
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from frontend.charts.alt import description
from frontend.charts.packs import cover as said
from frontend.charts.packs.cover import Cover
from frontend.charts.packs.drawn import Block, Sheet, chart_of, tall
from frontend.charts.packs.native import natives
from frontend.charts.packs.pipe import answer
from frontend.charts.spec import ChartSpec
from frontend.charts.table import SHOWS, Table, panel_heading, table
from frontend.plain import no_formula

_NUMBER = re.compile(r"-?\d+(\.(\d+))?")
_ROW, _A4 = 20, 9  # pixels; the number of a paper size
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": "#421a39"},
    "head": {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1, "bottom_color": "#8d7a6e"},
    "name": {"bold": True, "valign": "top"},
    "term": {"bold": True, "text_wrap": True, "valign": "top"},
    "text": {"text_wrap": True, "valign": "top"},
}
_SIDES = {"words": {"align": "left", "indent": 1}, "figures": {"align": "right", "indent": 1}}
_FORMATS |= {f"head {side}": _FORMATS["head"] | look for side, look in _SIDES.items()}
_FORMATS |= {f"cell {side}": {"valign": "top"} | look for side, look in _SIDES.items()}
_WIDTH, _TERM, _WORDS = 18, 24, 90  # of columns, in characters
_SAID = 44  # of the column of words
_ACROSS = 6  # the last column over which a sentence runs
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def workbook(specs: Sequence[ChartSpec], cover: Cover) -> bytes:
    """The .xlsx: “About”, a sheet for each chart, “Method”, and the numbers that the charts are drawn from."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        formats = {name: book.add_format(look) for name, look in _FORMATS.items()}
        book.set_properties({"title": cover.title, "company": cover.alliance})
        _about(book, formats, specs, cover)
        sheets = [book.add_worksheet(name) for name in _names(specs)]
        _method(book, formats, specs)
        drawn = Sheet(book)
        _paper(drawn.sheet)
        for spec, sheet in zip(specs, sheets, strict=True):
            _chart(book, formats, sheet, spec, drawn)
    return out.getvalue()


def _names(specs: Sequence[ChartSpec]) -> list[str]:
    """Names that a workbook accepts, each once: at most 31 characters."""
    return [f"{at} {spec.id}"[:31] for at, spec in enumerate(specs, 1)]


def _about(book: Any, formats: dict[str, Any], specs: Sequence[ChartSpec], cover: Cover) -> None:
    sheet = book.add_worksheet("About")
    _paper(sheet)
    sheet.write_string(0, 0, no_formula(cover.title), formats["title"])
    rows = [("Alliance", cover.alliance), *cover.rows]
    rows += [(name, spec.title) for name, spec in zip(_names(specs), specs, strict=True)]
    _pairs(sheet, formats, 2, rows)


def _paper(sheet: Any) -> None:
    """As wide as a sheet of A4 on its side, without the grid."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)


def _pairs(sheet: Any, formats: dict[str, Any], at: int, rows: Sequence[tuple[str, str]]) -> int:
    """Terms with their words beside them from row `at` on; answers the row after a blank one."""
    sheet.set_column(0, 0, _TERM)
    sheet.set_column(1, 1, _WORDS)
    for name, words in rows:
        sheet.set_row(at, max(tall([name], _TERM), tall([words], _WORDS)))
        sheet.write_string(at, 0, no_formula(name), formats["term"])
        sheet.write_string(at, 1, no_formula(words), formats["text"])
        at += 1
    return at + 1


def _method(book: Any, formats: dict[str, Any], specs: Sequence[ChartSpec]) -> None:
    sheet, at = book.add_worksheet("Method"), 0
    _paper(sheet)
    for spec in specs:
        sheet.write_string(at, 0, no_formula(spec.measure), formats["title"])
        at = _pairs(sheet, formats, at + 1, said.card(spec))


def _chart(book: Any, formats: dict[str, Any], sheet: Any, spec: ChartSpec, drawn: Sheet) -> None:
    """Words on top, then the charts, then the table, then the chart in words."""
    longest = max(26, *(len(panel_heading(spec, panel)) for panel in spec.panes))
    sheet.set_column(0, 0, longest)
    sheet.set_column(1, 20, _WIDTH)
    _paper(sheet)
    sheet.write_string(0, 0, no_formula(spec.title), formats["title"])
    lines = [spec.subtitle, f"Who is not in it: {spec.missing}"]
    for at, words in enumerate(lines, 1):
        _sentence(sheet, formats, (at, 0), words, longest)
    at = _charts(book, sheet, spec, drawn, 4)
    at = _table(book, formats, sheet, table(spec), at)
    told = [*said.events(spec), *said.story(spec)]
    for name, words in told:
        sheet.write_string(at, 0, no_formula(name), formats["name"])
        _sentence(sheet, formats, (at, 1), words, 0)
        at += 1
    for row, sentence in enumerate(description(spec), at + 1):
        _sentence(sheet, formats, (row, 0), sentence, longest)


def _sentence(sheet: Any, formats: dict[str, Any], place: tuple[int, int], words: str, first: int) -> None:
    """A sentence over the columns that a sheet of paper shows, as high as it needs; on one line it would shrink the sheet."""
    at, column = place
    sheet.merge_range(at, column, at, _ACROSS, no_formula(words), formats["text"])
    sheet.set_row(at, tall([words], first + _WIDTH * _ACROSS))


def _charts(book: Any, sheet: Any, spec: ChartSpec, drawn: Sheet, at: int) -> int:
    """The native charts from row `at` on, in a grid; answers the first row below them."""
    found = natives(spec)
    columns, (width, height) = _grid(len(found), spec)
    for place, native in enumerate(found):
        block: Block = drawn.add(f"{spec.id} {native.name}".strip(), native)
        whole = " ".join(description(spec)) if len(found) == 1 else f"{native.name}. {spec.title}"
        offset = {"x_offset": (place % columns) * (width + 8), "y_offset": (place // columns) * (height + 8)}
        options = offset | {"description": whole, "object_position": 3}
        sheet.insert_chart(
            at, 0, chart_of(book, native, block, (width, height), legend=len(found) == 1), options
        )
    rows = -(-len(found) // columns)
    return at + 2 + rows * (height + 8) // _ROW


def _grid(count: int, spec: ChartSpec) -> tuple[int, tuple[int, int]]:
    if count == 1:
        return 1, (860, 400)
    if spec.kind == "classes":
        return 1, (640, 220)
    return (5, (230, 170)) if spec.kind == "lineup" else (3, (330, 230))


def _table(book: Any, formats: dict[str, Any], sheet: Any, shown: Table, at: int) -> int:
    """The published table; numbers are numbers with the decimals they were published with, under headings on their side."""
    sides = _sides(shown)
    sheet.set_row(at, tall(shown.columns[shown.heads :], _WIDTH))
    for column, name in enumerate(shown.columns):
        if name == SHOWS:  # beside the letters of events a neighbour would cut its words off
            sheet.set_column(column, column, _SAID)
        sheet.write_string(at, column, no_formula(name), formats[f"head {sides[column]}".strip()])
    for row in shown.rows:
        at += 1
        for column, text in enumerate(row):
            _cell(book, formats, sheet, (at, column), text, sides[column])
    return at + 2


def _sides(shown: Table) -> list[str]:
    """For each column whether it has figures or words; nothing where it heads the rows."""
    found = []
    for column in range(len(shown.columns)):
        has = any(_NUMBER.fullmatch(row[column]) for row in shown.rows)
        found.append("" if column < shown.heads else "figures" if has else "words")
    return found


def _cell(
    book: Any, formats: dict[str, Any], sheet: Any, place: tuple[int, int], text: str, side: str
) -> None:
    found = _NUMBER.fullmatch(text)
    if not side or not found:
        sheet.write_string(*place, no_formula(text), formats[f"cell {side}" if side else "name"])
        return
    look = f"0.{'0' * len(found[2])}" if found[2] else "0"
    if look not in formats:
        formats[look] = book.add_format(_FORMATS["cell figures"] | {"num_format": look})
    sheet.write_number(*place, float(text), formats[look])


if __name__ == "__main__":
    answer(workbook)
