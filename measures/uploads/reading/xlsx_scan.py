"""The pre-scan of an .xlsx workbook: its parts, then every sheet, streamed and never held."""

import zipfile

from measures.uploads.reading.limits import corrupt, halt
from measures.uploads.reading.parts import Attributes, Texts, local, stream
from measures.uploads.reading.scanned import Scan, SheetScan, epoch_note
from measures.uploads.reading.xlsx_cells import Strings, Styles, Values
from measures.uploads.reading.xlsx_sheet import read_sheet
from measures.uploads.reading.zipdir import chunks

STRICT = "http://purl.oclc.org/ooxml/"
REFUSED = {
    "xl/macrosheets/": "a macro sheet", "xl/vbaproject": "macros", "xl/embeddings/": "an embedded file",
    "xl/activex/": "an embedded control", "xl/pivotcache/": "the records behind a pivot table",
    "xl/externallinks/": "values copied from another workbook", "xl/dialogsheets/": "a dialogue sheet",
}  # fmt: skip
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
        read_sheet(archive, entries[path], scan, sheet, values)


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
