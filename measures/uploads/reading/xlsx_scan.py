"""The pre-scan of an .xlsx workbook: its parts, then every sheet, streamed and never held."""

import re
import zipfile

from measures.uploads.findings import Where
from measures.uploads.grid import Position
from measures.uploads.reading.limits import corrupt, halt
from measures.uploads.reading.parts import Attributes, Texts, local, stream
from measures.uploads.reading.scanned import Scan, SheetScan, epoch_note
from measures.uploads.reading.xlsx_cells import Strings, Styles, Values
from measures.uploads.reading.zipdir import chunks

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/"
REFUSED = {
    "xl/macrosheets/": "a macro sheet", "xl/vbaproject": "macros", "xl/embeddings/": "an embedded file",
    "xl/activex/": "an embedded control", "xl/pivotcache/": "the records behind a pivot table",
    "xl/externallinks/": "values copied from another workbook", "xl/dialogsheets/": "a dialogue sheet",
}  # fmt: skip
REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?([0-9]{1,7})$")
# how page headers say where and in which letters: &C, &"Arial", &12, &K00FF00
MARGIN_CODE = re.compile(r'&(?:"([^"]*)"|K[0-9A-Fa-f]{6}|[0-9]{1,3}|[A-Za-z])')
UNSHOWN = "a text that no cell shows"
LABELS = (
    ("xl/comments", "a comment"), ("xl/threadedcomments", "a comment"), ("xl/persons", "a comment's author"),
    ("docprops/", "the document properties"), ("xl/drawings/", "a drawing"), ("xl/workbook", "a sheet name or defined name"),
    ("xl/sharedstrings", UNSHOWN), ("xl/tables/", "a table's headings"), ("customxml/", "custom data"),
)  # fmt: skip
SILENT = ("xl/styles", "xl/theme", "[content_types]", "xl/calcchain", "xl/metadata")


def scan_xlsx(archive: zipfile.ZipFile) -> Scan:
    """Everything that must be known before a workbook library opens the file; raises `Stopped`."""
    entries = {entry.filename: entry for entry in archive.infolist()}
    for name in entries:
        _refuse_part(name)
    book = _book(archive, entries)
    scan = Scan()
    if book.from_1904:
        scan.notes.append(epoch_note())
    _scan_sheets(archive, entries, book, scan)  # first: it holds the limits on cells
    _scan_rest(archive, entries, set(book.paths(entries)), scan)
    return scan


def _refuse_part(name: str) -> None:
    for start, words in REFUSED.items():
        if name.lower().startswith(start):
            raise halt(
                "part.refused",
                f'This workbook holds {words} (part "{name}"). Copy the values alone into a new workbook.',
            )


