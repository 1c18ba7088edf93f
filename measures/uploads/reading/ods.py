"""The pre-scan of an .ods workbook, which is also our own reader: one capped pass over its content."""

import zipfile
from dataclasses import dataclass, field
from datetime import datetime

from measures.uploads.findings import Where
from measures.uploads.grid import Lines, Normal, Position, normal
from measures.uploads.reading import limits
from measures.uploads.reading.limits import corrupt, far_cell, halt
from measures.uploads.reading.parts import Attributes, Texts, local, stream
from measures.uploads.reading.scanned import Scan, SheetScan
from measures.uploads.reading.zipdir import chunks

REFUSED = {
    "Basic/": "macros",
    "Scripts/": "macros",
    "Object ": "an embedded object",
    "ObjectReplacements/": "an embedded object",
}
CELLS = frozenset({"table-cell", "covered-table-cell"})
ASIDE = frozenset({"annotation", "content-validation", "named-expressions", "shapes", "tracked-changes"})
LABELS = {"annotation": "a comment", "content-validation": "a drop-down list", "shapes": "a drawing"}
PARTS = {"meta.xml": "the document properties", "styles.xml": "a page header or footer"}
SILENT = frozenset({"settings.xml", "META-INF/manifest.xml"})
NUMBERS = frozenset({"float", "percentage", "currency"})


@dataclass(slots=True)
class OdsBook:
    """The scan, and the lines of each sheet as our own reader sees them."""

    scan: Scan
    lines: dict[str, Lines] = field(default_factory=dict)


def scan_ods(archive: zipfile.ZipFile) -> OdsBook:
    """Reads content.xml once within the limits, counting repeats; raises `Stopped`."""
    entries = {entry.filename: entry for entry in archive.infolist()}
    for name in entries:
        _refuse_part(name)
    _refuse_password(archive, entries)
    reader = _Content()
    if "content.xml" not in entries:
        raise corrupt("content.xml")
    stream(archive, entries["content.xml"], reader)
    _scan_rest(archive, entries, reader.book.scan)
    return reader.book


def _refuse_part(name: str) -> None:
    for start, words in REFUSED.items():
        if name.startswith(start):
            raise halt(
                "part.refused",
                f'This workbook holds {words} (part "{name}"). Copy the values alone into a new workbook.',
            )


def _refuse_password(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> None:
    entry = entries.get("META-INF/manifest.xml")
    if entry and b"encryption-data" in b"".join(chunks(archive, entry)):
        raise halt(
            "file.password", "This workbook has a password. Remove the password, save it, and send it again."
        )


def _scan_rest(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], scan: Scan) -> None:
    for name, entry in entries.items():
        if name == "content.xml":
            continue
        texts = Texts()
        if name.endswith((".xml", ".rdf")):
            stream(archive, entry, texts)
        else:
            any(False for _ in chunks(archive, entry))
        label = PARTS.get(name, "a part beside the sheets")
        scan.texts += [] if name in SILENT else [(label, text) for text in texts.pieces]


def _many(attributes: dict[str, str], key: str) -> int:
    given = attributes.get(key, "1")
    if not (given.isascii() and given.isdigit()):
        raise corrupt("content.xml")
    return max(1, int(given[:12]))


