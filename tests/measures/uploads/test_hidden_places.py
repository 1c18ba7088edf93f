"""Identifiers hide beside the cells too: every such place is looked into."""

import subprocess
import sys

import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from measures.uploads.child import ROOT
from measures.uploads.reading import pipeline
from tests.measures.uploads.hostile import comment, hidden_row, hidden_sheet, ods, workbook

POSTCODE = "lives at NE8 4AB"


def _header(book):
    book.active.oddHeader.center.text = POSTCODE


def _validation(book):
    book.active.add_data_validation(DataValidation(type="list", formula1=f'"a,{POSTCODE}"', sqref="Z1"))


def _prompt(book):
    book.active.add_data_validation(DataValidation(type="whole", prompt=POSTCODE, sqref="Z1"))


def _defined(book):
    book.defined_names["note"] = DefinedName("note", attr_text=f'"{POSTCODE}"')


def _property(book):
    book.properties.description = POSTCODE


def _sheet_name(book):
    book.create_sheet("NE8 4AB")


def _very_hidden(book):
    hidden_sheet(book)
    book["Old"]["A1"] = "NE8 4AB"


def _hidden_column(book):
    book.active["P2"] = "NE8 4AB"
    book.active.column_dimensions["P"].hidden = True


PLACES = [
    pytest.param(comment(POSTCODE), id="comment"),
    pytest.param(_header, id="page-header"),
    pytest.param(_validation, id="validation-list"),
    pytest.param(_prompt, id="validation-prompt"),
    pytest.param(_defined, id="defined-name"),
    pytest.param(_property, id="document-property"),
    pytest.param(_sheet_name, id="sheet-name"),
    pytest.param(_very_hidden, id="very-hidden-sheet"),
    pytest.param(_hidden_column, id="hidden-column"),
]


@pytest.mark.parametrize("change", PLACES)
def test_a_postcode_is_found_wherever_it_hides(change):
    read = pipeline.read(workbook(change=change), "sheet.xlsx", {})
    assert "person.postcode" in [finding.code for finding in read.findings]
    assert read.grid is None
    assert "NE8 4AB" not in repr(read)


def test_the_file_name_is_looked_at_and_not_repeated():
    read = pipeline.read(workbook(), "NE8 4AB.xlsx", {})
    assert [finding.code for finding in read.findings if finding.level == "stop"] == ["person.postcode"]
    assert "NE8" not in repr(read.findings)


def test_a_comment_in_an_ods_is_looked_at_and_is_not_part_of_its_cell():
    cell = f"<office:annotation><text:p>{POSTCODE}</text:p></office:annotation><text:p>adults</text:p>"
    made = ods(
        f'<table:table-row><table:table-cell office:value-type="string">{cell}</table:table-cell></table:table-row>'
    )
    read = pipeline.read(made, "sheet.ods", {})
    assert "person.postcode" in [finding.code for finding in read.findings]
    assert "readers.differ" not in [finding.code for finding in read.findings]


def test_hidden_rows_are_asked_once_and_the_answer_is_kept():
    data = workbook(change=hidden_row)
    asked = [finding for finding in pipeline.read(data, "", {}).findings if finding.level == "question"]
    assert [finding.key for finding in asked] == ["hidden:Q1"]
    assert not [
        one for one in pipeline.read(data, "", {"hidden:Q1": "use"}).findings if one.level == "question"
    ]
    assert pipeline.read(data, "", {"hidden:Q1": "no"}).grid is None


FORBIDDEN = [
    pytest.param("socket.create_connection(('127.0.0.1', 9))", "PermissionError", id="network"),
    pytest.param("open('kept.txt', 'w')", "PermissionError", id="writing"),
    pytest.param("subprocess.run(['true'])", "PermissionError", id="another-process"),
    pytest.param("bytearray(2 << 30)", "MemoryError", id="memory"),
]


@pytest.mark.parametrize(("attempt", "refusal"), FORBIDDEN)
def test_the_child_cannot(attempt, refusal):
    script = f"import socket, subprocess\nfrom measures.uploads.reading.__main__ import confine\nconfine()\n{attempt}"
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert refusal in ended.stderr


def test_the_child_knows_nothing_of_django_and_starts_quickly():
    script = "import sys, measures.uploads.reading.__main__\nprint('django' in sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == "False"
