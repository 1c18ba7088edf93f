"""Makes the hostile files of the specification, each as small as it can be."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterable
from datetime import date

import xlsxwriter
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.measures.uploads.cast import sheet_rows

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
SHEET = "xl/worksheets/sheet1.xml"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def workbook(
    rows: Iterable[Iterable[object]] | None = None, change: Callable[[Workbook], object] | None = None
) -> bytes:
    """A workbook as openpyxl writes it."""
    book = Workbook()
    book.active.title = "Q1"
    for row in rows if rows is not None else sheet_rows():
        book.active.append(list(row))
    if change:
        change(book)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def by_xlsxwriter() -> bytes:
    """The good sheet as XlsxWriter writes it."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    sheet = book.add_worksheet("Q1")
    for number, row in enumerate(sheet_rows()):
        sheet.write_row(number, 0, row)
    book.close()
    return held.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip file of these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def changed(edit: Callable[[dict[str, bytes]], object], data: bytes | None = None) -> bytes:
    """A good workbook with its parts edited."""
    parts = parts_of(data or workbook())
    edit(parts)
    return zipped(parts)


def with_sheet(inside: str, ns: str = MAIN) -> bytes:
    """A workbook whose one worksheet holds this XML."""
    whole = f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{ns}">{inside}</worksheet>'
    return changed(lambda parts: parts.__setitem__(SHEET, whole.encode()))


def with_part(name: str, content: bytes = b"<a/>") -> bytes:
    """A good workbook with one part more."""
    return changed(lambda parts: parts.__setitem__(name, content))


def replaced(old: bytes, new: bytes, part: str = SHEET, data: bytes | None = None) -> bytes:
    """A good workbook with bytes of one part replaced."""

    def edit(parts: dict[str, bytes]) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)

    return changed(edit, data)


def far_cell() -> bytes:
    """One styled cell in the last row and column."""
    return with_sheet('<sheetData><row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')


def empty_rows(count: int) -> bytes:
    """Empty styled rows."""
    return with_sheet("<sheetData>" + '<row s="1" customFormat="1"/>' * count + "</sheetData>")


def bomb(size: int = 1 << 30) -> bytes:
    """A megabyte that unpacks to a gigabyte, and says so."""
    head = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>'.encode()
    parts = parts_of(workbook())
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if name != SHEET:
                archive.writestr(name, content)
        with archive.open(SHEET, "w") as part:
            part.write(head)
            for _ in range(size >> 20):
                part.write(b" " * (1 << 20))
    return held.getvalue()


def lying_bomb() -> bytes:
    """The same, with small sizes declared in its directory and its local header."""
    data = bytearray(bomb(1 << 28))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(signature)
        while at >= 0:
            named = data[at + (30 if offset == 22 else 46) :][: len(SHEET)]
            if bytes(named) == SHEET.encode():
                struct.pack_into("<I", data, at + offset, 1000)
            at = data.find(signature, at + 4)
    return bytes(data)


def bad_checksum() -> bytes:
    """A stored sheet with one byte turned."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts_of(workbook()).items():
            archive.writestr(name, content)
    data = held.getvalue()
    at = data.index(b"<v>103</v>")
    return data[: at + 3] + b"9" + data[at + 4 :]


def duplicate_parts() -> bytes:
    """Two sheets under one name."""
    held = io.BytesIO(workbook())
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr(SHEET.upper().replace("XL/", "xl/"), b"<a/>")
    return held.getvalue()


def overlapping() -> bytes:
    """Two directory entries over the same bytes."""
    data = workbook()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
    first, second = infos[0], infos[1]
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(second.filename.encode()))
    return data[: at + 42] + struct.pack("<I", first.header_offset) + data[at + 46 :]


def encrypted_flag() -> bytes:
    """A directory that says its parts are encrypted."""
    data = bytearray(workbook())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def entity(doctype: str) -> bytes:
    """A sheet with a document type of its own."""
    whole = f'<?xml version="1.0"?>{doctype}<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    return changed(lambda parts: parts.__setitem__(SHEET, whole.encode()))


LAUGHS = (
    '<!DOCTYPE z [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


def rows_without_numbers() -> bytes:
    """Rows and cells that do not say where they are, twice over."""
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    return with_sheet(f'<sheetData>{row}<row r="1"><c r="A1"><v>2</v></c></row></sheetData>')


def many_merges() -> bytes:
    """Fifty thousand merged areas."""
    merged = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 50_001))
    return with_sheet(f"<sheetData/><mergeCells>{merged}</mergeCells>")


def from_1904() -> bytes:
    """A workbook that counts its days from 1904, with a date in it."""

    def change(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        book.active["O1"], book.active["O2"] = "made on", date(2026, 7, 1)

    return workbook(change=change)


def hidden_sheet(book: Workbook) -> None:
    """A second, hidden sheet with data."""
    sheet = book.create_sheet("Old")
    sheet.append(["kept", 12])
    sheet.sheet_state = "veryHidden"


def hidden_row(book: Workbook) -> None:
    """A hidden row of the table."""
    book.active.row_dimensions[3].hidden = True


def comment(text: str) -> Callable[[Workbook], None]:
    """A comment on a cell."""

    def change(book: Workbook) -> None:
        book.active["B2"].comment = Comment(text, "a colleague")

    return change


def ods(rows: str, styles: str = "") -> bytes:
    """An .ods workbook whose one table holds these rows."""
    names = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
        for n in ("office", "table", "text", "style")
    )
    body = f'<office:body><office:spreadsheet><table:table table:name="Q1">{rows}</table:table></office:spreadsheet></office:body>'
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2">{styles}{body}</office:document-content>'
    manifest = f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/></manifest:manifest>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_TYPE, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return held.getvalue()


def ods_bomb() -> bytes:
    """Seventeen billion cells in one line of XML."""
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
    return ods(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')


def ods_long() -> bytes:
    """149,000 rows."""
    cell = (
        '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
    )
    return ods(f'<table:table-row table:number-rows-repeated="149000">{cell}</table:table-row>')
