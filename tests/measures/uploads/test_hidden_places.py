"""What is hidden is asked about; and what the child process that reads may not do."""

import subprocess
import sys

import pytest

from measures.uploads.child import ROOT
from measures.uploads.reading import pipeline
from tests.measures.uploads.hostile import hidden_row, ods, workbook

POSTCODE = "lives at NE8 4AB"


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
