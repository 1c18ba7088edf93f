"""A file version of one's own: what it said, what it changed, and which cell stands behind what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from measures.atoms.models import AtomVersion, FileVersion
from measures.plan.reading import PeriodRow, Plan, Supplier, read_plan
from measures.uploads.actions.held import place_of
from measures.uploads.checking.rows import differences
from measures.uploads.checking.typed import Key, Row
from measures.uploads.keeping.feeding import Published, Source, fed, group_of, place_words, wording_of
from measures.uploads.keeping.registers import address
from measures.uploads.keeping.rows import row_from, said
from measures.uploads.queries.lineage import published_of


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of a file: `kind` is new, changed or same against the versions before it, `was` what changed, old -> new;
    `atom` is what was made of it, `feeds` and `waits` count the published figures that rest on it."""

    measure: str
    wording: str
    group: str
    kind: str
    what: str
    was: str
    place: str
    atom: UUID | None
    feeds: int
    waits: int


@dataclass(frozen=True, slots=True)
class FilePage:
    """A file version and its difference from what stood before; `unspoken` are rows that it did not speak of."""

    partner: str
    period: str
    address: str
    number: int
    last: int
    received_at: datetime
    committed_at: datetime
    fingerprint: str
    rows: tuple[FileRow, ...]
    unspoken: int


@dataclass(frozen=True, slots=True)
class _Before:
    """A row as it stood, and the atom that was made of it."""

    row: Row
    atom: UUID | None


Before = Mapping[Key, _Before]
Atoms = Mapping[tuple[UUID, str], UUID]


@dataclass(frozen=True, slots=True)
class _Known:
    """What every row of a file is read beside."""

    plan: Plan
    partner: Supplier
    file: UUID
    before: Before
    atoms: Atoms
    now: frozenset[UUID]
    standing: Published


def file_version(viewer: Viewer, period: str, number: int) -> FilePage:
    """Version `number` of one's own sheet for the period at this address; NotFound for anybody else."""
    plan = read_plan(viewer.alliance)
    found = next((each for each in plan.periods if address(each) == period), None)
    partner = next((each for each in plan.suppliers if each.org in viewer.orgs), None)
    if found is None or partner is None:
        raise NotFound
    files = list(FileVersion.objects.filter(org_id=partner.org, period_id=found.id).order_by("number"))
    if not 0 < number <= len(files):
        raise NotFound
    return _page(files, number, _known(viewer, plan, partner, found, files[:number]), found)


def _known(
    viewer: Viewer, plan: Plan, partner: Supplier, period: PeriodRow, files: list[FileVersion]
) -> _Known:
    made = AtomVersion.objects.filter(file__in=files)
    atoms = {(file, at): atom for atom, file, at in made.values_list("id", "file_id", "found_at")}
    now = frozenset(made.filter(current__isnull=False).values_list("id", flat=True))
    before, standing = _stood(files[:-1], atoms), published_of(viewer, period.code)
    return _Known(plan, partner, files[-1].id, before, atoms, now, standing)


def _stood(files: list[FileVersion], atoms: Atoms) -> dict[Key, _Before]:
    """What stood after these versions: each key as it was said last, with the atom of where it was said first so."""
    found: dict[Key, _Before] = {}
    for file in files:
        for row in map(row_from, file.snapshot):
            old = found.get(row.key)
            found[row.key] = _Before(row, atoms.get((file.id, place_of(row)), old.atom if old else None))
    return found


def _page(files: list[FileVersion], number: int, known: _Known, period: PeriodRow) -> FilePage:
    file = files[number - 1]
    rows = [row_from(each) for each in file.snapshot]
    return FilePage(
        known.partner.name, period.code, address(period), number, len(files), file.received_at, file.committed_at,
        file.fingerprint, tuple(_line(known, row) for row in rows), len(known.before.keys() - {row.key for row in rows}),
    )  # fmt: skip


def _line(known: _Known, row: Row) -> FileRow:
    old = known.before.get(row.key)
    atom = known.atoms.get((known.file, place_of(row)), old.atom if old else None)
    kind = "new" if old is None else "same" if old.row.figures == row.figures else "changed"
    was = differences(old.row.figures, row.figures).replace("->", "→") if old and kind == "changed" else ""
    feeds, waits = _counted(known, row, atom)
    return FileRow(
        row.measure, wording_of(known.plan, row), group_of(known.plan, row), kind, said(row.figures), was,
        place_words(row), atom, feeds, waits,
    )  # fmt: skip


def _counted(known: _Known, row: Row, atom: UUID | None) -> tuple[int, int]:
    """How many published figures rest on a row, and how many of them wait."""
    if atom is None:
        return 0, 0
    seen, _ = fed(known.plan, Source(row, atom, known.partner.code, atom in known.now), known.standing)
    return len(seen), sum(each.waits for _, each in seen)
