"""Charts as files, all from the chart that the page shows; workbooks, slides and packs are made in a process of their own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse

from alliance.contract.models import Alliance
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from frontend.charts.csv import csv_bytes
from frontend.charts.packs import picture, press
from frontend.charts.packs.cover import Cover
from frontend.charts.packs.pipe import NotMade
from frontend.charts.spec import ChartSpec
from frontend.charts.svg import standalone
from measures.dashboards.shapes import Dashboard, Page
from measures.statistics.rulesets import ALLIANCE_1

KINDS = (
    ("csv", "The numbers (CSV)"), ("xlsx", "A workbook (XLSX)"), ("svg", "The drawing (SVG)"), ("png", "A picture (PNG)"),
)  # fmt: skip
PACKS = (("pdf", "Board pack (PDF)"), ("pptx", "Slides (PPTX)"), ("xlsx", "Workbook (XLSX)"))
MEDIA = {
    "csv": "text/csv; charset=utf-8", "xlsx": press.XLSX, "svg": "image/svg+xml; charset=utf-8", "png": "image/png",
    "pdf": press.PDF, "pptx": press.PPTX,
}  # fmt: skip
Specs = Sequence[ChartSpec]
_ONE: Mapping[str, Callable[[ChartSpec], bytes]] = {
    "csv": csv_bytes, "svg": lambda spec: standalone(spec).encode(), "png": picture.png,
}  # fmt: skip
_PRESSED: Mapping[str, Callable[[Specs, Cover], bytes]] = {
    "xlsx": press.xlsx, "pptx": press.pptx, "pdf": press.pdf,
}  # fmt: skip


def packs() -> tuple[tuple[str, str], ...]:
    """The packs that this machine can make: a PDF only where text can be set, else the page is printed."""
    return tuple(each for each in PACKS if each[0] != "pdf" or press.typesets())


@dataclass(frozen=True, slots=True)
class Shown:
    """One chart of a page: of which release, whose answers, and what the address must say to show it again."""

    chart: ChartSpec | None
    release: int
    filters: str
    state: Mapping[str, str]


def of_page(found: Page) -> Shown:
    """The chart of a measure's page."""
    panel = found.panel
    return Shown(panel.chart if panel else None, found.release, panel.view.name if panel else "", found.state)


def answer(shown: Shown, kind: str, viewer: Viewer, address: str) -> HttpResponse:
    """The chart of a page as a file; NotFound where nothing is published."""
    spec, query = shown.chart, urlencode(shown.state)
    if spec is None:
        raise NotFound
    if kind in _ONE:
        return _file(_ONE[kind](spec), kind, spec.id)
    cover = _cover(viewer, spec.measure, shown.release, shown.filters, f"{address}?{query}")
    return _pressed([spec], kind, spec.id, cover)


def board_pack(board: Dashboard, kind: str, viewer: Viewer, address: str) -> HttpResponse:
    """Every measure in declared order, a title page first; NotFound where nothing is published, or no such pack is made here."""
    specs = [panel.chart for panel in board.panels]
    if not specs or kind not in dict(packs()):
        raise NotFound
    filters = f"All measures, {board.view.name}, to {board.period}"
    cover = _cover(viewer, "What we see together", board.release, filters, address)
    return _pressed(specs, kind, f"{viewer.slug}-release-{board.release}", cover)


def _cover(viewer: Viewer, title: str, release: int, filters: str, address: str) -> Cover:
    name = Alliance.objects.values_list("name", flat=True).get(id=viewer.alliance)
    return Cover(name, title, f"Release {release}", filters, str(ALLIANCE_1), address)


def _pressed(specs: Specs, kind: str, name: str, cover: Cover) -> HttpResponse:
    try:
        return _file(_PRESSED[kind](specs, cover), kind, name)
    except NotMade as failed:
        return HttpResponse(str(failed), status=503, content_type="text/plain; charset=utf-8")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    made = HttpResponse(content, content_type=MEDIA[kind])
    made["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return made
