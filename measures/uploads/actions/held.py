"""What is held of a partner now, exactly as its sheets said it: for checking, previewing and its own page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from measures.atoms.models import AtomVersion, CurrentAtom, FileVersion
from measures.plan.reading import Plan
from measures.uploads.checking.typed import Figures, Key, Row
from measures.uploads.keeping.rows import row_from


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A row that stands, the file version it came with, and the atom version that was made of it."""

    row: Row
    atom: UUID
    file: UUID
    number: int
    received_at: datetime


def held_rows(org: UUID) -> dict[Key, HeldRow]:
    """Every row of a partner that stands, by its key. Two queries, whatever there is."""
    places = CurrentAtom.objects.filter(org_id=org).values_list(
        "version__file_id", "version__found_at", "version_id"
    )
    standing = {(file, place): atom for file, place, atom in places}
    files = FileVersion.objects.filter(org_id=org, id__in={file for file, _ in standing})
    return {
        row.key: HeldRow(row, standing[file.id, place_of(row)], file.id, file.number, file.received_at)
        for file in files for row in map(row_from, file.snapshot) if (file.id, place_of(row)) in standing
    }  # fmt: skip


def released_rows(org: UUID, release: UUID, period: UUID) -> dict[Key, HeldRow]:
    """Every row of a partner that a release of a period was made from, by its key. One query."""
    used = AtomVersion.objects.filter(org_id=org, period_id=period, released__release_id=release)
    return {
        row.key: HeldRow(row, atom.id, atom.file_id, atom.file.number, atom.file.received_at)
        for atom in used.select_related("file")
        for row in map(row_from, atom.file.snapshot)
        if place_of(row) == atom.found_at
    }


def held_figures(held: Mapping[Key, HeldRow]) -> dict[Key, Figures]:
    """The figures alone, as checking takes them."""
    return {key: each.row.figures for key, each in held.items()}


def mark_of(plan: Plan, held: Mapping[Key, HeldRow]) -> str:
    """What a preview rests on, in one word: what is held and what was agreed when it was made."""
    return sha256(
        repr((plan, sorted((key, str(each.file)) for key, each in held.items()))).encode()
    ).hexdigest()


def place_of(row: Row) -> str:
    """Where a row stands in its file, as an atom remembers it: `Q3!14`, or `line 4` of a text file.

    A group of responses stands where its sheet's responses stood: `lines 2 to 41 (3)` is the third group of them.
    """
    if row.reach:
        return f"{row.reach} ({row.line})"
    return f"{row.sheet}!{row.line}" if row.sheet else f"line {row.line}"
