"""What the register's files hold: a row for each proposal that fits, and on a sheet of its own what was asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from django.db.models import QuerySet

from alliance.calendar.rules import day_of
from alliance.contract.matters import NAMES
from alliance.contract.models import Alliance, Organisation
from alliance.decisions.count.electorate import State
from alliance.decisions.count.outcome import outcome_of, positions
from alliance.decisions.exports.saying import asked_for
from alliance.decisions.models import STANDING, Proposal
from alliance.decisions.queries.filtering import filtered, states
from alliance.decisions.queries.register import SHOWN
from alliance.decisions.reading.words import DID, POSITIONS, life_words, rule_of, short_sum, state_words
from alliance.decisions.search.wanted import Wanted
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.ledger import queries as ledger

COLUMNS = (
    "Reference", "Title", "About", "Rule", "Proposed by", "Opened", "Closes", "Decided", "Outcome", "Sum", "In force?",
    "Look again on", "Reverses", "Reversed or replaced by",
)  # fmt: skip
WIDTHS = (10, 48, 24, 32, 24, 12, 12, 12, 18, 48, 24, 14, 10, 14, 16)  # the last for each member's column
LEADS = {
    "org": "org__name", "owner": "owner__name", "reverses": "reverses__number", "reversed_by": "reversed_by__number",
    "superseded_by": "superseded_by__number", "ratified_by": "ratified_by__number",
}  # fmt: skip
CHUNK = 500
Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class Export:
    """A file to be: `rows` are read while it is written; `about` says what was asked for, and of which register."""

    header: tuple[str, ...]
    rows: Iterator[tuple[Cell, ...]]
    count: int
    about: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is the same for every row: the members in charter order, the zone, the instant, the votes that run."""

    orgs: tuple[Organisation, ...]
    zone: str
    now: datetime
    running: Mapping[UUID, State]


def export(viewer: Viewer, **wanted: Unpack[Wanted]) -> Export:
    """All of the register that fits, the newest first; seven queries, and the rows in batches."""
    now = clock.now()
    found = filtered(viewer, now, **wanted)
    alliance = Alliance.objects.get(id=viewer.alliance)
    orgs = tuple(Organisation.objects.filter(alliance=alliance, membership="member"))
    running = states(viewer, list(found.filter(result="")), now)
    known, count = _Known(orgs, alliance.zone, now, running), found.count()
    about = (
        ("Alliance", alliance.name), *asked_for(**wanted), ("Decisions in this file", str(count)),
        *_register(viewer, known),
    )  # fmt: skip
    return Export((*COLUMNS, *(org.name for org in orgs)), _rows(found, known), count, about)


def _register(viewer: Viewer, known: _Known) -> tuple[tuple[str, str], ...]:
    size, root = ledger.root_now(viewer.alliance)
    return (
        ("Taken on", f"{known.now:%Y-%m-%d %H:%M} UTC"), ("Entries in the log then", str(size)),
        ("Root of the log then", root), ("Days are those in", known.zone),
    )  # fmt: skip


def _rows(found: QuerySet[Proposal], known: _Known) -> Iterator[tuple[Cell, ...]]:
    for row in found.select_related(*LEADS).only(*SHOWN, "positions", *LEADS.values()).iterator(CHUNK):
        yield _cells(row, known)


def _cells(row: Proposal, known: _Known) -> tuple[Cell, ...]:
    state = known.running.get(row.id)
    outcome = outcome_of(state, known.now) if state else None
    decided = outcome.decided_at if outcome else row.decided_at
    places, said = (positions(state) if state else row.positions), (DID if decided else POSITIONS)
    return (
        str(row), row.title, NAMES.get(row.matter, row.matter), rule_of(row), row.org.name,
        day_of(row.opened_at, known.zone), day_of(row.closes_at, known.zone),
        day_of(decided, known.zone) if decided else None,
        state_words(str(outcome.result) if outcome else row.result), outcome.sum if outcome else short_sum(row),
        life_words(row), row.review_on if row.life in STANDING else None, str(row.reverses or ""),
        str(row.reversed_by or row.superseded_by or ""),
        *(said.get(places.get(str(org.id), ""), "") for org in known.orgs),
    )  # fmt: skip
