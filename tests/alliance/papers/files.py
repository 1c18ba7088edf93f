"""Files as people have them, and the same files made hostile."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import docx
import openpyxl

from alliance.papers.scan.kinds import KINDS

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xda\x00\x08\x01\x01\x00\x00?\x00\x7f\xff\xd9"
MAIN = {
    "pptx": ("ppt/presentation.xml", "p"),
    "docx": ("word/document.xml", "w"),
    "xlsx": ("xl/workbook.xml", "x"),
}


def png(width: int = 1, height: int = 1, more: bytes = b"") -> bytes:
    """A PNG of one grey dot, whatever size it says that it has, with `more` chunks in it."""
    body = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) + more
    return b"\x89PNG\r\n\x1a\n" + body + _chunk(b"IDAT", zlib.compress(b"\0\0")) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def zipped(parts: Mapping[str, bytes | str], stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    """A zip file with these parts in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def word(text: str = "Finance report") -> bytes:
    """A Word document, written by the library that everybody writes them with."""
    out, made = io.BytesIO(), docx.Document()
    made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


def workbook() -> bytes:
    """An Excel workbook."""
    out, made = io.BytesIO(), openpyxl.Workbook()
    made.active["A1"] = "Total"
    made.save(out)
    return out.getvalue()


def open_xml(
    code: str, more: Mapping[str, bytes | str] | None = None, types: str = "", main: str = ""
) -> bytes:
    """The skeleton of a Word, Excel or PowerPoint file, with `more` parts and `types` in its table of contents."""
    part, _ = MAIN[code]
    kind = main or f"{KINDS[code].content_type}.main+xml"
    listed = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{part}" ContentType="{kind}"/>{types}</Types>'
    )
    return zipped({"[Content_Types].xml": listed, part: "<x/>"} | dict(more or {}))


def open_document(
    code: str, more: Mapping[str, bytes | str] | None = None, entries: str = "", mime: str = ""
) -> bytes:
    """The skeleton of a LibreOffice file."""
    manifest = (
        f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entries}</m:manifest>'
    )
    parts = {
        "mimetype": mime or KINDS[code].content_type,
        "content.xml": "<x/>",
        "META-INF/manifest.xml": manifest,
    }
    return zipped(parts | dict(more or {}))


def program() -> bytes:
    """The first bytes of a Windows program."""
    return b"MZ" + b"\0" * 62 + b"PE\0\0" + b"\0" * 200


GOOD = {
    "pdf": PDF, "png": png(), "jpeg": JPEG, "txt": "Über alles gesprochen: £5m\n".encode(), "csv": b"a,b\n1,2\n",
    "md": b"\xef\xbb\xbf# Notes\n\n- one\n", "docx": word(), "xlsx": workbook(), "pptx": open_xml("pptx"),
    "odt": open_document("odt"), "ods": open_document("ods"), "odp": open_document("odp"),
}  # fmt: skip
