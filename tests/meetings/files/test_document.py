"""Minutes as a document: what is in it, how it is built, and that no words break it."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from defusedxml.ElementTree import fromstring
from docx.oxml.ns import qn

from alliance.papers.scan.kinds import KINDS
from alliance.papers.scan.look import look
from meetings.files.document import MinutesPaper, Stretch, document

PAPER = MinutesPaper(
    alliance="Stonebridge", ref="MT-003", title="Leadership team", when="14 July 2026, 10:00 to 12:00", place="Town Hall, room 2",
    made=datetime(2026, 7, 16, 9, tzinfo=UTC), standing=("Version 2, issued 16 July 2026.", "Not official yet."),
    record=(Stretch("Present", ["Stonebridge Council: in the room from 10:00 to the end"]), Stretch("Quorum", ["4 of 4 members were represented."]), Stretch("Agenda", ["1. Beds", "D-001 Beds: carried."])),
    text="1. Weekly calls\n\nWe agreed.\n\n- one\n- two\n\n2. Fridays\n\nNot yet.",
    accepted=(("Stonebridge Council", "17 July 2026, 09:12"), ("Kinfolk Centre", "not yet")), proof="The register held 412 entries.",
)  # fmt: skip


def opened(paper: MinutesPaper = PAPER):
    return docx.Document(io.BytesIO(document(paper)))


def table(made, head: str) -> list[list[str]]:
    (found,) = [one for one in made.tables if one.rows[0].cells[0].text == head and len(one.rows) > 1][:1]
    return [[cell.text for cell in row.cells] for row in found.rows]


def test_headings_are_headings_in_their_order() -> None:
    found = [
        (one.style.name, one.text)
        for one in opened().paragraphs
        if one.style.name.startswith(("Title", "Heading"))
    ]
    assert found == [
        ("Title", "Leadership team: minutes"), ("Heading 1", "Present"), ("Heading 1", "Quorum"), ("Heading 1", "Agenda"), ("Heading 2", "1. Beds"),
        ("Heading 1", "What was said and agreed"), ("Heading 2", "1. Weekly calls"), ("Heading 2", "2. Fridays"),
        ("Heading 1", "Acceptance"),
    ]  # fmt: skip


def test_the_record_is_a_list_and_acceptance_a_table() -> None:
    made = opened()
    assert [one.text for one in made.paragraphs if one.style.name == "List Bullet"] == [
        "Stonebridge Council: in the room from 10:00 to the end", "4 of 4 members were represented.", "D-001 Beds: carried.", "one", "two",
    ]  # fmt: skip
    assert table(made, "Organisation")[1:] == [
        ["Stonebridge Council", "17 July 2026, 09:12"],
        ["Kinfolk Centre", "not yet"],
    ]


def test_every_table_has_a_header_row_that_comes_again_on_each_page() -> None:
    for one in opened().tables:
        first, *others = one.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)


def test_the_file_says_what_it_is_and_in_which_language() -> None:
    made = opened()
    told = made.core_properties
    assert (told.title, told.language, told.author) == (
        "Minutes of MT-003 Leadership team",
        "en-GB",
        "Stonebridge",
    )
    assert told.created.replace(tzinfo=UTC) == PAPER.made
    assert {one.get(qn("w:val")) for one in made.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert (made.sections[0].page_width.cm, made.sections[0].page_height.cm) == pytest.approx(
        (21, 29.7), abs=0.01
    )


def test_text_in_one_piece_keeps_its_numbered_headings() -> None:
    made = opened(
        replace(
            PAPER,
            text="Present\n- Council\n\n1. Weekly calls\n\nWe agreed on 3. of May.\n2026 was long.\n",
        )
    )
    assert [one.text for one in made.paragraphs if one.style.name == "Heading 2"][1:] == ["1. Weekly calls"]
    assert "We agreed on 3. of May." in [one.text for one in made.paragraphs]


def test_what_is_not_there_has_no_heading() -> None:
    bare = MinutesPaper("S", "MT-001", "T", "when", "place", PAPER.made)
    assert [one.text for one in opened(bare).paragraphs if one.style.name.startswith("Heading")] == []
    assert opened(bare).tables == []


@pytest.mark.parametrize(
    "words",
    [
        "\x00\x01\x1f",
        "<w:p/>&amp;]]>",
        "\ufffe\uffff",
        "\ud800",
        "a\r\nb",
        "é🜁" * 500,
        "{{ x }}",
        "=cmd|'/C calc'!A0",
    ],
)
def test_no_words_break_the_document(words: str) -> None:
    paper = replace(
        PAPER, title=words, place=words, standing=(words,), record=(Stretch(words, [words]),), proof=words,
        text=words, alliance=words, accepted=((words, words),),
    )  # fmt: skip
    data = document(paper)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                fromstring(archive.read(name))
    assert opened(paper).tables


def test_our_own_document_may_be_attached_and_fetches_nothing() -> None:
    data = document(PAPER)
    assert look(data, "minutes.docx") == KINDS["docx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [
            name
            for name in archive.namelist()
            if name.endswith(".rels") and re.search(rb"External", archive.read(name))
        ]
