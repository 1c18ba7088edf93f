"""Packs say what the page says: workbooks, slides, the board pack and pictures are read back number by number."""

import hashlib
import io
import json
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from alliance.boot.system import PANGO, POPPLER, strict
from frontend.charts.alt import description
from frontend.charts.packs import cover as said
from frontend.charts.packs import press
from frontend.charts.packs.native import Native, natives
from frontend.charts.packs.packet import packet
from frontend.charts.packs.picture import png
from frontend.charts.packs.pipe import NotMade, ask
from frontend.charts.packs.slides import slides
from frontend.charts.packs.workbook import workbook
from frontend.charts.spec import ChartSpec
from frontend.charts.table import table
from frontend.examples import CHARTS, change, groups, over_time
from tests.frontend.charts.small import lines, published, small

COVER = said.Cover(
    "Northmere Recovery Alliance", "What we see together", "Edition 3", "All partners", "alliance/1", "/a/n/"
)
pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def specs() -> list[ChartSpec]:
    return [make() for make in CHARTS]


def drawn(native: Native) -> list[list[float | None]]:
    """What each series of a native chart holds; bars are one series."""
    return [list(series.values) for series in native.series if native.style != "bars" or series.dash]


def test_office_programs_are_given_every_figure_and_line(specs: list[ChartSpec]) -> None:
    for spec in specs:
        charts = natives(spec)
        marks = [s for native in charts for s in native.series if s.figures and s.shape != "none"]
        found = sorted(value for series in marks for value in series.values if value is not None)
        assert found == sorted(float(value) for _, value, _, _ in published(spec))
        every = {value for native in charts for series in native.series for value in series.values}
        assert {float(value) for line in lines(spec) for value in line if value} <= every


def test_a_workbook_read_back_has_the_table_the_charts_and_their_words(specs: list[ChartSpec]) -> None:
    made = workbook(specs, COVER)
    book = load_workbook(io.BytesIO(made))
    assert book.sheetnames[0] == "About"
    assert book.sheetnames[-2:] == ["Method", "Drawn from"]
    about = {str(row[0].value): row[1].value for row in book["About"].iter_rows()}
    assert (about["Alliance"], about["Release"], about["Rules"]) == (
        COVER.alliance,
        "Edition 3",
        "alliance/1",
    )
    for spec, name in zip(specs, book.sheetnames[1:-2], strict=True):
        sheet = book[name]
        assert shown(sheet, spec) == [list(row) for row in table(spec).rows]
        for chart, native in zip(sheet._charts, natives(spec), strict=True):
            assert [cells(book, series) for series in chart.series] == drawn(native)
        texts = {str(row[0].value) for row in sheet.iter_rows()}
        assert {spec.title, *description(spec)} <= texts
        long = {str(row[0].value): row[0].alignment.wrap_text for row in sheet.iter_rows() if row[0].value}
        assert all(
            long[words] for words in (spec.subtitle, *description(spec))
        )  # one line would shrink the sheet on paper
    assert alternatives(made, specs)


def test_headings_stand_on_the_side_of_their_figures_in_rows_as_tall_as_their_words() -> None:
    wordy = over_time.xmr()
    wordy = replace(wordy, axis=replace(wordy.axis, label="Share who said that they are well most days"))
    rows = list(load_workbook(io.BytesIO(workbook([wordy], COVER))).worksheets[1].iter_rows())
    head = next(at for at, row in enumerate(rows) if row[1].value == table(wordy).columns[1])
    sheet = rows[head][0].parent
    assert sheet.row_dimensions[head + 1].height >= 45
    for heading, *below in zip(*rows[head : head + 4], strict=True):
        sides = {cell.alignment.horizontal for cell in below if isinstance(cell.value, int | float)}
        assert sides <= {heading.alignment.horizontal}
    assert rows[head][1].alignment.horizontal == "right"


def shown(sheet, spec: ChartSpec) -> list[list[str]]:
    """The published table as it stands on the sheet, with the decimals that each number is shown with."""
    rows = [list(row) for row in sheet.iter_rows()]
    start = next(
        at
        for at, row in enumerate(rows)
        if [c.value for c in row][: len(table(spec).columns)] == list(table(spec).columns)
    )
    block = rows[start + 1 : start + 1 + len(table(spec).rows)]
    return [[as_shown(cell) for cell in row[: len(table(spec).columns)]] for row in block]


def as_shown(cell) -> str:
    if isinstance(cell.value, int | float):
        return f"{cell.value:.{len(cell.number_format.partition('.')[2])}f}"
    return cell.value or ""


def cells(book, series) -> list[float | None]:
    """The cells that a series is drawn from."""
    reference = (series.val or series.yVal).numRef.f
    name, _, span = reference.rpartition("!")
    first, _, last = span.replace("$", "").partition(":")
    return [row[0].value for row in book[name.strip("'")][f"{first}:{last or first}"]]


def alternatives(made: bytes, specs: list[ChartSpec]) -> bool:
    """Every chart of the workbook has its words."""
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        drawings = [
            parts.read(name) for name in parts.namelist() if re.search(r"drawings/drawing\d+.xml", name)
        ]
    words = [
        each.get("descr", "")
        for part in drawings
        for each in ET.fromstring(part).iter()
        if each.tag.endswith("}cNvPr")
    ]
    assert len(words) == sum(len(spec.panes) for spec in specs)
    return all(words) and all(" ".join(description(s)) in words for s in specs if not s.panels)


