"""A workbook made for Excel, as an OpenDocument sheet: the same cells, shading, widths and drop-downs.

Only what our own templates use: texts and numbers, bold and small print, one shade, lists and whole numbers.
"""

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from measures.uploads.findings import letters

MIME = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = {
    "office": "office", "table": "table", "text": "text", "style": "style", "fo": "xsl-fo-compatible",
    "manifest": "manifest", "of": "of",
}  # fmt: skip
NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{full}:1{".2" if short == "of" else ".0"}"'
    for short, full in SPACES.items()
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
MANIFEST = (
    f'{HEAD}<manifest:manifest {NAMESPACES} manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
CM_A_CHARACTER, CM_A_POINT = 0.2, 0.0353
MADE = (2000, 1, 1, 0, 0, 0)  # no file says when it was downloaded


def ods_of(book: Workbook) -> bytes:
    """The workbook as an .ods file."""
    held = io.BytesIO()
    with zipfile.ZipFile(
        held, "w"
    ) as archive:  # the kind of file stands first and plain, so that it can be sniffed
        archive.writestr(zipfile.ZipInfo("mimetype", MADE), MIME, zipfile.ZIP_STORED)
        for name, text in (("content.xml", _content(book)), ("META-INF/manifest.xml", MANIFEST)):
            archive.writestr(zipfile.ZipInfo(name, MADE), text, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _content(book: Workbook) -> str:
    styles = _Styles()
    tables = "".join(_table(sheet, styles) for sheet in book.worksheets)
    rules = "".join(rule for sheet in book.worksheets for rule in _rules(sheet))
    return (
        f'{HEAD}<office:document-content {NAMESPACES} office:version="1.2">'
        f"<office:automatic-styles>{''.join(styles.made.values())}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>"
        f"{f'<table:content-validations>{rules}</table:content-validations>' if rules else ''}{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )


class _Styles:
    """Every look once, under the name that cells call it by."""

    def __init__(self) -> None:
        self.made: dict[str, str] = {}
        self.names: dict[tuple[str, str], str] = {}

    def name(self, family: str, inside: str) -> str:
        """The name of a style that holds these properties."""
        known = self.names.setdefault((family, inside), f"s{len(self.names)}")
        self.made[known] = (
            f'<style:style style:name="{known}" style:family="table-{family}">{inside}</style:style>'
        )
        return known

    def cell(self, cell: Cell | MergedCell) -> str:
        """How a cell looks."""
        shade = f"#{cell.fill.start_color.rgb[-6:]}" if cell.fill.fill_type == "solid" else "transparent"
        wrap = "wrap" if cell.alignment.wrap_text else "no-wrap"
        look = f'<style:table-cell-properties fo:background-color="{shade}" fo:wrap-option="{wrap}"/>'
        weight, size = "bold" if cell.font.b else "normal", cell.font.sz or 11
        return self.name(
            "cell",
            f'{look}<style:text-properties fo:font-weight="{weight}" fo:font-size="{size:g}pt"/>',
        )


def _table(sheet: Worksheet, styles: _Styles) -> str:
    rules = {heading: number for number, heading in enumerate(_columns_ruled(sheet))}
    rows = "".join(_row(sheet, number, styles, rules) for number in range(1, sheet.max_row + 1))
    columns = "".join(_column(sheet, number, styles) for number in range(1, sheet.max_column + 1))
    return f"<table:table table:name={quoteattr(sheet.title)}>{columns}{rows}{_empty(sheet, rules)}</table:table>"


def _column(sheet: Worksheet, number: int, styles: _Styles) -> str:
    width = sheet.column_dimensions[letters(number)].width * CM_A_CHARACTER
    style = styles.name("column", f'<style:table-column-properties style:column-width="{width:.2f}cm"/>')
    return f'<table:table-column table:style-name="{style}"/>'


def _row(sheet: Worksheet, number: int, styles: _Styles, rules: dict[str, int]) -> str:
    height = sheet.row_dimensions[number].height
    style = ""
    if height:
        tall = f'<style:table-row-properties style:row-height="{height * CM_A_POINT:.2f}cm"/>'
        style = f' table:style-name="{styles.name("row", tall)}"'
    cells = (sheet.cell(number, column) for column in range(1, sheet.max_column + 1))
    return f"<table:table-row{style}>{''.join(_cell(one, styles, rules, sheet) for one in cells)}</table:table-row>"


def _cell(cell: Cell | MergedCell, styles: _Styles, rules: dict[str, int], sheet: Worksheet) -> str:
    ruled = _rule_of(sheet, rules, cell.column or 0, cell.row or 0)
    given = f' table:style-name="{styles.cell(cell)}"{ruled}'
    if cell.value is None:
        return f"<table:table-cell{given}/>"
    number = isinstance(cell.value, int | float)
    kind = f'float" office:value="{cell.value}' if number else "string"
    text = escape(str(cell.value))
    return f'<table:table-cell{given} office:value-type="{kind}"><text:p>{text}</text:p></table:table-cell>'


def _empty(sheet: Worksheet, rules: dict[str, int]) -> str:
    """The rows that wait to be filled in, with their drop-downs."""
    last = max((_reach(rule)[1] for rule in sheet.data_validations.dataValidation), default=0)
    if last <= sheet.max_row:
        return ""
    cells = (
        f"<table:table-cell{_rule_of(sheet, rules, at, last)}/>" for at in range(1, sheet.max_column + 1)
    )
    more = last - sheet.max_row
    return f'<table:table-row table:number-rows-repeated="{more}">{"".join(cells)}</table:table-row>'


def _columns_ruled(sheet: Worksheet) -> list[str]:
    return [str(rule.sqref) for rule in sheet.data_validations.dataValidation]


def _reach(rule: DataValidation) -> tuple[int, int, int]:
    """First row, last row and column that a rule holds for: each of ours holds for one column."""
    area = next(iter(rule.sqref.ranges))
    return area.min_row, area.max_row, area.min_col


def _rule_of(sheet: Worksheet, rules: dict[str, int], column: int, row: int) -> str:
    for rule in sheet.data_validations.dataValidation:
        first, last, at = _reach(rule)
        if at == column and first <= row <= last:
            return f' table:content-validation-name="{_named(sheet, rules[str(rule.sqref)])}"'
    return ""


def _named(sheet: Worksheet, number: int) -> str:
    return f"{sheet.title.replace(' ', '_')}_{number}"


def _rules(sheet: Worksheet) -> Iterator[str]:
    for number, rule in enumerate(sheet.data_validations.dataValidation):
        first, _, column = _reach(rule)
        base = quoteattr(f"'{sheet.title}'.{letters(column)}{first}")
        told = f'<table:error-message table:message-type="warning" table:display="true" table:title={quoteattr(rule.errorTitle or "")}>'
        yield (
            f"<table:content-validation table:name={quoteattr(_named(sheet, number))} "
            f"table:condition={quoteattr(_condition(rule))} table:allow-empty-cell="
            f'"true" table:display-list="unsorted" table:base-cell-address={base}>{told}'
            f"<text:p>{escape(rule.error or '')}</text:p></table:error-message></table:content-validation>"
        )


def _condition(rule: DataValidation) -> str:
    if rule.type == "whole":
        return f"of:cell-content-is-whole-number() and cell-content()>={rule.formula1}"
    sheet, _, area = str(rule.formula1).partition("!")
    first, _, last = area.partition(":")
    return f"of:cell-content-is-in-list([${sheet}.{first}:.{last}])"
