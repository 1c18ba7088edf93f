"""Every hostile file has its expected end, and none of them costs more than the child is allowed."""

import os
import resource
import time
from pathlib import Path

import pytest

from measures.uploads import child
from measures.uploads.child import receive
from tests.measures.uploads import hostile
from tests.measures.uploads.cast import csv_of, demo, sheet_rows
from tests.measures.uploads.hostile import LAUGHS, changed, comment, entity, replaced, with_part, workbook

GIBIBYTE_IN_KIB = 1 << 20
GOOD = "2025/26 Q1,adults,M-01/1,,,all,,103,56,,,154,103"
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LOCKED = CFB + "EncryptedPackage".encode("utf-16-le")

REFUSED = [
    pytest.param(hostile.far_cell, "limit.extent", id="One styled cell at XFD1048576"),
    pytest.param(lambda: hostile.empty_rows(1_048_576), "limit.ratio", id="1,048,576 empty styled rows"),
    pytest.param(lambda: hostile.empty_rows(200_000), "limit.extent", id="200,000 empty styled rows, less packed"),
    pytest.param(hostile.ods_long, "limit.extent", id="149,000-row .ods"),
    pytest.param(hostile.bomb, "limit.unzipped", id="1 MB zip -> 1 GiB sheet, from directory"),
    pytest.param(lambda: hostile.bomb(60 << 20), "limit.ratio", id="a thousand to one, from directory"),
    pytest.param(hostile.lying_bomb, "file.corrupt", id="1 MB zip -> sheet that lies about its size, while streaming"),
    pytest.param(hostile.ods_bomb, "limit.cells", id=".ods repeated-cell bomb, counting repeats"),
    pytest.param(lambda: entity(LAUGHS), "xml.entity", id="Billion laughs"),
    pytest.param(lambda: entity('<!DOCTYPE z [<!ENTITY a "%s">]>' % ("a" * 1000)), "xml.entity", id="quadratic entity"),
    pytest.param(lambda: entity('<!DOCTYPE z [<!ENTITY a SYSTEM "file:///etc/hostname">]>'), "xml.entity", id="external entity"),
    pytest.param(lambda: entity('<!DOCTYPE z [<!ENTITY a "b">]>'), "xml.entity", id="small internal entity"),
    pytest.param(lambda: entity("<!DOCTYPE worksheet>"), "xml.entity", id="DOCTYPE alone"),
    pytest.param(lambda: replaced(hostile.MAIN.encode(), hostile.STRICT.encode(), "xl/workbook.xml"), "file.strict", id="Strict OOXML"),
    pytest.param(
        lambda: hostile.with_sheet('<cols><col min="x" hidden="1"/></cols>'), "file.corrupt", id="a column without its number"
    ),
    pytest.param(
        lambda: changed(lambda p: p.__setitem__(hostile.SHEET, b'<?xml version="1.0" encoding="UT1-8"?><a/>')),
        "file.corrupt",
        id="an encoding nobody knows",
    ),
    pytest.param(hostile.bad_checksum, "file.corrupt", id="Bad CRC"),
    pytest.param(hostile.rows_without_numbers, "readers.differ", id="Rows without numbers, disputed"),
    pytest.param(lambda: replaced(b"<t>adults</t>", b"<t>adults", "xl/sharedStrings.xml", hostile.by_xlsxwriter()), "file.corrupt", id="broken shared strings, not XML"),
    pytest.param(lambda: replaced(b'<c r="B2" t="s"><v>', b'<c r="B2" t="s"><v>9', data=hostile.by_xlsxwriter()), "file.corrupt", id="broken shared strings, out of range"),
    pytest.param(lambda: changed(lambda p: p.pop("xl/sharedStrings.xml"), hostile.by_xlsxwriter()), "file.corrupt", id="broken shared strings, missing"),
    pytest.param(hostile.many_merges, "limit.merges", id="50,000 merges"),
    pytest.param(lambda: LOCKED, "file.password", id="Password"),
    pytest.param(lambda: CFB, "file.xls", id="old .xls"),
    pytest.param(lambda: with_part("xl/vbaProject.bin"), "file.macros", id="Macros"),
    pytest.param(lambda: with_part("xl/macrosheets/sheet1.xml"), "part.refused", id="macro sheets"),
    pytest.param(lambda: with_part("xl/embeddings/a.docx"), "part.refused", id="embeddings"),
    pytest.param(lambda: with_part("xl/pivotCache/pivotCacheRecords1.xml"), "part.refused", id="pivot records"),
    pytest.param(lambda: with_part("xl/externalLinks/externalLink1.xml"), "part.refused", id="external-link caches"),
    pytest.param(lambda: with_part("xl/workbook.bin"), "file.xlsb", id="binary workbook"),
    pytest.param(lambda: with_part("../../etc/cron.d/a"), "zip.straying", id="Zip slip"),
    pytest.param(lambda: with_part("/abs.xml"), "zip.straying", id="Zip slip, absolute"),
    pytest.param(hostile.duplicate_parts, "zip.duplicate", id="duplicate part names"),
    pytest.param(hostile.encrypted_flag, "file.password", id="encrypted entries"),
    pytest.param(hostile.overlapping, "zip.overlap", id="overlapping entries"),
    pytest.param(lambda: changed(lambda p: p.update({f"a{n}.xml": b"<a/>" for n in range(500)})), "limit.entries", id="501 zip entries"),
    pytest.param(lambda: workbook(change=lambda b: [b.create_sheet(f"S{n}") for n in range(40)]), "limit.sheets", id="41 sheets"),
    pytest.param(lambda: workbook([[None] * 256 + [1]]), "limit.extent", id="257 columns"),
    pytest.param(lambda: b"<html><table><tr><td>1</td></tr></table></html>", "file.html", id="html as .xls"),
    pytest.param(lambda: b"\x89PNG\r\n\x1a\n" + bytes(40), "file.image", id="picture"),
    pytest.param(lambda: hostile.zipped({"a.txt": b"a"}), "file.other_zip", id="zip of other things"),
    pytest.param(lambda: workbook()[:-200], "file.corrupt", id="zip that is cut off"),
    pytest.param(lambda: b"period,n\x00\x00,a\r\n1,2\r\n", "csv.nul", id="csv NUL bytes not UTF-16"),
    pytest.param(lambda: b"", "file.empty", id="empty"),
    pytest.param(lambda: b"a,b\n" * 2_500_001, "limit.bytes", id="over 10 MB"),
    pytest.param(lambda: b"a,b,c\n" + b"1,2,3\n" * 50_001, "limit.extent", id="csv of 50,001 rows"),
    pytest.param(lambda: workbook(change=comment("ask 943 476 5919, NHS")), "person.nhs", id="NHS number in a comment"),
]  # fmt: skip


