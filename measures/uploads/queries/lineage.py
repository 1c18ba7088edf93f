"""From a figure of one's own to file version, sheet and cell, and to every published figure that rests on it.

For the owner alone: what others are shown of lineage is names, dates and methods.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from measures.atoms.models import AtomVersion
from measures.plan.reading import read_plan
from measures.releases.models import ReleasedAtom
from measures.releases.queries import ALL, published
from measures.uploads.actions.committing import NAMED
from measures.uploads.actions.held import held_rows, place_of
from measures.uploads.checking.typed import Row
from measures.uploads.keeping.arithmetic import Worked, worked_out
from measures.uploads.keeping.feeding import (
    CellLine,
    Fed,
    LeftOut,
    Published,
    Source,
    cells,
    fed,
    group_of,
    place_words,
)
from measures.uploads.keeping.registers import address
from measures.uploads.keeping.rows import row_from, said


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a figure with the file it came with; `stands` for the one that counts now."""

    atom: UUID
    file: int
    committed_at: datetime
    what: str
    place: str
    stands: bool


@dataclass(frozen=True, slots=True)
class Lineage:
    """A figure of one's own: its cells, its versions, what others see of it, the views that leave it out, and for a mean what is
    worked out of it for its owner alone."""

    partner: str
    period: str
    address: str
    file: int
    measure: str
    wording: str
    group: str
    what: str
    cells: tuple[CellLine, ...]
    versions: tuple[Version, ...]
    seen: tuple[Fed, ...]
    left_out: tuple[LeftOut, ...]
    worked: tuple[Worked, ...]
    stands: bool
    waiting: int


def lineage(viewer: Viewer, atom: UUID) -> Lineage:
    """One version of a figure of one's own organisation; NotFound for anybody else."""
    plan, held = read_plan(viewer.alliance), _own(viewer, atom)
    period = next(each for each in plan.periods if each.id == held.period_id)
    row, versions = _row_behind(held), _versions(held)
    source = Source(
        row, held.id, held.org.code, any(each.stands and each.atom == held.id for each in versions)
    )
    pairs, left_out = fed(plan, source, published_of(viewer, period.code, row.measure))
    seen = tuple(each for _, each in pairs)
    return Lineage(
        held.org.name, period.code, address(period), held.file.number, row.measure, held.measure.wording,
        group_of(plan, row), said(row.figures), cells(row, pairs), versions, seen, left_out,
        worked_out(plan, [each.row for each in held_rows(held.org_id).values()], row), source.stands,
        sum(each.waits for each in seen),
    )  # fmt: skip


def published_of(viewer: Viewer, period: str, measure: str = "", until: int | None = None) -> Published:
    """What everybody sees of a period now, or what stood after release `until`. Five queries."""
    found = published(viewer, measures=[measure] if measure else None, until=until, which=ALL)
    release = next((each for each in found.releases if each.period == period), None)
    figures = tuple(each for each in found.figures if each.period == period)
    rests = ReleasedAtom.objects.filter(release_id=release.id) if release else ReleasedAtom.objects.none()
    return Published(release, figures, frozenset(rests.values_list("version_id", flat=True)))


def _own(viewer: Viewer, atom: UUID) -> AtomVersion:
    found = AtomVersion.objects.select_related("file", "org", "measure")
    held = found.filter(id=atom, org__alliance_id=viewer.alliance, org__in=viewer.orgs).first()
    if held is None:
        raise NotFound
    return held


def _row_behind(held: AtomVersion) -> Row:
    """The row of the sheet that an atom version was made of."""
    rows = map(row_from, held.file.snapshot)
    return next(row for row in rows if place_of(row) == held.found_at)


def _versions(held: AtomVersion) -> tuple[Version, ...]:
    alike = AtomVersion.objects.filter(**{name: getattr(held, name) for name in NAMED})
    current = set(alike.filter(current__isnull=False).values_list("id", flat=True))
    found = alike.select_related("file").order_by("file__number")
    return tuple(_version(each, _row_behind(each), stands=each.id in current) for each in found)


def _version(atom: AtomVersion, row: Row, *, stands: bool) -> Version:
    file = atom.file
    return Version(atom.id, file.number, file.committed_at, said(row.figures), place_words(row), stands)
