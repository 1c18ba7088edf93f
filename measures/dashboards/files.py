"""A chart as a file, from the chart that the page shows; a workbook is made in a process of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.http import HttpResponse

from alliance.boot.system import PANGO
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from frontend.charts.csv import csv_bytes, metadata
from frontend.charts.packs import picture, press
from frontend.charts.packs.cover import Cover
from frontend.charts.packs.pipe import NotMade
from frontend.charts.spec import ChartSpec
from frontend.charts.svg import standalone
from measures.dashboards.change import ChangePage
from measures.dashboards.groups import GroupsPage
from measures.dashboards.kinds import PACKS
from measures.dashboards.lineups import LineUpPage
from measures.dashboards.shapes import Page
from measures.dashboards.units import UnitsPage
from measures.statistics.rulesets import ALLIANCE_1

KINDS = (
    ("csv", "The numbers (CSV)"), ("metadata.json", "What the numbers are (JSON)"), ("xlsx", "A workbook (XLSX)"), ("svg", "The drawing (SVG)"), ("png", "A picture (PNG)"),
)  # fmt: skip
MEDIA = {
    "csv": "text/csv; charset=utf-8", "metadata.json": "application/json", "xlsx": PACKS["xlsx"].media, "svg": "image/svg+xml; charset=utf-8", "png": "image/png",
}  # fmt: skip
_ONE: Mapping[str, Callable[[ChartSpec], bytes]] = {
    "csv": csv_bytes, "metadata.json": metadata, "svg": lambda spec: standalone(spec).encode(), "png": picture.png,
}  # fmt: skip


def packs() -> tuple[tuple[str, str], ...]:
    """The board packs that this machine can make, (kind, label): a PDF only where text can be set, else the page is printed."""
    known = [(kind, each.label) for kind, each in PACKS.items() if each.pressed]
    return tuple(each for each in known if each[0] != "pdf" or _typesets())


@cache
def _typesets() -> bool:
    return PANGO.path() is not None


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


def of_view(found: GroupsPage | LineUpPage) -> Shown:
    """The groups of a breakdown, or the twenty of a line-up."""
    return Shown(found.chart, found.release, found.view.name, found.state)


def of_partners(found: UnitsPage) -> Shown:
    """Each partner beside the others."""
    return Shown(found.chart, found.release, "Each partner", found.state)


def of_change(found: ChangePage, which: int) -> Shown:
    """One of the charts of a change: 1 is the first."""
    chart = dict(enumerate(found.charts, 1)).get(which)
    return Shown(chart, found.release, found.view.name, found.state)


def answer(shown: Shown, kind: str, viewer: Viewer, address: str) -> HttpResponse:
    """The chart of a page as a file; NotFound where nothing is published."""
    spec = shown.chart
    if spec is None:
        raise NotFound
    if kind in _ONE:
        return as_file(_ONE[kind](spec), f"{spec.id}.{kind}", MEDIA[kind])
    here = f"{address}?{urlencode(shown.state)}"
    front = cover(viewer, spec.measure, shown.release, shown.filters, here)
    try:
        return as_file(press.xlsx([spec], front), f"{spec.id}.{kind}", MEDIA[kind])
    except NotMade as failed:
        return HttpResponse(str(failed), status=503, content_type="text/plain; charset=utf-8")


def cover(viewer: Viewer, title: str, release: int, filters: str, address: str) -> Cover:
    """The title page of whatever is taken away."""
    return Cover(viewer.alliance_name, title, f"Release {release}", filters, str(ALLIANCE_1), address)


def as_file(content: bytes, name: str, media: str) -> HttpResponse:
    """A file to be saved under its name."""
    made = HttpResponse(content, content_type=media)
    made["Content-Disposition"] = f'attachment; filename="{name}"'
    return made