def test_slides_read_back_have_native_charts_gaps_words_and_stories(specs: list[ChartSpec]) -> None:
    show = Presentation(io.BytesIO(slides(specs, COVER)))
    first, *others = show.slides
    assert all(words in said_on(first) for words in (COVER.title, COVER.alliance, "Edition 3", "alliance/1"))
    for slide, spec in zip(others, specs, strict=True):
        charts = [shape for shape in slide.shapes if shape.has_chart]
        for shape, native in zip(charts, natives(spec), strict=True):
            kept = [v if native.style != "dots" else [x for x in v if x is not None] for v in drawn(native)]
            assert [list(series.values) for series in shape.chart.plots[0].series] == kept
            assert shape._element.nvGraphicFramePr.cNvPr.get("descr")
        told = said_on(slide)
        assert slide.shapes.title.text == spec.title
        assert all(words in told for row in (*said.story(spec), *said.events(spec)) for words in row)
        assert slide.notes_slide.notes_text_frame.text == "\n".join(description(spec))


def said_on(slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_texts_that_look_like_formulas_stay_texts_in_a_workbook() -> None:
    made = workbook([small(title="=1+1", missing="@all")], COVER)
    sheet = load_workbook(io.BytesIO(made)).worksheets[1]
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("'=1+1", "s")


def test_the_board_pack_read_back_is_tagged_and_has_every_number_story_and_word() -> None:
    for needed in (PANGO, POPPLER):
        if not needed.path():
            missing = f"{needed.what} is not installed: apt-get install {needed.package}"
            pytest.fail(missing) if strict() else pytest.skip(missing)
    some = [over_time.dots(), over_time.xmr(), change.strip(), groups.funnel()]
    made = press.pdf(some, COVER)
    about = subprocess.run(
        ["pdfinfo", "-meta", "-"], input=made, capture_output=True, check=True
    ).stdout.decode()
    assert 'pdfuaid:part="1"' in about
    assert not re.search(r"creator|Author", about)
    _is_tagged(made, some)
    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=made, capture_output=True, check=True)
    text = " ".join(read.stdout.decode().split())
    column = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True)
    flow = plain(re.sub(rf"{COVER.alliance}\s+\d+ of \d+", "", column.stdout.decode()))
    assert text.count(" of ") > len(some)
    for spec in some:
        for row in table(spec).rows:
            assert all(word in text for cell in row for word in cell.split())
        numbers = [value for _, value, _, _ in published(spec)] + [
            v for line in lines(spec) for v in line if v
        ]
        assert all(re.search(rf"(?<![\d.]){re.escape(value)}(?![\d]|\.\d)", text) for value in numbers)
        told = [spec.title, spec.subtitle, spec.missing, *description(spec)]
        told += [words for row in (*said.story(spec), *said.events(spec), *said.card(spec)) for words in row]
        assert [words for words in told if plain(words) not in flow] == []
    assert said.NO_STORY in text


def _is_tagged(made: bytes, some: list[ChartSpec]) -> None:
    """What a screen reader asks of the file: its title and language, each drawing's own words, each cell's headings."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL)
    tree = b"\n".join([made, *(_unpacked(each) for each in packed)])
    assert re.search(rb"/Lang \(en-GB\)", tree)
    assert re.search(rb"/Marked true", tree)
    assert re.search(rb"/DisplayDocTitle true", tree)
    assert len(re.findall(rb"/S /Figure\b", tree)) == len(re.findall(rb"/Alt ", tree)) == len(some)
    heads = sum(len(table(spec).columns) + len(table(spec).rows) * table(spec).heads for spec in some)
    assert len(re.findall(rb"/S /TH\b", tree)) >= heads
    cells = sum(len(row) - table(spec).heads for spec in some for row in table(spec).rows)
    assert len(re.findall(rb"/Headers ", tree)) >= cells


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def plain(words: str) -> str:
    """Words without what a typesetter may put between them: a line's end, a hyphen at it."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", words)


def test_an_evidence_packet_names_every_file_with_its_hash_and_is_the_same_twice() -> None:
    spec = over_time.xmr()
    made = packet([spec], {"ledger.txt": b"12 release.published 3\n"})
    assert made == packet([spec], {"ledger.txt": b"12 release.published 3\n"})
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        held = {name: packed.read(name) for name in packed.namelist()}
    sums = dict(reversed(line.split("  ")) for line in held.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in held.items()}
    kept = json.loads(held["charts/wellbeing/spec.json"])
    assert [point["value"] for point in kept["points"] if point["value"]] == [
        v for _, v, _, _ in published(spec)
    ]
    assert held["ledger.txt"] == b"12 release.published 3\n"
    assert said.NO_STORY in held["charts/wellbeing/story.txt"].decode()
    page = ET.fromstring(
        held["charts/wellbeing/table.html"]
        .decode()
        .replace("<!doctype html>", "")
        .replace('<meta charset="utf-8">', "")
    )
    assert [cell.text or "" for cell in page.iter("td")] == [c for row in table(spec).rows for c in row[1:]]


def test_a_picture_is_the_drawing_at_twice_its_size() -> None:
    made = png(over_time.xmr())
    assert made.startswith(b"\x89PNG\r\n")
    assert struct.unpack(">II", made[16:24]) == (1520, 776)


def test_what_cannot_be_made_is_said_in_a_sentence() -> None:
    with pytest.raises(NotMade, match="Print the page instead"):
        ask("workbook", "not a chart")


def test_the_web_server_loads_none_of_the_slow_libraries() -> None:
    asked = "import sys, frontend.charts.packs.press; print({'pptx', 'xlsxwriter', 'weasyprint'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