def named(code, findings):
    """What is refused for a part of the file names the part."""
    said = " ".join(finding.sentence for finding in findings)
    return code not in {"part.refused", "file.macros"} or 'part "' in said


def nothing_left(folder):
    """No temporary file, and no child process that still reads."""
    mine = [path for path in Path("/proc").glob("[0-9]*/stat") if _parent(path) == os.getpid()]
    reading = [path for path in mine if b"measures.uploads.reading" in _command(path)]
    return not list(folder.iterdir()) and not reading


def _parent(path):
    try:
        return int(path.read_text().rpartition(")")[2].split()[1])
    except OSError:  # it has ended meanwhile
        return 0


def _command(path):
    try:
        return path.with_name("cmdline").read_bytes()
    except OSError:
        return b""


@pytest.mark.parametrize(("make", "code"), REFUSED)
def test_a_hostile_file_is_refused_in_clear_words_and_within_bounds(make, code, tmp_path, monkeypatch):
    monkeypatch.setattr(
        child, "_bare", lambda: {"LC_ALL": "C.UTF-8", "PATH": os.defpath, "TMPDIR": str(tmp_path)}
    )
    data = make()
    began = time.monotonic()
    received = receive(data, "sheet.xlsx")
    assert received.grid is None
    assert code in [finding.code for finding in received.findings if finding.level == "stop"]
    assert time.monotonic() - began < 75  # it is ended after 30 seconds; the machine may be busy
    assert int(received.facts.get("peak_kib", "0")) < GIBIBYTE_IN_KIB
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < GIBIBYTE_IN_KIB
    assert named(code, received.findings)
    assert nothing_left(tmp_path)
    assert all("support" not in finding.sentence.lower() for finding in received.findings)


def _typed_error() -> bytes:
    return replaced(b'<c r="H2" t="n"><v>103</v>', b'<c r="H2" t="e"><v>#REF!</v>')