class _Book:
    """The list of sheets of `xl/workbook.xml`."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.targets: dict[str, str] = {}
        self.parts: dict[str, str] = {}
        self.from_1904 = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag.startswith(STRICT):
            raise halt(
                "file.strict",
                'This is a "Strict Open XML" workbook, which reads as empty. Save it as .xlsx (Excel Workbook).',
            )
        plain = {local(key): value for key, value in attributes.items()}
        if local(tag) == "sheet":
            self.sheets.append(
                (plain.get("name", ""), plain.get("id", ""), plain.get("state", "visible") != "visible")
            )
        elif local(tag) == "workbookPr":
            self.from_1904 = plain.get("date1904", "0") in {"1", "true"}
        elif local(tag) == "Relationship":
            self.targets[plain.get("Id", "")] = plain.get("Target", "")
            self.parts[plain.get("Type", "").rpartition("/")[2]] = plain.get("Target", "")

    def end(self, tag: str) -> None:
        """Nothing to close."""

    def text(self, data: str) -> None:
        """No text is kept here."""

    def paths(self, entries: dict[str, zipfile.ZipInfo]) -> dict[str, tuple[str, bool]]:
        """{path of a worksheet part: (name, hidden)} in the order of the workbook."""
        found = {}
        for name, key, hidden in self.sheets:
            path = _path(self.targets.get(key, ""))
            if path not in entries:
                raise corrupt(name or "workbook")
            if "chartsheets/" not in path:
                found[path] = (name, hidden)
        return found


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _book(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> _Book:
    book = _Book()
    for path in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        if path not in entries:
            raise corrupt(path)
        stream(archive, entries[path], book)
    return book


def _scan_sheets(
    archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], book: _Book, scan: Scan
) -> None:
    strings, styles = Strings(), Styles()
    for kind, reader in (("sharedStrings", strings), ("styles", styles)):
        if (path := _path(book.parts.get(kind, ""))) in entries:
            stream(archive, entries[path], reader)
    values = Values(strings.found, styles.shown, book.from_1904)
    for path, (name, hidden) in book.paths(entries).items():
        sheet = scan.add_sheet(SheetScan(name, hidden))
        stream(archive, entries[path], _SheetReader(scan, sheet, values))


def _scan_rest(
    archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], seen: set[str], scan: Scan
) -> None:
    for name, entry in entries.items():
        if name in seen:
            continue
        if not name.lower().endswith((".xml", ".rels")):
            _check_bytes(archive, entry)
            continue
        texts = Texts()
        stream(archive, entry, texts)
        scan.texts += (
            [] if name.lower().startswith(SILENT) else [(_label(name), text) for text in texts.pieces]
        )


def _check_bytes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    tail = b""
    for piece in chunks(archive, entry):
        if entry.filename.lower().endswith(".vml") and (
            b"<!DOCTYPE" in tail + piece or b"<!ENTITY" in tail + piece
        ):
            raise halt(
                "xml.entity",
                "This workbook declares entities, which no spreadsheet needs. Save it again as .xlsx.",
            )
        tail = piece[-16:]


def _label(name: str) -> str:
    return next(
        (words for start, words in LABELS if name.lower().startswith(start)), "a part beside the sheets"
    )


class _SheetReader:
    """Reads one worksheet as it streams by, and counts its cells and extent."""

    def __init__(self, scan: Scan, sheet: SheetScan, values: Values) -> None:
        self.scan, self.sheet, self.values = scan, sheet, values
        self.row = self.column = 0
        self.last: Position = (0, 0)
        self.numbered = self.hidden_row = self.formula = self.value = self.spoken = False
        self.kind = self.style = ""
        self.hidden_columns: list[tuple[int, int]] = []
        self.words: list[str] = []
        self.said: list[str] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            self._row(attributes)
        elif name in {"v", "t", "f"}:
            self._content(name)
        elif tag != f"{MAIN} worksheet" and name == "worksheet":
            raise corrupt("worksheet")
        else:
            self._other(name, attributes)

    def _row(self, attributes: Attributes) -> None:
        given = attributes.get("r", "")
        self.numbered = given.isascii() and given.isdigit()
        self.row = int(given) if self.numbered else self.row + 1
        self.column = 0
        self.hidden_row = attributes.get("hidden", "0") in {"1", "true"}
        self.sheet.add_row()

    def _cell(self, attributes: Attributes) -> None:
        at = _position(attributes.get("r", "")) or (self.row, self.column + 1)
        if at <= self.last or (self.numbered and at[0] != self.row):
            self.sheet.disordered.add(at)
        self.row, self.column = self.last = at
        self.sheet.reach(self.row, self.column)
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
        self.formula = self.value = self.spoken = False
        self.said = []

    def _content(self, name: str) -> None:
        self.formula = self.formula or name == "f"
        self.words.clear()

    def _other(self, name: str, attributes: Attributes) -> None:
        if name == "col" and attributes.get("hidden", "0") in {"1", "true"}:
            self.hidden_columns.append((int(attributes.get("min", "1")), int(attributes.get("max", "1"))))
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            self.sheet.merge((*_sure(first), *_sure(last or first)))
        elif name == "dataValidation":
            spoken = [
                attributes[key]
                for key in ("prompt", "promptTitle", "error", "errorTitle")
                if attributes.get(key)
            ]
            self.scan.texts += [("a drop-down list", text) for text in spoken]
        elif name == "rPh":
            self.spoken = True
        self.words.clear()

    def end(self, tag: str) -> None:
        name = local(tag)
        if name == "c":
            self._end_cell()
        elif name in {"v", "t"}:
            # a formula that gave an empty text has been calculated; an empty value of another kind has not
            self.value = self.value or self.kind == "str" or any(self.words)
            self.said += [] if self.spoken else self.words
        elif name == "rPh":
            self.spoken = False
        elif name == "formula1":
            self.scan.texts.append(("a drop-down list", "".join(self.words)))
        elif name[:3] in {"odd", "eve", "fir"} and name.endswith(("Header", "Footer")):
            spoken = MARGIN_CODE.sub(r" \1 ", "".join(self.words))
            self.scan.texts.append(("a page header or footer", spoken))

    def _end_cell(self) -> None:
        at = (self.row, self.column)
        if self.value:
            self.scan.fill(self.sheet, 1, self.hidden_row or self._in_hidden_column())
        if self.kind == "e":
            self.sheet.errors[at] = "".join(self.words)[:10] if self.value else "#"
        elif self.formula and not self.value:
            self.sheet.uncalculated.add(at)
        elif self.value and (value := self.values.of(self.kind, self.style, "".join(self.said))) is not None:
            self.sheet.cells[at] = value

    def _in_hidden_column(self) -> bool:
        return any(first <= self.column <= last for first, last in self.hidden_columns)

    def text(self, data: str) -> None:
        self.words.append(data)
        if len(self.words) > 10_000:
            self.words[:] = ["".join(self.words)]


def _position(reference: str) -> Position | None:
    matched = REFERENCE.match(reference)
    if not matched:
        return None
    column = 0
    for letter in matched[1]:
        column = column * 26 + ord(letter) - 64
    return int(matched[2]), column


def _sure(reference: str) -> Position:
    at = _position(reference)
    if at is None:
        raise halt(
            "file.merge",
            "a merged area that cannot be read. Unmerge it and save again.",
            Where(part="a merged area"),
        )
    return at
