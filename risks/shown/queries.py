"""The log of risks as files and drawings: a row for each risk with both steps of its score, and no person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from alliance.calendar.rules import day_of
from alliance.contract.models import Alliance
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from frontend.charts.bowtie import BowtieSpec, Strand
from frontend.charts.heat import HeatSpec
from risks.appetite.queries import MatrixRow, matrices_of
from risks.register import queries as register
from risks.register.models import Risk
from risks.register.shapes import RiskPage, RiskRow
from risks.register.words import DOMAINS, PROXIMITIES, VELOCITIES, said

Cell = str | int | date | None
HEADER = (
    "Reference", "Kind", "What would happen", "What could bring it about", "What that would do", "Touches most", "Objective",
    "When it could bite", "From trigger to effect", "State", "Held jointly by", "Asked to hold it", "Likelihood", "Consequence",
    "Likelihood × consequence", "Level", "Scored on", "Scored with matrix version", "Beside our appetite", "Look again on",
    "Matrix version in force", "Taken on",
)  # fmt: skip
WIDTHS = (10, 12, 40, 40, 40, 22, 10, 18, 16, 18, 36, 24, 11, 12, 14, 14, 12, 12, 20, 14, 12, 12)


@dataclass(frozen=True, slots=True)
class RiskLog:
    """The log as it is taken away: `rows` in the order of `header` for files, `lines` for paper; `about` says which matrix is in force and since when."""

    header: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    lines: list[RiskRow]
    about: tuple[tuple[str, str], ...]
    matrix: MatrixRow
    taken_on: date


def log(viewer: Viewer, **wanted: Any) -> RiskLog:
    """Every risk that fits, with the filters of `register.queries.risks`; some queries for each fifty risks."""
    alliance = Alliance.objects.get(id=viewer.alliance)
    taken, matrix = day_of(clock.now(), alliance.zone), matrices_of(viewer)[0]
    words = {row["id"]: row for row in Risk.objects.filter(alliance=alliance).values(*_WORDS)}
    lines = list(_all(viewer, wanted))
    rows = [(*_cells(one, words[one.id], alliance.zone), matrix.number, taken) for one in lines]
    about = (
        ("Alliance", alliance.name),
        ("Risks in this file", str(len(rows))),
        *_about(matrix),
        ("Taken on", taken.isoformat()),
    )
    return RiskLog(HEADER, rows, lines, about, matrix, taken)


def bowtie(viewer: Viewer, number: int) -> BowtieSpec:
    """One risk as a bow-tie; NotFound where there is none. Each line of its cause and of its effect is a strand,
    and so is each risk that is linked on that side."""
    found = register.risk(viewer, number)
    holds = [one.name for duty in found.duties for one in duty.holders if one.state == "agreed"]
    return BowtieSpec(
        id=f"bow-tie-{number}", title=f"{found.risk.ref} as a bow-tie",
        subtitle="Held jointly by the partners below; it names no person.", event=found.risk.event,
        score=_score(found.risk), left="What could bring it about", causes=_strands(found.cause) + _linked(found, "cause"), right="What that would do",
        effects=_strands(found.effect) + _linked(found, "effect"), safeguards=tuple(one.words for duty in found.duties for one in _strands(duty.must_be_true)),
        held_by=tuple(holds), linked=_linked(found, ""),
    )  # fmt: skip


def drawn_map(viewer: Viewer, kind: str) -> HeatSpec:
    """The map of threats or of opportunities; NotFound where there is none of that kind."""
    for spec in register.maps(viewer):
        if spec.id == f"map-of-{kind}":
            return spec
    raise NotFound


_WORDS = ("id", "cause", "effect", "domain", "proximity", "velocity", "score__matrix__number", "score__at")


def _all(viewer: Viewer, wanted: dict[str, Any]) -> Iterator[RiskRow]:
    page = register.risks(viewer, **wanted)
    yield from page.object_list
    while page.has_next():
        page = register.risks(viewer, number=page.next_page_number(), **wanted)
        yield from page.object_list


def _cells(one: RiskRow, words: dict[str, Any], zone: str) -> tuple[Cell, ...]:
    score = one.score
    scored = (
        (score.likelihood, score.consequence, score.product, score.words)
        if score
        else (None, None, None, "Not scored")
    )
    at = words["score__at"]
    return (
        one.ref, one.kind_words, one.event, words["cause"], words["effect"], said(DOMAINS, words["domain"]), one.objective,
        said(PROXIMITIES, words["proximity"]), said(VELOCITIES, words["velocity"]), one.state_words, ", ".join(one.held_by),
        ", ".join(one.asked), *scored, day_of(at, zone) if at else None, words["score__matrix__number"], one.appetite,
        one.review_on if one.review_words else None,
    )  # fmt: skip


def _about(matrix: MatrixRow) -> tuple[tuple[str, str], ...]:
    since = f"{matrix.adopted_at:%Y-%m-%d}" if matrix.adopted_at else "the beginning"
    by = f", by {matrix.decision}" if matrix.decision else ""
    bands = "; ".join(f"{band.name} {band.low} to {band.high}" for band in matrix.bands)
    return (
        ("Matrix", f"Version {matrix.number}, in force since {since}{by}"), ("Its bands", bands),
        ("Owners", "None: partners hold a risk together, and no person is in this file."),
    )  # fmt: skip


def _score(one: RiskRow) -> str:
    if one.score is None:
        return "No agreed score yet"
    return f"Likelihood {one.score.likelihood} × consequence {one.score.consequence} = {one.score.product}: {one.score.words}"


def _strands(text: str) -> tuple[Strand, ...]:
    return tuple(Strand(line.strip()) for line in text.splitlines() if line.strip())


def _linked(found: RiskPage, side: str) -> tuple[Strand, ...]:
    """The other risks on this side of it; on none where nobody has said."""
    risks = [one for one in found.links if one.ref.startswith("R-") and one.side == side]
    return tuple(Strand(one.found.title, one.ref) for one in risks if one.found)
