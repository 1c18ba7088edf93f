"""Minutes as a document that people may work on: headings that are headings, tables with header rows, British English."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

from frontend.plain import for_xml
from meetings.minutes.wording import Kind, Run, blocks

LANGUAGE, FONT = "en-GB", "Arial"
LONGEST = 255  # letters that a file may say of itself in one place
STYLES = {Kind.HEADING: "Heading 2", Kind.POINT: "List Bullet", Kind.WORDS: "Normal"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the record: its heading, and its lines."""

    heading: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class MinutesPaper:
    """Everything that a document of minutes says, in words already.

    `standing` says how far they are accepted, a sentence each; `record` is the part that nobody types, `text` what
    people wrote; `accepted` has a row (organisation, when) for each that was there; `proof` says how the register stood
    when they were issued; `made` is when that was (aware).
    """

    alliance: str
    ref: str
    title: str
    when: str
    place: str
    made: datetime
    standing: tuple[str, ...] = ()
    record: tuple[Stretch, ...] = ()
    text: str = ""
    accepted: tuple[tuple[str, str], ...] = ()
    proof: str = ""


def document(paper: MinutesPaper) -> bytes:
    """The minutes as a .docx file on A4."""
    made = docx.Document()
    _dress(made, paper)
    made.add_paragraph(for_xml(f"{paper.title}: minutes"), style="Title")
    for line in (f"{paper.alliance}, {paper.ref}", paper.when, paper.place, *paper.standing):
        made.add_paragraph(for_xml(line))
    for one in paper.record:
        _stretch(made, one)
    _written(made, paper)
    _acceptance(made, paper)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _stretch(made: Document, one: Stretch) -> None:
    made.add_heading(for_xml(one.heading), 1)
    for block in blocks(for_xml("\n".join(one.lines))):
        style = STYLES[Kind.HEADING if block.kind is Kind.HEADING else Kind.POINT]
        for line in block.lines:
            _say(made.add_paragraph(style=style), line)


def _written(made: Document, paper: MinutesPaper) -> None:
    if paper.text:
        made.add_heading("What was said and agreed", 1)
    for block in blocks(for_xml(paper.text)):
        for line in block.lines:
            _say(made.add_paragraph(style=STYLES[block.kind]), line)


def _say(paragraph: Paragraph, line: Sequence[Run]) -> None:
    for run in line:
        paragraph.add_run(run.words).bold = run.strong or None


def _acceptance(made: Document, paper: MinutesPaper) -> None:
    if paper.accepted:
        made.add_heading("Acceptance", 1)
        _table(made, ("Organisation", "Accepted"), paper.accepted, (8, 8))
    if paper.proof:
        made.add_paragraph(for_xml(paper.proof))


def _table(
    made: Document, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
) -> None:
    """A table whose first row is its header, on every page again; widths in centimetres."""
    table = made.add_table(rows=1, cols=len(head), style="Table Grid")
    table.autofit = False
    _mark(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader", val="true")
    _fill(table, 0, head, bold=True)
    for values in rows:
        row = table.add_row()
        _mark(row._tr.get_or_add_trPr(), "w:cantSplit", val="true")
        _fill(table, len(table.rows) - 1, values)
    for column, width in zip(table.columns, widths, strict=True):
        for cell in column.cells:
            cell.width = Cm(width)
    made.add_paragraph()


def _fill(table: Table, row: int, values: Sequence[str], *, bold: bool = False) -> None:
    for cell, words in zip(table.rows[row].cells, values, strict=True):
        run = cell.paragraphs[0].add_run(for_xml(words))
        run.bold = bold
        cell.paragraphs[0].paragraph_format.space_after = Pt(2)


def _mark(parent: object, name: str, **values: str) -> None:
    """Add an element to the document's own XML, which the library has no word for."""
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)  # type: ignore[attr-defined]  # an lxml element


def _dress(made: Document, paper: MinutesPaper) -> None:
    """Paper, type, language, and what the file says of itself."""
    told = made.core_properties
    alliance = for_xml(paper.alliance)[:LONGEST]
    told.title, told.subject = for_xml(f"Minutes of {paper.ref} {paper.title}")[:LONGEST], alliance
    told.author = told.last_modified_by = alliance
    told.language, told.comments, told.keywords = LANGUAGE, "", paper.ref[:LONGEST]
    told.created = told.modified = paper.made
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        _type(made, name)
    normal = made.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)  # noqa: S101 - the library's own template has it
    normal.font.size, normal.paragraph_format.space_after = Pt(11), Pt(6)
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    _page(made.sections[0], paper)


def _type(made: Document, name: str) -> None:
    """One typeface throughout, in black, as everybody's computer has it."""
    style = made.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - as above
    style.font.name = FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if key.endswith("Theme"):
            del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{key}"), FONT)
    for colour in style.element.rPr.findall(qn("w:color")):
        style.element.rPr.remove(colour)


def _page(section: Section, paper: MinutesPaper) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    foot = section.footer.paragraphs[0]
    foot.add_run(for_xml(f"{paper.ref}, page "))
    _field(foot, "PAGE")


def _field(paragraph: Paragraph, code: str) -> None:
    """A number that the reader's program fills in."""
    run = paragraph.add_run()._r
    _mark(run, "w:fldChar", fldCharType="begin")
    words = OxmlElement("w:instrText")
    words.text = code
    run.append(words)
    _mark(run, "w:fldChar", fldCharType="end")