CELLS = [
    pytest.param(_typed_error, "cell.error", id="#REF!"),
    pytest.param(
        lambda: replaced(b'<c r="H2" t="n"><v>103</v>', b'<c r="H2" t="e"><v>#DIV/0!</v>'),
        "cell.error",
        id="#DIV/0!",
    ),
    pytest.param(lambda: workbook(_with("=1+1")), "cell.uncalculated", id="Formula never calculated"),
    pytest.param(lambda: csv_of(GOOD, GOOD + ",9,9"), "csv.ragged", id="csv ragged rows"),
]


def _with(value: object) -> list[list[object]]:
    rows = sheet_rows()
    rows[1][7] = value
    return rows


@pytest.mark.parametrize(("make", "code"), CELLS)
def test_a_bad_cell_stops_its_row_and_not_the_file(make, code):
    received = receive(make(), "")
    stops = [finding for finding in received.findings if finding.level == "stop"]
    assert [finding.code for finding in stops] == [code] * len(stops)
    assert stops
    assert stops[0].where.row in {2, 3}
    assert received.grid is not None


ASKED = [
    pytest.param(lambda: workbook(change=hostile.hidden_sheet), "hidden", id="Hidden sheet with data"),
    pytest.param(lambda: workbook(change=hostile.hidden_row), "hidden", id="Hidden rows with data"),
    pytest.param(
        lambda: csv_of(GOOD.replace("adults", "Café")).decode().encode("cp1252"),
        "csv.encoding",
        id="csv cp1252",
    ),
    pytest.param(
        lambda: csv_of(GOOD.replace("adults", "Café")).decode().encode("mac_roman"),
        "csv.encoding",
        id="csv mac_roman",
    ),
    pytest.param(
        lambda: b"period;n;mean\n2025/26 Q1;12;4,5\n2025/26 Q1;13;4,6\n",
        "csv.delimiter",
        id="csv ; + decimal comma",
    ),
    pytest.param(lambda: b"Lantern Row Homes\n\n" + csv_of(GOOD, GOOD), "csv.preamble", id="csv preamble"),
]


@pytest.mark.parametrize(("make", "code"), ASKED)
def test_what_is_doubtful_is_asked(make, code):
    received = receive(make(), "")
    assert code in [finding.code for finding in received.findings if finding.level == "question"]
    assert received.grid is not None


TEXT = csv_of(GOOD).decode()
ACCEPTED = [
    pytest.param(hostile.from_1904, "epoch.1904", id="1904 epoch"),
    pytest.param(lambda: TEXT.encode("utf-16"), "csv.encoding", id="csv UTF-16"),
    pytest.param(lambda: TEXT.encode("utf-16-le"), "csv.encoding", id="csv UTF-16 without a mark"),
    pytest.param(lambda: TEXT.encode("utf-8-sig"), "csv.encoding", id="csv BOM"),
    pytest.param(lambda: TEXT.replace("\r\n", "\r").encode(), "csv.line_ends", id="csv CR-only"),
    pytest.param(lambda: b"sep=;\r\n" + TEXT.replace(",", ";").encode(), "csv.delimiter", id="csv sep=;"),
    pytest.param(TEXT.encode, "file.name", id="csv as .xlsx"),
]


@pytest.mark.parametrize(("make", "code"), ACCEPTED)
def test_what_is_only_unusual_is_read_with_a_note(make, code):
    received = receive(make(), "sheet.xlsx")
    assert [finding.level for finding in received.findings if finding.code == code] == ["note"]
    assert received.grid is not None
    assert received.grid.sheets[0].rows[0].cells[0].text == "period"


def test_a_child_that_takes_too_long_is_ended_and_leaves_nothing_behind():
    received = receive(demo("cohort/LAN_2025-26_Q1.csv"), "sheet.csv", wall_seconds=0.001)
    assert [finding.code for finding in received.findings] == ["limit.heavy"]
    assert received.grid is None


def test_a_forty_row_sheet_is_read_while_one_waits():
    rows = sheet_rows()
    data = workbook(rows[:1] + rows[1:] * 10)
    best = min(_seconds(data) for _ in range(3))
    assert best < 5  # a tenth of it where the machine is free


def _seconds(data: bytes) -> float:
    began = time.perf_counter()
    assert receive(data, "sheet.xlsx").grid
    return time.perf_counter() - began