class _Content:
    """Follows tables, rows and cells; empty repeats cost nothing until something filled lies behind them."""

    def __init__(self) -> None:
        self.book = OdsBook(Scan())
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.sheet: SheetScan | None = None
        self.lines: Lines = {}
        self.row = self.column = 0
        self.rows = 1
        self.row_hidden = False
        self.columns_hidden: list[tuple[int, int]] = []
        self.columns = 0
        self.cell: dict[str, str] | None = None
        self.paragraphs: list[str] = []
        self.words: list[str] = []
        self.aside: list[str] = []
        self.depth = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        name, given = local(tag), {local(key): value for key, value in attributes.items()}
        if name in ASIDE:
            self.aside.append(name)
            self._spoken(given)
        elif self.aside:
            self._spoken(given)
        elif name in CELLS:
            erring = any(value == "error" and local(key) == "value-type" for key, value in attributes.items())
            self._start_cell({**given, "value-type": "error"} if erring else given)
        else:
            self._structure(name, given)

    def _structure(self, name: str, given: dict[str, str]) -> None:
        if name == "style":
            self.style = given.get("name", "")
        elif name == "table-properties" and given.get("display") == "false":
            self.hidden_styles.add(self.style)
        elif name == "table":
            self._start_table(given)
        elif name in {"table-source", "dde-link", "dde-source", "object", "object-ole"}:
            raise halt(
                "part.refused",
                f'This workbook holds values from elsewhere or an object ("{name}"). Copy the values alone.',
            )
        elif name == "table-column":
            self._column(given)
        elif name == "table-row":
            self._start_row(given)
        elif self.cell is not None:
            self._inline(name, given)

    def _inline(self, name: str, given: dict[str, str]) -> None:
        if name == "s":
            self.words.append(" " * min(_many(given, "c"), 1000))
        elif name in {"tab", "line-break"}:
            self.words.append("\t" if name == "tab" else "\n")

    def _spoken(self, given: dict[str, str]) -> None:
        label = LABELS.get(self.aside[0], "a defined name")
        self.book.scan.texts += [
            (label, value)
            for key, value in given.items()
            if key in {"condition", "title", "name", "display-name", "expression"}
        ]

    def _start_table(self, given: dict[str, str]) -> None:
        name = given.get("name", "")
        self.sheet = self.book.scan.add_sheet(
            SheetScan(name, given.get("style-name", "") in self.hidden_styles)
        )
        self.lines = self.book.lines.setdefault(name, {})
        self.row = self.columns = 0
        self.columns_hidden = []

    def _column(self, given: dict[str, str]) -> None:
        many = _many(given, "number-columns-repeated")
        if given.get("visibility", "visible") != "visible":
            self.columns_hidden.append((self.columns + 1, self.columns + many))
        self.columns += many

    def _start_row(self, given: dict[str, str]) -> None:
        self.rows = _many(given, "number-rows-repeated")
        self.row_hidden = given.get("visibility", "visible") != "visible"
        self.column = 0

    def _start_cell(self, given: dict[str, str]) -> None:
        self.cell = given
        self.paragraphs, self.words = [], []

    def text(self, data: str) -> None:
        if self.cell is not None or self.aside:
            self.words.append(data)

    def end(self, tag: str) -> None:
        name = local(tag)
        if self.aside:
            self._end_aside(name)
        elif name == "p" and self.cell is not None:
            self.paragraphs.append("".join(self.words))
            self.words = []
        elif name in CELLS:
            self._end_cell()
        elif name == "table-row":
            self.row += self.rows
        elif name == "table":
            self.sheet = None

    def _end_aside(self, name: str) -> None:
        whole = "".join(self.words).strip()
        if whole and (name == "p" or name == self.aside[-1]):
            self.book.scan.texts.append((LABELS.get(self.aside[0], "a defined name"), whole))
        if name == "p" or name == self.aside[-1]:
            self.words = []
        if name == self.aside[-1]:
            self.aside.pop()

    def _end_cell(self) -> None:
        given, self.cell = self.cell or {}, None
        many = _many(given, "number-columns-repeated")
        value = _value(given, "\n".join(self.paragraphs))
        if self.sheet is not None and value is not None:
            self._fill(self.sheet, value, many)
        if self.sheet is not None:
            self._merged(self.sheet, given)
        self.column += many

    def _fill(self, sheet: SheetScan, value: Normal, many: int) -> None:
        hidden = self.row_hidden or any(
            first <= self.column + 1 <= last for first, last in self.columns_hidden
        )
        self.book.scan.fill(sheet, many * self.rows, hidden)
        if self.row + self.rows > limits.MAX_ROWS or self.column + many > limits.MAX_COLUMNS:
            raise far_cell(Where(sheet.name))
        for row in range(self.row + 1, self.row + self.rows + 1):
            for column in range(self.column + 1, self.column + many + 1):
                self._put(sheet, (row, column), value)

    def _put(self, sheet: SheetScan, at: Position, value: Normal) -> None:
        if value[0] == "error":
            sheet.errors[at] = value[1][:10]
        elif value[0] == "uncalculated":
            sheet.uncalculated.add(at)
        else:
            self.lines.setdefault(at[0], {})[at[1]] = value

    def _merged(self, sheet: SheetScan, given: dict[str, str]) -> None:
        wide, deep = _many(given, "number-columns-spanned"), _many(given, "number-rows-spanned")
        if wide > 1 or deep > 1:
            row, column = self.row + 1, self.column + 1
            sheet.merge((row, column, row + deep - 1, column + wide - 1))


def _value(given: dict[str, str], text: str) -> Normal | None:
    if given.get("value-type") == "error" or _shows_error(given, text):
        return "error", text
    kind = given.get("value-type", "")
    if not kind and given.get("formula"):
        return "uncalculated", ""
    return _typed(kind, given, text)


def _shows_error(given: dict[str, str], text: str) -> bool:
    return (
        bool(given.get("formula"))
        and text.startswith(("#", "Err:"))
        and given.get("value-type", "string") in {"string", "float"}
    )


def _typed(kind: str, given: dict[str, str], text: str) -> Normal | None:
    try:
        if kind in NUMBERS:
            return normal(float(given["value"]))
        if kind == "date":
            return normal(datetime.fromisoformat(given["date-value"]))
        if kind == "boolean":
            return "boolean", given["boolean-value"]
    except (KeyError, ValueError) as fault:
        raise corrupt("content.xml") from fault
    if kind == "time":
        return "time", str(_duration(given.get("time-value", "")))
    return normal(given.get("string-value", text))


def _duration(text: str) -> int:
    whole = text.removeprefix("PT")
    seconds = 0
    for letter, worth in (("H", 3600), ("M", 60), ("S", 1)):
        before, mark, after = whole.partition(letter)
        if mark:
            seconds, whole = seconds + round(float(before)) * worth, after
    return seconds
