"""What the alliance has decided about its matrix and its appetite, each version of it."""

from dataclasses import dataclass
from datetime import datetime

from alliance.door.access import Viewer
from frontend.charts.heat import HeatCell, HeatSpec
from risks.appetite.rules import USUAL
from risks.register import matrix as matrices
from risks.register.matrix import DEFAULT
from risks.register.models import Appetite, MatrixVersion
from risks.register.queries.settled import in_force, numbered
from risks.register.words import APPETITES, DOMAINS, said


@dataclass(frozen=True, slots=True)
class BandRow:
    """Products from `low` to `high`, both counted, and what they are called."""

    name: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One version of the matrix; `decision` is empty for the default one, `cells` are the words of its bands, the likeliest first."""

    number: int
    in_force: bool
    decision: str
    adopted_at: datetime | None
    likelihood: list[tuple[int, str]]
    consequence: list[tuple[int, str]]
    bands: list[BandRow]
    cells: list[list[str]]

    @property
    def drawn(self) -> HeatSpec:
        """The matrix as a map on which nothing lies."""
        names = [band.name for band in self.bands]
        return HeatSpec(
            id=f"matrix-{self.number}", title=f"Version {self.number}{', in force' if self.in_force else ''}",
            subtitle=", ".join(f"{band.name} {band.low} to {band.high}" for band in self.bands),
            across="Consequence", columns=_said(self.consequence), down="Likelihood", rows=_said(self.likelihood)[::-1],
            cells=tuple(tuple(HeatCell(0, min(names.index(word), 4), word) for word in line) for line in self.cells),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class AppetiteRow:
    """The appetite of one domain: `level` and `limit` are empty and None where it is not set; then nothing is ever “inside”."""

    domain: str
    domain_words: str
    level: str
    level_words: str
    limit: int | None
    decision: str
    adopted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Choosing:
    """What an appetite is set with: domains, levels with the highest score they usually stand for, and the scores that exist."""

    domains: list[tuple[str, str]]
    levels: list[tuple[str, str]]
    limits: list[int]


def _said(steps: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(f"{at} {word.capitalize()}" for at, word in steps)


def matrices_of(viewer: Viewer) -> list[MatrixRow]:
    """Each version of the matrix, the latest first; the default one where none was needed yet. One query."""
    found = list(MatrixVersion.objects.filter(alliance=viewer.alliance).order_by("-number"))
    rows = [
        _matrix(viewer, matrices.from_body(one.number, one.settings), at == 0, one.decision, one.adopted_at)
        for at, one in enumerate(found)
    ]
    return rows or [_matrix(viewer, DEFAULT, True, "", None)]


def appetites(viewer: Viewer) -> list[AppetiteRow]:
    """The appetite in force in each domain, set or not, in the order of domains. One query."""
    found = {
        one.domain: one
        for one in Appetite.objects.filter(alliance=viewer.alliance).order_by("adopted_at", "id")
    }
    return [_appetite(domain, words, found.get(domain)) for domain, words in DOMAINS]


def choosing(viewer: Viewer) -> Choosing:
    """What one chooses from to set an appetite."""
    levels = [(name, f"{words} (usually {USUAL[name]} at most)") for name, words in APPETITES]
    return Choosing(list(DOMAINS), levels, matrices.products(in_force(viewer)))


def _matrix(
    viewer: Viewer, matrix: matrices.Matrix, now: bool, decision: str, at: datetime | None
) -> MatrixRow:
    rows, columns = range(len(matrix.likelihood), 0, -1), range(1, len(matrix.consequence) + 1)
    cells = [[matrix.bands[matrices.level(matrix, row, column)].name for column in columns] for row in rows]
    bands = [BandRow(band.name, band.low, band.high) for band in matrix.bands]
    return MatrixRow(
        matrix.number,
        now,
        decision,
        at,
        numbered(viewer, matrix.likelihood),
        numbered(viewer, matrix.consequence),
        bands,
        cells,
    )


def _appetite(domain: str, words: str, one: Appetite | None) -> AppetiteRow:
    if one is None:
        return AppetiteRow(domain, words, "", "", None, "", None)
    return AppetiteRow(
        domain, words, one.level, said(APPETITES, one.level), one.limit, one.decision, one.adopted_at
    )
