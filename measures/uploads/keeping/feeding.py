"""Which published figures a row of a sheet feeds, cell by cell, and which of them still show an older version."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from measures.plan.reading import Plan, ViewRow
from measures.releases.queries import Figure, ReleaseRow
from measures.uploads.checking.typed import Row
from measures.uploads.keeping.registers import split_codes
from measures.uploads.keeping.rows import value_of
from measures.uploads.responses.derived import group_words

WORDS = {"n": "how many answered", "mean": "mean", "share": "share", "yes": "how many said yes"}


@dataclass(frozen=True, slots=True)
class Fed:
    """A published figure that rests on this atom: what everybody sees, of which release; `waits` that it still shows
    an older version."""

    view: str
    figure: str
    text: str
    people: str
    note: str
    release: int
    published_at: datetime
    waits: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A view that these people are not in, what it shows instead, and why, as everybody is told."""

    view: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class CellLine:
    """One cell behind a figure: what it says, where it stands, how many published figures it feeds, and how many of
    these wait."""

    field: str
    value: str
    place: str
    feeds: int
    waits: int


@dataclass(frozen=True, slots=True)
class Published:
    """What stands published of one period: its release, its figures, the atom versions that it rests on."""

    release: ReleaseRow | None
    figures: tuple[Figure, ...]
    resting_on: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Source:
    """A row of a partner's sheet with the atom that was made of it; `stands` that nothing newer took its place."""

    row: Row
    atom: UUID
    partner: str
    stands: bool


Pairs = tuple[tuple[str, Fed], ...]


def fed(plan: Plan, source: Source, standing: Published) -> tuple[Pairs, tuple[LeftOut, ...]]:
    """(figure's id, figure) of each published figure that a row's people are in, and the views that leave them out.

    A version that stands and that nothing rests on yet waits; one that is past and released nowhere feeds nothing.
    """
    waits = source.atom not in standing.resting_on
    if standing.release is None or (waits and not source.stands):
        return (), ()
    views = {view.code: view for view in plan.views if _covers(plan, view, source)}
    told = [each for each in standing.figures if each.view in views and each.measure == source.row.measure]
    inside = [each for each in told if source.partner in each.partners]
    seen = (_fed(each, views[each.view].name, standing.release, waits=waits) for each in inside)
    out = {views[each.view].name: each.cell for each in told if source.partner not in each.partners}
    left_out = tuple(LeftOut(view, cell.text, cell.note) for view, cell in out.items())
    return tuple(zip((each.figure for each in inside), seen, strict=True)), left_out


def _fed(figure: Figure, view: str, release: ReleaseRow, *, waits: bool) -> Fed:
    cell, words = figure.cell, figure_words(figure.figure)
    return Fed(view, words, cell.text, cell.n_text, cell.note, release.number, release.published_at, waits)


def figure_words(figure: str) -> str:
    """`M-02:yes:share` is a share, `M-02:yes` how many said yes, `n` how many answered."""
    last = figure.rpartition(":")[2]
    return WORDS.get(last, f"how many: {last}")


def _covers(plan: Plan, view: ViewRow, source: Source) -> bool:
    row = source.row
    split = split_codes(plan, row.breakdown, row.category) if row.breakdown else ("", "")
    mine = not view.partners or source.partner in view.partners
    here = not view.cohorts or bool(_around(plan, row.cohort) & set(view.cohorts))
    return mine and here and (view.dimension, view.category) == split


def _around(plan: Plan, cohort: str) -> set[str]:
    """A cohort and those that it is part of."""
    parents = {each.code: each.parent for each in plan.cohorts}
    found: set[str] = set()
    while cohort and cohort not in found:
        found.add(cohort)
        cohort = parents.get(cohort, "")
    return found


def cells(row: Row, seen: Pairs) -> tuple[CellLine, ...]:
    """Each number of a row with its cell, and how many figures it feeds."""
    return tuple(
        CellLine(one.field, value, row.where(one.field).text, *_counted(one.field, row.measure, seen))
        for one in row.cells
        if (value := value_of(row.figures, one.field))
    )


def _counted(field: str, measure: str, seen: Pairs) -> tuple[int, int]:
    mine = [each for figure, each in seen if _feeds(field, measure, figure)]
    return len(mine), sum(each.waits for each in mine)


def _feeds(field: str, measure: str, figure: str) -> bool:
    """Everything rests on n; the other numbers make the count, the share or the mean; who was asked makes none."""
    told = field in {"numerator", "mean", "sd"} or field.startswith("count:")
    return field == "n" or (told and figure.startswith(f"{measure}:"))


def place_words(row: Row, fields: Iterable[str] = ("n", "numerator", "mean", "sd")) -> str:
    """`Sheet "Q3": n H4, numerator I4`, or the line of a text file."""
    wanted = [one.field for one in row.cells if one.field in fields or one.field.startswith("count:")]
    if not row.sheet:
        return row.where().text
    return f'Sheet "{row.sheet}": ' + ", ".join(f"{field} {row.where(field).address}" for field in wanted)


def wording_of(plan: Plan, row: Row) -> str:
    """What the measure of a row asks."""
    return next((each.wording for each in plan.measures if each.code == row.measure), "")


def group_of(plan: Plan, row: Row) -> str:
    """`Adults`, `Adults, Women`, or `Adults, the later answer of those who gave both`."""
    cohort = next((each.name for each in plan.cohorts if each.code == row.cohort), row.cohort)
    return group_words(row, cohort)
