"""The files that people take away, as bytes: what an exporting view or a worker calls. Light to import."""

from collections.abc import Sequence

from frontend.charts.packs import board_pack
from frontend.charts.packs.cover import Cover
from frontend.charts.packs.pipe import ask
from frontend.charts.spec import ChartSpec


def xlsx(specs: Sequence[ChartSpec], cover: Cover) -> bytes:
    """A workbook with native charts, tables and the method. NotMade where it fails."""
    return ask("workbook", tuple(specs), cover)


def pptx(specs: Sequence[ChartSpec], cover: Cover) -> bytes:
    """Slides with native charts and stories. NotMade where it fails."""
    return ask("slides", tuple(specs), cover)


def pdf(specs: Sequence[ChartSpec], cover: Cover) -> bytes:
    """The tagged board pack. NotMade where it fails: it needs the text library Pango, without which offer the print dialogue."""
    return ask("typeset", board_pack.page(specs, cover))
