"""One table written as .xlsx, as .ods and as .csv, and things written beside its cells."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.measures.uploads import hostile

Rows = Sequence[Sequence[object]]
GOOD: Rows = (("cohort", "measure", "n"), ("adults", "M-01/1", 41), ("young", "M-01/1", 23))


def as_xlsx(rows: Rows) -> bytes:
    """As openpyxl writes it."""
    return hostile.workbook(rows)


def as_csv(rows: Rows) -> bytes:
    """As text, comma separated."""
    held = io.StringIO()
    csv.writer(held).writerows(rows)
    return held.getvalue().encode()


def as_ods(rows: Rows) -> bytes:
    """As plain OpenDocument."""
    return hostile.ods("".join(map(_ods_row, rows)))


MAKERS: dict[str, Callable[[Rows], bytes]] = {"xlsx": as_xlsx, "ods": as_ods, "csv": as_csv}


def _ods_row(row: Sequence[object]) -> str:
    return f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>"


def ods_cell(value: object, aside: str = "") -> str:
    """One cell of an .ods; `aside` is a comment in it."""
    if value is None or value == "":
        return "<table:table-cell/>"
    kind = f'office:value-type="string">{_comment(aside)}<text:p>{escape(str(value))}</text:p>'
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"><text:p>{value}</text:p>'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"><text:p>{value}</text:p>'
    return f"<table:table-cell {kind}</table:table-cell>"


def _comment(text: str) -> str:
    return f"<office:annotation><text:p>{escape(text)}</text:p></office:annotation>" if text else ""


def _book(change: Callable[[Workbook, str], object]) -> Callable[[str], bytes]:
    return lambda text: hostile.workbook(GOOD, lambda book: change(book, text))


def _second(state: str) -> Callable[[Workbook, str], None]:
    def change(book: Workbook, text: str) -> None:
        sheet = book.create_sheet("Old")
        sheet["A1"] = text
        sheet.sheet_state = state

    return change


def _hidden_row(book: Workbook, text: str) -> None:
    book.active["A5"] = text
    book.active.row_dimensions[5].hidden = True


def _hidden_column(book: Workbook, text: str) -> None:
    book.active["P2"] = text
    book.active.column_dimensions["P"].hidden = True


def _put(book: Workbook, place: str, text: str) -> None:
    sheet = book.active
    if place == "comment":
        sheet["B2"].comment = Comment(text, "a colleague")
    elif place == "header":
        sheet.oddHeader.center.text = text
    elif place == "footer":
        sheet.evenFooter.left.text = text
    elif place == "list":
        sheet.add_data_validation(DataValidation(type="list", formula1=f'"a,{text}"', sqref="Z1"))
    elif place == "prompt":
        sheet.add_data_validation(DataValidation(type="whole", prompt=text, sqref="Z1"))
    elif place == "defined":
        book.defined_names["note"] = DefinedName("note", attr_text=f'"{text}"')
    else:
        setattr(book.properties, place, text)


def _placed(place: str) -> Callable[[str], bytes]:
    return _book(lambda book, text: _put(book, place, text))


def _left_behind(text: str) -> bytes:
    old = b"</sst>"
    return hostile.replaced(
        old, f"<si><t>{escape(text)}</t></si>".encode() + old, "xl/sharedStrings.xml", hostile.by_xlsxwriter()
    )


def _part(name: str) -> Callable[[str], bytes]:
    def make(text: str) -> bytes:
        inside = f"<a><t>{escape(text)}</t></a>".encode()
        return hostile.changed(lambda parts: parts.__setitem__(name, inside), hostile.workbook(GOOD))

    return make


XLSX_PLACES: dict[str, Callable[[str], bytes]] = {
    "hidden sheet": _book(_second("hidden")), "very hidden sheet": _book(_second("veryHidden")),
    "hidden row": _book(_hidden_row), "hidden column": _book(_hidden_column), "comment": _placed("comment"),
    "defined name": _placed("defined"), "page header": _placed("header"), "page footer": _placed("footer"),
    "validation list": _placed("list"), "validation prompt": _placed("prompt"),
    "document property: description": _placed("description"), "document property: title": _placed("title"),
    "document property: last modified by": _placed("lastModifiedBy"), "custom property": _part("docProps/custom.xml"),
    "threaded comment": _part("xl/threadedComments/threadedComment1.xml"), "drawing": _part("xl/drawings/drawing9.xml"),
    "custom XML": _part("customXml/item1.xml"), "table heading": _part("xl/tables/table9.xml"),
    "text that no cell shows": _left_behind,
    "sheet name": _book(lambda book, text: setattr(book.create_sheet(), "title", text)),
}  # fmt: skip


def ods_with(
    text: str, *, row: str = "", styles: str = "", beside: str = "", parts: dict[str, str] | None = None
) -> bytes:
    """An .ods with something written in a row more, in its styles, beside its table, or in another part."""
    data = hostile.ods("".join(map(_ods_row, GOOD)) + row, styles)
    if not (beside or parts):
        return data

    def edit(inside: dict[str, bytes]) -> None:
        made = inside["content.xml"].replace(b"<table:table ", beside.encode() + b"<table:table ", 1)
        inside["content.xml"] = made
        inside.update({name: whole.encode() for name, whole in (parts or {}).items()})

    return hostile.changed(edit, data)


def _ods_hidden(text: str) -> bytes:
    style = '<office:automatic-styles><style:style style:name="off"><style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    row = f"<table:table-row>{ods_cell(text)}</table:table-row>"
    after = f'</table:table><table:table table:name="Old" table:style-name="off">{row}'
    return ods_with(text, row=after, styles=style)


ODS_PLACES: dict[str, Callable[[str], bytes]] = {
    "hidden sheet": _ods_hidden,
    "hidden row": lambda text: ods_with(
        text, row=f'<table:table-row table:visibility="collapse">{ods_cell(text)}</table:table-row>'
    ),
    "comment": lambda text: ods_with(text, row=f"<table:table-row>{ods_cell('adults', text)}</table:table-row>"),
    "defined name": lambda text: ods_with(
        text, beside=f'<table:named-expressions><table:named-expression table:name="note" table:expression={quoteattr(text)}/></table:named-expressions>'
    ),
    "page header": lambda text: ods_with(text, parts={"styles.xml": f"<a><p>{escape(text)}</p></a>"}),
    "validation list": lambda text: ods_with(
        text, beside=f'<table:content-validations><table:content-validation table:name="v" table:condition={quoteattr(text)}/></table:content-validations>'
    ),
    "document property": lambda text: ods_with(text, parts={"meta.xml": f"<a><p>{escape(text)}</p></a>"}),
    "part beside the sheets": lambda text: ods_with(text, parts={"Configurations2/a.xml": f"<a><p>{escape(text)}</p></a>"}),
    "sheet name": lambda text: ods_with(text, row=f"</table:table><table:table table:name={quoteattr(text)}>"),
}  # fmt: skip
