"""Every bad file through the real page: a message that says what to do, and nothing of it stored anywhere."""

import os
import subprocess
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from measures.models import AtomVersion, Draft, FileVersion, Refusal
from tests.measures.uploads import hostile
from tests.measures.uploads.cast import csv_of, demo, sheet_rows
from tests.measures.uploads.desks.desk import text

MARKER = "Zyxwvutsrq"
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _marked(data):
    return hostile.changed(
        lambda parts: parts.__setitem__("docProps/custom.xml", f"<a>{MARKER}</a>".encode()), data
    )


REFUSED = [
    pytest.param(lambda: b"<html><table><tr><td>" + MARKER.encode() + b"</td></tr></table></html>", "web page", id="not-what-its-name-says"),
    pytest.param(lambda: b"", "This file is empty", id="0-bytes"),
    pytest.param(lambda: CFB + "EncryptedPackage".encode("utf-16-le") + MARKER.encode(), "password", id="password-protected"),
    pytest.param(lambda: MARKER.encode() + b"a,b\n" * 2_500_001, "larger than 10 MB", id="over-10-mb"),
    pytest.param(lambda: _marked(hostile.bomb(200 << 20)), "unpacks to more than 100 MB", id="zip-bomb"),
    pytest.param(hostile.far_cell, "reaches further than", id="one-cell-at-XFD1048576"),
    pytest.param(
        lambda: _marked(hostile.replaced(hostile.MAIN.encode(), hostile.STRICT.encode(), "xl/workbook.xml")), "Strict",
        id="strict-ooxml",
    ),
    pytest.param(lambda: hostile.workbook(change=hostile.comment(f"{MARKER} 943 476 5919, NHS")), "looks like an NHS number", id="nhs-number"),
    pytest.param(
        lambda: csv_of("2025/26 Q1,adults,M-01/1,,,all,,103,56,,,154,103", f"{MARKER.lower()}@care.example,adults,M-02/1,,,all,,1,1,,,1,1"),
        "e-mail", id="an-address",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("make", "words"), REFUSED)
def test_a_bad_file_is_refused_in_words_on_the_page_and_nothing_of_it_is_stored(lantern, make, words):
    answer = lantern.send("2025-26-q1", make(), "sheet.xlsx")
    assert answer.status_code == 422
    assert words.lower() in text(answer).lower()
    assert MARKER.lower() not in text(answer).lower()
    assert not Draft.objects.exists()
    assert not FileVersion.objects.exists()
    assert Refusal.objects.count() == 1
    assert found_anywhere(MARKER) == []
    assert lantern.get("uploads").status_code == 200


BAD_CELLS = [
    pytest.param(lambda: hostile.replaced(b'<c r="H2" t="n"><v>103</v>', b'<c r="H2" t="e"><v>#REF!</v>'), "cell H2", "#REF!", id="error-cell"),
    pytest.param(lambda: _with(1, 7, "many"), "cell H2", "expected a whole number", id="text-in-a-number-column"),
    pytest.param(lambda: _with(1, 1, "giants"), "cell B2", "is not known here", id="unknown-cohort"),
    pytest.param(lambda: hostile.workbook([*sheet_rows(), _changed(sheet_rows()[1], 8, 57)]), "row 6", "says the same thing with other numbers", id="the-same-row-twice"),
]  # fmt: skip


def _changed(row, column, value):
    return [value if at == column else cell for at, cell in enumerate(row)]


def _with(row, column, value):
    rows = sheet_rows()
    rows[row][column] = value
    return hostile.workbook(rows)


@pytest.mark.parametrize(("make", "cell", "words"), BAD_CELLS)
def test_a_bad_cell_is_named_with_what_was_found_and_expected_and_cannot_be_committed(
    lantern, make, cell, words
):
    draft = lantern.draft("2025-26-q1", make(), "sheet.xlsx")
    said = lantern.page(draft)
    assert cell in said
    assert words in said
    lantern.answer(draft)
    assert lantern.commit(draft).status_code == 409
    assert not AtomVersion.objects.exists()


def test_a_workbook_that_counts_from_1904_is_read_and_says_so(lantern):
    draft = lantern.draft("2025-26-q1", hostile.from_1904(), "sheet.xlsx")
    assert "counts dates from 1904" in lantern.page(draft)


def test_f8_one_row_per_person_is_refused_before_storage_and_no_value_of_it_is_anywhere(lantern):
    name = "faults/TID_2025-26_Q1_one_row_per_person.csv"
    answer = lantern.send("2025-26-q1", name)
    assert answer.status_code == 422
    assert "Column B header" in text(answer)
    assert "one row per person" in text(answer)
    values = [line.split(",")[1] for line in demo(name).decode().splitlines()[1:]]
    assert not [value for value in values if value in text(answer)]
    assert found_anywhere("counts_on_someone") == []
    kept = Refusal.objects.values().get()
    assert set(kept) == {"id", "org_id", "person_id", "at", "size", "fingerprint", "codes", "cells"}
    assert kept["cells"] == ["B"]


def test_a_weak_sign_of_people_is_asked_before_anything_is_kept(lantern):
    rows = sheet_rows()
    data = hostile.workbook(
        [[*rows[0], "notes"], [*rows[1], 9434765919], *([*row, None] for row in rows[2:])]
    )
    asked = lantern.send("2025-26-q1", data, "sheet.xlsx")
    assert asked.status_code == 422
    assert "One question before anything is kept" in text(asked)
    assert "9434765919" not in text(asked)
    assert not Draft.objects.exists()
    key = asked.context["questions"][0].key
    assert lantern.send("2025-26-q1", data, "sheet.xlsx", **{f"answer:{key}": "yes"}).status_code == 302


def found_anywhere(marker):
    """Where a marker is found: tables of the database, the state folder, the folder for temporary files."""
    return [*_in_tables(marker), *_in_files(marker)]


def _in_tables(marker):
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(marker.lower() in str(row).lower() for row in cursor.fetchall()):
                yield table


def _in_files(marker):
    """Searched by another process: to open and close SQLite's files here would drop the locks that it holds on them."""
    states = {Path(os.environ["ALLIANCE_STATE"]), Path(settings.STATE_DIR)}
    inside = [path for state in states for path in state.rglob("*")] + list(
        Path(tempfile.gettempdir()).glob("*")
    )
    names = [str(path) for path in filter(_readable, inside)]
    found = subprocess.run(
        ["grep", "-laiF", "--", marker, *names], capture_output=True, text=True, check=False
    )
    return found.stdout.splitlines()


def _readable(path):
    return path.is_file() and os.access(path, os.R_OK) and path.stat().st_size < 50_000_000


def test_the_search_for_a_marker_finds_what_is_stored(lantern):
    other = MARKER[::-1]  # its traces must not be found by another test
    lantern.draft("2025-26-q1", _with(1, 1, other), "sheet.xlsx")
    assert "measures_draft" in found_anywhere(other)
