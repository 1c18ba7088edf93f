"""How many risks lie where, by likelihood and consequence, and which were scored on another matrix than the one in force."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.urls import reverse

from alliance.door.access import Viewer
from frontend.charts.heat import HeatCell, HeatNote, HeatSpec
from risks.register import matrix as matrices
from risks.register.models import Risk
from risks.register.queries.listing import url
from risks.register.queries.settled import numbered, versions
from risks.register.words import KINDS, level_words

PLURALS = {"threat": "threats", "opportunity": "opportunities"}


class _Scored(NamedTuple):
    """A risk with its agreed score, and the version of the matrix that it was given on."""

    kind: str
    number: int
    likelihood: int
    consequence: int
    band: str
    level: int
    version: int

    @property
    def cell(self) -> tuple[int, int]:
        return self.likelihood, self.consequence


def maps(viewer: Viewer) -> list[HeatSpec]:
    """A map of what is not closed by likelihood and consequence: of threats, and of opportunities where there are any.

    Nothing is rescaled: a score on a matrix with other steps lies in no cell and is told below, where it stands; so is one that
    its own matrix calls otherwise. Two queries.
    """
    rows = Risk.objects.filter(alliance=viewer.alliance).exclude(state="closed").exclude(score=None)
    found = rows.order_by("number").values_list(
        "kind",
        "number",
        "score__likelihood",
        "score__consequence",
        "score__band",
        "score__level",
        "score__matrix__number",
    )
    scored, known = [_Scored(*row) for row in found], versions(viewer)
    kinds = [kind for kind, _ in KINDS if kind == "threat" or any(one.kind == kind for one in scored)]
    return [_map(viewer, known, kind, [one for one in scored if one.kind == kind]) for kind in kinds]


def _map(
    viewer: Viewer, known: Mapping[int, matrices.Matrix], kind: str, scored: Sequence[_Scored]
) -> HeatSpec:
    matrix = known[max(known)]
    same = [one for one in scored if matrices.same_steps(known[one.version], matrix)]
    counts, plural = Counter(one.cell for one in same), PLURALS[kind]
    down, across = numbered(viewer, matrix.likelihood)[::-1], numbered(viewer, matrix.consequence)
    cells = tuple(
        tuple(_map_cell(viewer, matrix, kind, (row, column), counts[row, column]) for column, _ in across)
        for row, _ in down
    )
    return HeatSpec(
        id=f"map-of-{plural}", title=_title(kind, len(scored)), across="Consequence", columns=tuple(f"{at} {word.capitalize()}" for at, word in across),
        down="Likelihood", rows=tuple(f"{at} {word.capitalize()}" for at, word in down), cells=cells,
        subtitle=f"Each number counts {plural} that are not closed; choose it to see them.{_apart(len(scored) - len(same))}",
        notes=tuple(note for one in scored if (note := _note(viewer, matrix, one, one in same))),
    )  # fmt: skip


def _title(kind: str, total: int) -> str:
    return (
        f"{total} {kind if total == 1 else PLURALS[kind]} scored" if total else f"No {kind} has a score yet"
    )


def _apart(many: int) -> str:
    if not many:
        return ""
    return f" {many} of them {'was' if many == 1 else 'were'} scored on a matrix with other steps, and {'lies' if many == 1 else 'lie'} in no cell: see below."


def _note(viewer: Viewer, matrix: matrices.Matrix, one: _Scored, same: bool) -> HeatNote | None:
    """Where a score stands that no cell tells truly: its matrix has other steps, or calls it otherwise."""
    words = level_words(one.kind, one.band, one.level)
    if same and words == _words(matrix, one.kind, one.cell):
        return None
    stands = f"stands at {one.likelihood} × {one.consequence} = {one.likelihood * one.consequence}, {words}, on matrix version {one.version}"
    more = (
        f"on which it was scored; the one in force calls that {_words(matrix, one.kind, one.cell)}"
        if same
        else "which has other steps. Nothing is rescaled: score it again"
    )
    return HeatNote(f"R-{one.number:02}", f"{stands}, {more}.", url(viewer, one.number))


def _words(matrix: matrices.Matrix, kind: str, at: tuple[int, int]) -> str:
    level = matrices.level(matrix, *at)
    return level_words(kind, matrix.bands[level].name, level)


def _map_cell(
    viewer: Viewer, matrix: matrices.Matrix, kind: str, at: tuple[int, int], count: int
) -> HeatCell:
    address = f"{reverse('risks', args=[viewer.slug])}?kind={kind}&cell={at[0]}x{at[1]}" if count else ""
    return HeatCell(count, min(matrices.level(matrix, *at), 4), _words(matrix, kind, at), address)
