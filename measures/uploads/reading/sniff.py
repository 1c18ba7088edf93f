"""What a file is, by its content: its name is only compared with it."""

import io
import zipfile
from dataclasses import dataclass
from typing import Literal

from measures.uploads.findings import Finding, note
from measures.uploads.reading.limits import Stopped, corrupt, halt

Kind = Literal["xlsx", "ods", "csv"]
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"%PDF")
ARCHIVES = (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"PK\x05\x06", b"PK\x07\x08")
OLD_STREAMS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
MARKUP = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<style", b"<div")
NAMES: dict[str, tuple[str, ...]] = {"xlsx": (".xlsx",), "ods": (".ods",), "csv": (".csv", ".txt", ".tsv")}
WORDS = {"xlsx": "an .xlsx workbook", "ods": "an .ods workbook", "csv": "a text file (.csv)"}


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What the content says, and a note where the name says otherwise."""

    kind: Kind
    notes: tuple[Finding, ...]


def sniff(data: bytes, name: str) -> Sniffed:
    """The kind of a file from its bytes; raises `Stopped` for what is never read."""
    if not data.strip():
        raise halt("file.empty", "This file is empty. Choose the sheet again.")
    kind = _kind(data)
    return Sniffed(kind, _named_otherwise(kind, name))


def _named_otherwise(kind: Kind, name: str) -> tuple[Finding, ...]:
    if not name or name.lower().endswith(NAMES[kind]):
        return ()
    ending = "." + name.rpartition(".")[2].lower() if "." in name else "nothing"
    return (
        note(
            "file.name", f"The name ends in {ending[:8]}, the content is {WORDS[kind]}: read by its content."
        ),
    )


def _kind(data: bytes) -> Kind:
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    if data.startswith(COMPOUND):
        raise _compound(data)
    _refuse_other(data)
    return "csv"


def _compound(data: bytes) -> Stopped:
    if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
        return _password()
    return _old_workbook()


def _password() -> Stopped:
    return halt(
        "file.password", "This workbook has a password. Remove the password, save it, and send it again."
    )


def _old_workbook() -> Stopped:
    return halt(
        "file.xls",
        "This is an old workbook (.xls) or one with a password. Open it, remove any password, save it as .xlsx, and send that.",
    )


def _refuse_other(data: bytes) -> None:
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith(MARKUP):
        raise halt(
            "file.html",
            "This is a web page, whatever its name says. Open it in a spreadsheet, save it as .xlsx.",
        )
    if start.startswith(b"<"):
        raise halt(
            "file.xml", "This is an XML document, not a sheet. Open it in a spreadsheet and save it as .xlsx."
        )
    if data.startswith(PICTURES) or data[:4] == b"RIFF" or data[4:8] == b"ftyp":
        raise halt(
            "file.image",
            "This is a picture or a printed page. Send the sheet itself, as .xlsx, .ods or .csv.",
        )
    if data.startswith(ARCHIVES):
        raise halt("file.archive", "This is an archive. Take the sheet out of it and send that.")
    if data.startswith(OLD_STREAMS):
        raise _old_workbook()


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _by_parts(archive, {info.filename for info in archive.infolist()})
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as fault:
        raise corrupt("directory") from fault


def _by_parts(archive: zipfile.ZipFile, names: set[str]) -> Kind:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise halt(
            "file.macros",
            'This workbook holds macros (part "vbaProject.bin"). Save it as .xlsx without them.',
        )
    if "xl/workbook.bin" in names:
        raise halt("file.xlsb", "This is a binary workbook (.xlsb). Save it as .xlsx and send that.")
    if "xl/workbook.xml" in names and "[Content_Types].xml" in names:
        return "xlsx"
    if _is_ods(archive):
        return "ods"
    raise halt(
        "file.other_zip", "This is not a workbook that can be read. Save the sheet as .xlsx, .ods or .csv."
    )


def _is_ods(archive: zipfile.ZipFile) -> bool:
    first = min(archive.infolist(), key=lambda info: info.header_offset, default=None)
    if first is None or first.filename != "mimetype" or first.file_size > 100 or first.flag_bits & 1:
        return False
    return archive.read(first) == ODS_TYPE
