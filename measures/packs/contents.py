"""What a pack says: the charts that the dashboard shows, under a cover that says where the same is found again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from frontend.charts.packs import press
from frontend.charts.packs.cover import Cover
from frontend.charts.packs.packet import packet
from frontend.charts.spec import ChartSpec
from measures.dashboards.files import cover, packs
from measures.dashboards.queries import dashboard
from measures.dashboards.shapes import Asked, Dashboard
from measures.packs.evidence import evidence
from measures.releases.queries import ALL, CHARTED

_PRESSED: Mapping[str, Callable[[Sequence[ChartSpec], Cover], bytes]] = {
    "pdf": press.pdf, "pptx": press.pptx, "xlsx": press.xlsx,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that one file is made from; `asked` names the release, so that it means the same later on."""

    kind: str
    name: str
    asked: Asked
    cover: Cover
    specs: tuple[ChartSpec, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """SHA-256 over all of it: two wishes with one mark are one file."""
        said = (self.kind, self.name, self.cover, self.specs, sorted(self.files.items()))
        return sha256(repr(said).encode()).hexdigest()

    def made(self) -> bytes:
        """The file. NotMade where it fails; a board pack takes seconds."""
        if self.kind == "evidence":
            return packet(self.specs, self.files)
        return _PRESSED[self.kind](self.specs, self.cover)


def contents(viewer: Viewer, kind: str, asked: Asked) -> Contents:
    """What this viewer would be given; NotFound where nothing is published, or no such file is made here.

    An evidence packet shows all of a release, whatever view or span is asked for. Reading it again is how a download is
    authorised: whoever sees the same dashboard has the same mark.
    """
    asked = Asked(release=asked.release) if kind == "evidence" else asked
    board = dashboard(viewer, asked, which=ALL if kind == "evidence" else CHARTED)
    if not board.panels or kind not in ("evidence", *dict(packs())):
        raise NotFound
    if kind == "evidence":
        return _evidence(viewer, board)
    asked = replace(asked, release=board.release, ledger=board.ledger)
    first = f"from {asked.first} " if asked.first else ""
    filters = f"All measures, {board.view.name}, {first}to {asked.last or board.period}"
    return Contents(
        kind, f"{viewer.slug}-release-{board.release}", asked,
        cover(viewer, "What we see together", board.release, filters, _address(viewer, _said(asked))),
        tuple(panel.chart for panel in board.panels),
    )  # fmt: skip


def _evidence(viewer: Viewer, board: Dashboard) -> Contents:
    """Every chart of every view, with what the figures rest on."""
    specs = (
        chart for panel in board.panels for chart in (panel.chart, *(each.chart for each in panel.small))
    )
    here = _address(viewer, {"release": board.release})
    return Contents(
        "evidence", f"{viewer.slug}-release-{board.release}-evidence", Asked(release=board.release),
        cover(viewer, "Evidence", board.release, "Every view of every measure", here),
        tuple(spec for spec in specs if spec), evidence(viewer, board, here),
    )  # fmt: skip


def _said(asked: Asked) -> dict[str, Any]:
    names = ("view", "first", "last", "release", "ledger")
    return {name: value for name in names if (value := getattr(asked, name)) not in ("", None)}


def _address(viewer: Viewer, said: Mapping[str, Any]) -> str:
    return f"{settings.SITE_ADDRESS}{reverse('measures', args=[viewer.slug])}?{urlencode(said)}"
