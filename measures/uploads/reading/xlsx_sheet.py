"""One worksheet as it streams by: plain rows by their bytes, all else by expat's callbacks, its cells counted."""

import re
import zipfile

from measures.uploads.findings import Where
from measures.uploads.grid import Position
from measures.uploads.reading.limits import corrupt, halt
from measures.uploads.reading.parts import Attributes, Stream, local
from measures.uploads.reading.scanned import Scan, SheetScan
from measures.uploads.reading.xlsx_cells import Values
from measures.uploads.reading.xlsx_plain import HEAD, ROW_END, PlainRow, PlainRows
from measures.uploads.reading.zipdir import chunks

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?([0-9]{1,7})$")
# how page headers say where and in which letters: &C, &"Arial", &12, &K00FF00
MARGIN_CODE = re.compile(r'&(?:"([^"]*)"|K[0-9A-Fa-f]{6}|[0-9]{1,3}|[A-Za-z])')
BEGINS = b"<sheetData>"
LONGEST = 1_000_000  # bytes of one row; whoever writes more into it is read by callbacks alone


def read_sheet(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, scan: Scan, sheet: SheetScan, values: Values
) -> None:
    """Reads one worksheet part into `sheet`; raises `Stopped`."""
    reader = _SheetReader(scan, sheet, values)
    stream = Stream(entry.filename, reader)
    rows = _Rows(stream, reader, PlainRows(values))
    for piece in chunks(archive, entry):
        rows.feed(piece)
    rows.close()


class _Rows:
    """Cuts a worksheet at the ends of its rows. Every byte goes through expat; of plain rows it is not listened to.

    What is plain may be read apart only where expat surely stands between two rows: `_between` says so.
    """

    def __init__(self, stream: Stream, reader: "_SheetReader", plain: PlainRows) -> None:
        self.stream, self.reader, self.plain = stream, reader, plain
        self.begun = self.exact = False
        self.held = b""
        self.run: list[bytes] = []

    def feed(self, piece: bytes) -> None:
        """More bytes of the part."""
        if self.exact:
            self.stream.feed(piece)
            return
        *rows, self.held = (self.held + piece).split(ROW_END)
        for row in rows:
            self._row(row + ROW_END)
        self._flush()
        if len(self.held) > LONGEST or self.exact:
            self._give_up()

    def close(self) -> None:
        """The part is over."""
        self._give_up()
        self.stream.close()

    def _give_up(self) -> None:
        """From here on callbacks read everything."""
        self.exact = True
        held, self.held = self.held, b""
        self.stream.feed(held)

    def _row(self, data: bytes) -> None:
        if not self.begun:
            data = self._begin(data)
        found = self.plain.row(data, self.reader.last[0]) if self._between() else None
        if found is None:
            self._flush()
            self.exact = self.exact or b"<!" in data or b"<?" in data
            self.stream.feed(data)
        else:
            self.run.append(data)
            self.reader.take(found)

    def _begin(self, data: bytes) -> bytes:
        """Feeds what stands above the rows, and answers the rest; only plain UTF-8 without comments is read apart."""
        self.begun = True
        head, mark, rest = data.partition(BEGINS)
        simple = HEAD.match(head)
        self.exact = not mark or not simple or b"<!" in head or b"<?" in head[simple.end() :]
        self.stream.feed(head + mark)
        return rest

    def _between(self) -> bool:
        """No comment or the like was ever open, and what is open is a sheet's data: expat waits for a row."""
        return not self.exact and self.reader.between

    def _flush(self) -> None:
        if self.run:
            self.stream.check(b"".join(self.run))
            self.run.clear()


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
        self.depth = self.rows_at = 0

    @property
    def between(self) -> bool:
        """Whether the next thing to come is a row of a sheet without hidden columns, or the end of all rows."""
        return 0 < self.depth == self.rows_at and not self.hidden_columns

    def take(self, found: PlainRow) -> None:
        """A row that was recognised as plain: as if its cells had come one by one."""
        self.sheet.add_row()
        self.scan.fill(self.sheet, found.filled, hidden=False)
        self.numbered, self.hidden_row = True, False
        self.row, self.column = found.number, found.last
        self.last = (found.number, found.last) if found.last else self.last
        if found.line:
            self.sheet.lines.setdefault(found.number, {}).update(found.line)

    def start(self, tag: str, attributes: Attributes) -> None:
        self.depth += 1
        name = local(tag)
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            self._row(attributes)
        elif name in {"v", "t", "f"}:
            self._content(name)
        elif tag != f"{MAIN} worksheet" and name == "worksheet":
            raise corrupt("worksheet")
        elif tag == f"{MAIN} sheetData":
            self.rows_at = self.depth
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
        self.depth -= 1
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
            self.sheet.lines.setdefault(self.row, {})[self.column] = value

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
