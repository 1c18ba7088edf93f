"""What lies in an evidence packet beside its charts: the figures of a release, what they rest on, and a program to check them.

Of people there is nothing: seals name bodies, and the lines of the log name no actor.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from alliance.door.access import Viewer
from alliance.ledger import queries as ledger
from frontend.charts.spec import ChartSpec
from measures.dashboards.shapes import Dashboard
from measures.plan.queries import plan
from measures.plan.reading import MeasureVersion, Plan
from measures.releases.parameters import STANDARD
from measures.releases.queries import Figure, ReleasePage, release, succeeded_at, thresholds
from measures.statistics.reading import Reading, ReadStretch

PROGRAM = Path(__file__).with_name("recompute")
TYPES = (
    "release.opened", "release.audited", "release.sealed", "release.published", "release.thresholds_set",
    "release.withdrawn", "limits.recorded",
)  # fmt: skip
ALL = 1_000_000


def evidence(viewer: Viewer, board: Dashboard, address: str) -> dict[str, bytes]:
    """By name, every file of the packet but those of its charts. `board` is the whole dashboard as of the release."""
    page, held = release(viewer, board.release), plan(viewer)
    said = {
        "release.json": _release(viewer, board, page, address), "plan.json": _plan(board, held),
        "figures.json": [_figure(each) for each in _in_order(board, page)], "stretches.json": _stretches(board),
    }  # fmt: skip
    files = {name: _json(value) for name, value in said.items()}
    program = {f"recompute/{each.name}": _alone(each) for each in sorted(PROGRAM.glob("*.py"))}
    lines = "".join(f"{line}\n" for line in _log(viewer, page.number, succeeded_at(viewer, page.number)))
    read_me = {"README.txt": (PROGRAM / "README.txt").read_bytes()}
    return read_me | program | files | {"ledger.txt": lines.encode()}


def _alone(module: Path) -> bytes:
    """A module of the program as it stands in a packet, where the rest of the project is not."""
    return module.read_text(encoding="utf-8").replace("measures.packs.recompute", "recompute").encode()


def _release(viewer: Viewer, board: Dashboard, page: ReleasePage, address: str) -> dict[str, Any]:
    return {
        "alliance": viewer.alliance_name, "release": page.number, "period": page.period, "restates": page.restates,
        "published_at": page.published_at, "tried": page.tried, "key": page.key_id, "content": page.content,
        "address": address, "sealed_by": [each.body for each in page.seals], "releases": board.releases,
        "thresholds": {each.number: _thresholds(each.values) for each in thresholds(viewer).series},
        "withdrawn": [
            {"period": each.period, "measure": each.measure, "view": each.view, "reason": each.reason}
            for each in page.withdrawals
        ],
    }  # fmt: skip


def _thresholds(values: Mapping[str, int]) -> dict[str, str]:
    """Every threshold of a series, those that no decision may change among them."""
    return {
        name: str(value) for name, value in (asdict(STANDARD) | dict(values)).items() if name != "version"
    }


def _plan(board: Dashboard, held: Plan) -> dict[str, Any]:
    return {
        "periods": [
            {"code": each.code, "first": each.starts_on, "series": board.series.get(each.code)} for each in board.periods
        ],
        "measures": [_measure(each) for each in held.measures],
        "views": [
            {"code": each.code, "name": each.name, "part": bool(each.cohorts or each.dimension)} for each in board.views
        ],
    }  # fmt: skip


def _measure(each: MeasureVersion) -> dict[str, Any]:
    return {
        "code": each.code, "version": each.version, "wording": each.wording, "kind": each.kind,
        "categories": each.categories, "low": each.low, "high": each.high, "sensitive": each.sensitive,
        "from": each.valid_from, "until": each.ended_on,
    }  # fmt: skip


def _in_order(board: Dashboard, page: ReleasePage) -> list[Figure]:
    """The figures in the order in which the release declared them: its own period, then the others; measure, view, figure."""
    periods = {each.code: at for at, each in enumerate(board.periods)}
    measures = {each.code: at for at, each in enumerate(board.measures)}
    views = {each.code: at for at, each in enumerate(board.views)}
    kept = [each for panel in board.panels for each in panel.figures]
    known = {each.code: each.categories for each in board.measures}

    def place(each: Figure) -> tuple[Any, ...]:
        _, _, name = each.figure.partition(":")
        category, _, share = name.partition(":")
        at = known[each.measure].index(category) if category in known[each.measure] else 0
        own = each.period != page.period
        return own, periods[each.period], measures[each.measure], views.get(each.view, len(views)), bool(name), at, bool(share)  # fmt: skip

    return sorted(kept, key=place)


def _figure(each: Figure) -> dict[str, Any]:
    cell = each.cell
    named: dict[str, Any] = {
        name: getattr(each, name) for name in ("period", "view", "measure", "figure", "partners")
    }
    said = {
        name: getattr(cell, name) for name in ("text", "number", "step", "n", "n_text", "note", "release")
    }
    interval = cell.interval
    ends = {"lower": interval.lower, "upper": interval.upper, "interval": interval.text} if interval else {}
    return named | {"state": cell.state.value} | said | ends


def _stretches(board: Dashboard) -> dict[str, Any]:
    """By chart, of what it is, where its limits start anew, and what each stretch rests on."""
    return {
        spec.id: {"measure": code, "view": view, "stretches": [_stretch(each) for each in read.stretches]}
        for code, view, spec, read in _readings(board)
    }


def _readings(board: Dashboard) -> Iterator[tuple[str, str, ChartSpec, Reading]]:
    for panel in board.panels:
        yield panel.code, panel.view.code, panel.chart, panel.reading
        yield from ((panel.code, each.view, each.chart, each.reading) for each in panel.small if each.chart)


def _stretch(each: ReadStretch) -> dict[str, Any]:
    segment = each.segment
    steps = [{"reason": step.reason, "cites": step.cites} for step in segment.decisions]
    return {
        "first": segment.first, "end": segment.end, "baseline": segment.baseline, "chart": each.choice.chart,
        "why": each.choice.why, "steps": steps,
    }  # fmt: skip


def _log(viewer: Viewer, number: int, ended: datetime | None) -> Iterator[str]:
    """What the log says of releases up to this one, of limits until the next one (`ended`), and of what was taken back since;
    its hashes are on the log's page."""
    for event, leaf in reversed(ledger.stretch(viewer.alliance, types=TYPES, first=0, last=ALL)):
        late = event.type == "limits.recorded" and ended is not None and event.at >= ended
        if (not late and event.body.get("number", 0) <= number) or event.type == "release.withdrawn":
            said = {
                name: event.body[name]
                for name in ("number", "content", "measure", "series")
                if name in event.body
            }
            words = " ".join(f"{name} {value}" for name, value in said.items())
            yield f"{event.seq} {event.at.isoformat()} {event.type} {words} leaf {leaf}".replace("  ", " ")


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n").encode()


def _plain(part: Any) -> str:
    """Decimals as texts, so that no reader turns a printed 4.50 into another number; days and instants as ISO has them."""
    return part.isoformat() if isinstance(part, date | datetime) else str(part)
