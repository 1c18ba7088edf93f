"""Charts as slides: a title page, then one measure a slide with its native, editable charts and its story."""

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Length, Pt

from frontend.charts.alt import description
from frontend.charts.packs import cover as said
from frontend.charts.packs.cover import Cover
from frontend.charts.packs.native import natives
from frontend.charts.packs.pipe import answer
from frontend.charts.packs.slide_charts import Place, add_chart
from frontend.charts.spec import ChartSpec

PLUM, INK, SOFT, APRICOT = "421a39", "2b2027", "62545c", "fdeada"
_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_TITLE_ONLY = 5
_LEFT, _CHARTS, _SIDE = Inches(0.6), Inches(8.4), Inches(9.3)
Rows = Sequence[tuple[str, str]]


def slides(specs: Sequence[ChartSpec], cover: Cover) -> bytes:
    """The .pptx; what each chart says in words stands in its alternative text and in the notes."""
    show = Presentation()
    show.slide_width, show.slide_height = _WIDTH, _HEIGHT
    about = show.core_properties
    about.title, about.author, about.last_modified_by = cover.title, cover.alliance, cover.alliance
    about.comments = ""
    _first(show, cover)
    for spec in specs:
        _slide(show, spec)
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def _first(show: Any, cover: Cover) -> None:
    slide = show.slides.add_slide(show.slide_layouts[_TITLE_ONLY])
    _title(slide, cover.title, Inches(2.2), 40)
    _rows(slide, [("Alliance", cover.alliance), *cover.rows], (_LEFT, Inches(3.5), Inches(11), Inches(3)), 18)


def _slide(show: Any, spec: ChartSpec) -> None:
    slide = show.slides.add_slide(show.slide_layouts[_TITLE_ONLY])
    _rows(slide, [(spec.measure, "")], (_LEFT, Inches(0.15), Inches(12.1), Inches(0.35)), 13)
    _title(slide, spec.title, Inches(0.42), 22)
    lines = [("", spec.subtitle), ("Who is not in it", spec.missing)]
    _rows(slide, lines, (_LEFT, Inches(1.2), Inches(12.1), Inches(0.8)), 13)
    _charts(slide, spec)
    _story(slide, spec)
    foot = " · ".join(part for part in (spec.release, str(spec.ruleset or "")) if part)
    _rows(slide, [("", foot)], (_LEFT, Inches(6.95), Inches(12.1), Inches(0.35)), 11)
    slide.notes_slide.notes_text_frame.text = "\n".join(description(spec))


def _title(slide: Any, words: str, top: Length, size: int) -> None:
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = _LEFT, top, Inches(12.1), Inches(0.8)
    frame = title.text_frame
    frame.text, frame.word_wrap = words, True
    _look(frame.paragraphs[0], size, PLUM, bold=True, font="Georgia")


def _look(paragraph: Any, size: int, colour: str, *, bold: bool = False, font: str = "Segoe UI") -> None:
    paragraph.alignment = 1  # left
    for run in paragraph.runs:
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, font
        run.font.color.rgb = RGBColor.from_string(colour)


def _rows(slide: Any, rows: Rows, place: Place, size: int, fill: str = "") -> None:
    """A box of terms and words, one paragraph each."""
    box = (
        slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *place)
        if fill
        else slide.shapes.add_textbox(*place)
    )
    if fill:
        box.adjustments[0] = 0.04
        box.fill.solid()
        box.fill.fore_color.rgb = RGBColor.from_string(fill)
        box.line.fill.background()
        box._element.remove(
            box._element.find(qn("p:style"))
        )  # a shadow, in some programs even when told not to
    frame = box.text_frame
    frame.word_wrap, frame.vertical_anchor = True, 1  # top
    for at, (term, words) in enumerate(rows):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        _sentence(paragraph, term, words, size)


def _sentence(paragraph: Any, term: str, words: str, size: int) -> None:
    if term:
        paragraph.add_run().text = f"{term}: " if words else term
    paragraph.add_run().text = words
    _look(paragraph, size, INK if term else SOFT)
    paragraph.space_after = Pt(4)
    if term:
        paragraph.runs[0].font.bold = True


def _charts(slide: Any, spec: ChartSpec) -> None:
    """One native chart a panel, in a grid as wide as it must be."""
    found = natives(spec)
    columns = _columns(spec, len(found))
    width = Emu((_CHARTS if columns < 4 else Inches(12.1)) // columns)
    height = Emu(Inches(4.9 if columns < 4 else 4.3) // -(-len(found) // columns))
    for at, native in enumerate(found):
        place = (Emu(_LEFT + at % columns * width), Emu(Inches(2.0) + at // columns * height), width, height)
        words = " ".join(description(spec)) if len(found) == 1 else f"{native.name}. {spec.title}"
        add_chart(slide, native, place, words, legend=len(found) == 1)


def _columns(spec: ChartSpec, count: int) -> int:
    if spec.kind in ("strip", "classes") or count == 1:
        return count if spec.kind == "strip" else 1
    return next(columns for columns in (2, 3, 5, 8) if columns * columns >= count or columns == 8)


def _story(slide: Any, spec: ChartSpec) -> None:
    """The story and the events, beside the chart; below it where the charts take the whole width."""
    wide = _columns(spec, len(spec.panes)) >= 4
    events, told = said.events(spec), said.story(spec)
    height = Inches(2.6 if spec.story else 0.7)
    beside: Place = (_SIDE, Inches(2.1), Inches(3.5), height)
    if told:
        below: Place = (_LEFT, Inches(6.35), Inches(12.1), Inches(0.55))
        _rows(slide, told, below if wide else beside, 12 if wide else 13, APRICOT)
    if events and not wide:
        _rows(slide, events, (_SIDE, Emu(Inches(2.25) + height), Inches(3.5), Inches(1.9)), 13)


if __name__ == "__main__":
    answer(slides)
