"""What a file is, is read from its bytes; what is more than one thing, or acts, or lies, is not kept."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.door.refusals import Refused
from alliance.papers.scan.kinds import KINDS, Kind
from alliance.papers.scan.look import MAX_BYTES, look
from tests.alliance.papers.files import (
    GOOD,
    JPEG,
    PDF,
    open_document,
    open_xml,
    png,
    program,
    word,
    workbook,
    zipped,
)  # fmt: skip

ARCHIVE = zipped({"payload.js": "alert(1)"})
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="http://evil.example/x" '
    'TargetMode="{}"/></Relationships>'
)


@pytest.mark.parametrize("code", GOOD)
def test_each_kind_is_known_by_its_content_and_its_name_agrees(code: str) -> None:
    for ending in KINDS[code].endings:
        assert look(GOOD[code], f"Report.v2{ending.upper()}") == KINDS[code]


@pytest.mark.parametrize("code", GOOD)
def test_a_name_that_says_something_else_is_refused(code: str) -> None:
    for name in (
        "report",
        "",
        "report.exe",
        f"report{KINDS[code].endings[0]}.exe",
        "report.html",
        "report\u202efdp.exe",
    ):
        answer = look(GOOD[code], name)
        assert isinstance(answer, Refused), name
        assert answer.code == "name"


def in_pdf(words: bytes) -> bytes:
    return PDF.replace(b"/Type", words + b" /Type")


def bomb() -> bytes:
    return open_xml("docx", {"word/media/x.xml": b"\0" * 60_000_000})


def lying(data: bytes) -> bytes:
    """The same archive, whose directory says of its second part that it is small."""
    directory = data.rfind(b"PK\x01\x02")
    return data[: directory + 24] + (5).to_bytes(4, "little") + data[directory + 28 :]


def locked(data: bytes) -> bytes:
    """The same archive with the flag of a password on its last part."""
    directory = data.rfind(b"PK\x01\x02")
    return data[: directory + 8] + b"\x01" + data[directory + 9 :]


def prefixed(data: bytes) -> bytes:
    """An archive that begins later than the file."""
    out = io.BytesIO(b"PK\x03\x04 something else first ")
    out.seek(0, io.SEEK_END)
    with zipfile.ZipFile(out, "a") as archive, zipfile.ZipFile(io.BytesIO(data)) as old:
        for name in old.namelist():
            archive.writestr(name, old.read(name))
    return out.getvalue()


HOSTILE = {
    "nothing": (b"", "a.pdf", "empty"),
    "only-blanks": (b" \n\n", "a.txt", "empty"),
    "too-large": (b"a" * (MAX_BYTES + 1), "a.txt", "too_large"),
    "svg": (b'<?xml version="1.0"?><svg onload="alert(1)"/>', "a.svg", "markup"),
    "svg-called-text": (b'\xef\xbb\xbf \n<svg onload="alert(1)"/>', "a.txt", "markup"),
    "html": (b"<!DOCTYPE html><script>alert(1)</script>", "a.html", "markup"),
    "html-called-picture": (b"<html></html>", "a.png", "markup"),
    "pdf-and-html": (PDF.replace(b"1 0 obj", b"<html><script>alert(1)</script>\n1 0 obj"), "a.pdf", "two_in_one"),
    "pdf-with-html-behind": (PDF + b" " * 1024 + b"<html><script>alert(1)</script>", "a.pdf", "trailing"),
    "pdf-and-archive": (PDF + ARCHIVE, "a.pdf", "two_in_one"),
    "pdf-and-archive-that-ends-as-a-pdf": (PDF + ARCHIVE[:-2] + b"\x06\x00\n%%EOF", "a.pdf", "two_in_one"),
    "pdf-that-is-a-pdf-further-down": (b"x" * 20 + PDF, "a.pdf", "name"),
    "pdf-with-a-script": (in_pdf(b"/OpenAction << /S /JavaScript /JS (app.alert) >>"), "a.pdf", "acts"),
    "pdf-that-starts-a-program": (in_pdf(b"/OpenAction << /S /Launch >>"), "a.pdf", "acts"),
    "pdf-with-a-file-inside": (in_pdf(b"/Names << /EmbeddedFiles 4 0 R >>"), "a.pdf", "acts"),
    "pdf-with-a-password": (in_pdf(b"/Encrypt 5 0 R"), "a.pdf", "locked"),
    "gif-and-script": (b"GIF89a/*" + b"\x00" * 4 + b"*/=1;alert(1)", "a.gif", "unknown"),
    "gif-and-script-called-text": (b"GIF89a=1;alert(1)//", "a.txt", "unknown"),
    "jpeg-and-html": (JPEG.replace(b"JFIF", b"<script>alert(1)</script>"), "a.jpg", "two_in_one"),
    "jpeg-and-archive": (JPEG + ARCHIVE, "a.jpg", "two_in_one"),
    "jpeg-that-is-only-a-beginning": (b"\xff\xd8\xff\xe0\xff\xff", "a.jpg", "damaged"),
    "png-with-more-behind": (png() + b"alert(1)", "a.png", "damaged"),
    "png-and-html": (png(more=b""), "a.html", "name"),
    "png-of-a-size-that-nobody-shows": (png(60_000, 60_000), "a.png", "pixels"),
    "png-with-a-wrong-sum": (png()[:-3] + b"abc", "a.png", "damaged"),
    "program": (program(), "a.exe", "program"),
    "program-called-picture": (program(), "a.png", "program"),
    "linux-program": (b"\x7fELF" + b"\0" * 60, "a.pdf", "program"),
    "shell-script": (b"#!/bin/sh\nrm -rf /\n", "a.txt", "program"),
    "old-word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "old_or_locked"),
    "rtf": (rb"{\rtf1 {\object }}", "a.txt", "unknown"),
    "utf-16": ("Minutes".encode("utf-16"), "a.txt", "unknown"),
    "text-with-nul": (b"name\x00.txt", "a.txt", "unknown"),
    "just-an-archive": (ARCHIVE, "a.docx", "archive"),
    "macros": (open_xml("docx", {"word/vbaProject.bin": b"x"}), "a.docx", "macros"),
    "macros-under-another-name": (open_xml("xlsx", {"xl/a.bin": b"\xd0\xcf\x11\xe0x"}), "a.xlsx", "macros"),
    "macro-type": (open_xml("docx", main="application/vnd.ms-word.document.macroEnabled.main+xml"), "a.docx", "macros"),
    "old-macro-sheet": (
        open_xml("xlsx", types='<Override PartName="/m" ContentType="application/vnd.ms-excel.macrosheet+xml"/>'), "a.xlsx", "macros",
    ),
    "basic": (open_document("odt", {"Basic/Standard/Module1.xml": "<x/>"}), "a.odt", "macros"),
    "python-macro": (open_document("ods", {"Scripts/python/x.py": "x"}), "a.ods", "macros"),
    "locked-document": (open_document("odt", entries="<m:encryption-data/>"), "a.odt", "locked"),
    "locked-archive": (locked(open_xml("docx")), "a.docx", "locked"),
    "program-inside": (open_xml("pptx", {"ppt/media/a.png": program()}), "a.pptx", "program"),
    "archive-inside": (open_xml("docx", {"word/embeddings/a.docx": ARCHIVE}), "a.docx", "archive"),
    "macros-inside-what-is-inside": (
        open_xml("docx", {"word/embeddings/a.docx": open_xml("docx", {"vbaProject.bin": b"x"})}), "a.docx", "macros",
    ),
    "three-deep": (
        open_xml("docx", {"a.docx": open_xml("docx", {"a.docx": open_xml("docx")})}), "a.docx", "nested",
    ),
    "template-from-elsewhere": (
        open_xml("docx", {"word/_rels/settings.xml.rels": RELS.format("attachedTemplate", "External")}), "a.docx", "far",
    ),
    "template-from-elsewhere-in-utf-16": (
        open_xml("docx", {"word/_rels/s.rels": RELS.format("attachedTemplate", "External").encode("utf-16")}), "a.docx", "far",
    ),
    "entities": (
        zipped({"[Content_Types].xml": '<!DOCTYPE a [<!ENTITY b "c">]><Types>&b;</Types>', "word/document.xml": "<x/>"}), "a.docx", "damaged",
    ),
    "bomb": (bomb(), "a.docx", "unpacked"),
    "size-that-is-a-lie": (lying(open_xml("docx", {"word/z.xml": b"\0" * 9_000})), "a.docx", "damaged"),
    "straying": (open_xml("docx", {"../../etc/passwd": "x"}), "a.docx", "damaged"),
    "two-parts-of-one-name": (open_xml("docx", {"WORD/document.xml": "<x/>"}), "a.docx", "damaged"),
    "more-behind-an-archive": (word() + b"<html>", "a.docx", "damaged"),
    "more-before-an-archive": (prefixed(word()), "a.docx", "damaged"),
    "an-excel-file-called-word": (workbook(), "a.docx", "name"),
    "libreoffice-of-no-known-kind": (open_document("odt", mime="application/x-evil"), "a.odt", "archive"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name", "code"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_more_than_it_seems_is_refused_with_a_sentence(data: bytes, name: str, code: str) -> None:
    answer = look(data, name)
    assert isinstance(answer, Refused)
    assert (answer.code, answer.status) == (code, 422)
    assert answer.sentence.endswith(".")
    assert "exception" not in answer.sentence.lower()


def test_a_document_within_a_document_and_a_link_to_a_page_are_nothing_odd() -> None:
    inside = {
        "ppt/embeddings/sheet.xlsx": workbook(),
        "ppt/_rels/a.rels": RELS.format("hyperlink", "External"),
    }
    assert look(open_xml("pptx", inside), "a.pptx") == KINDS["pptx"]


@given(st.sampled_from(sorted(GOOD)), st.integers(0), st.binary(max_size=40))
def test_whatever_is_sent_there_is_an_answer(code: str, at: int, spoil: bytes) -> None:
    data = GOOD[code]
    place = at % len(data)
    answer = look(data[:place] + spoil + data[place + len(spoil) :], f"a{KINDS[code].endings[0]}")
    assert isinstance(answer, Kind | Refused)


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]),
)
def test_noise_is_never_taken_for_a_document_or_a_picture(noise: bytes, start: bytes) -> None:
    answer = look(start + noise, "a.docx")
    assert isinstance(answer, Refused)
