"""Who used which reserved power, over what and why; what the others said, and what came of it. Anybody inside sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from alliance.calendar.rules import day_of
from alliance.contract.models import Alliance, Membership, Organisation
from alliance.decisions.count.electorate import State
from alliance.decisions.count.outcome import Outcome, outcome_of
from alliance.decisions.count.replay import replay
from alliance.decisions.history import opening_of, stories, texts
from alliance.decisions.models import Life, Proposal
from alliance.decisions.reading.words import CATEGORIES, state_words
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.ledger import queries as ledger
from alliance.ledger.event import Event
from alliance.reserved.rules import WORDS, Became, Quarter, advice, became, quarters
from alliance.reserved.shapes import Advice, Consequence, Mark, MemberLine, Meter, Span, Use


@dataclass(frozen=True, slots=True)
class _Known:
    """What one reading has loaded, by proposal."""

    viewer: Viewer
    home: Alliance
    orgs: list[Organisation]
    events: Mapping[UUID, list[Event]]
    texts: Mapping[int, Mapping[str, str]]
    forced: Mapping[UUID, Proposal]
    now: datetime

    def state(self, row: Proposal) -> State:
        return replay(self.events[row.id], max(self.now, row.opened_at))

    def outcome(self, row: Proposal) -> Outcome:
        return outcome_of(self.state(row), self.now)


def meter(viewer: Viewer) -> Meter:
    """Every reserved matter since the alliance began, and every duty noted and not used; eight queries however many there are."""
    notes = ledger.events(viewer.alliance, types=["duty.noted"])
    about = Q(owner__isnull=False) | Q(id__in={note.body["proposal"] for note in notes})
    found = Proposal.objects.filter(about, alliance_id=viewer.alliance).select_related("owner", "ratified_by")
    rows = {str(row.id): row for row in found}
    known = _load(viewer, list(rows.values()))
    every = [_use(known, row) for row in rows.values() if row.owner_id is not None]
    every += [_noted(known, rows[note.body["proposal"]], note) for note in notes]
    uses = tuple(sorted(every, key=lambda use: -use.number))
    first, last = (day_of(at, known.home.zone) for at in (known.home.founded_at, known.now))
    spans = tuple(Span(one.code, one.words) for one in quarters(first, last))
    count = {state: sum(use.state == state for use in uses) for state in Became}
    return Meter(
        uses, spans, _members(known, uses, spans), count[Became.USED], count[Became.NOT_USED], count[Became.OPEN],
        count[Became.NOTED], known.home.zone,
    )  # fmt: skip


def _load(viewer: Viewer, rows: list[Proposal]) -> _Known:
    ids = [row.id for row in rows]
    forced = {
        row.consequence_of_id: row
        for row in Proposal.objects.filter(consequence_of__in=ids)
        if row.consequence_of_id
    }
    told = stories(viewer.alliance, [*ids, *(row.id for row in forced.values())])
    said = texts(viewer.alliance, [event for row in rows for event in told[row.id]])
    orgs = list(Organisation.objects.filter(alliance_id=viewer.alliance))
    return _Known(viewer, Alliance.objects.get(id=viewer.alliance), orgs, told, said, forced, clock.now())


def _use(known: _Known, row: Proposal) -> Use:
    found = known.outcome(row)
    state = became(found.result, found.effective_from is not None)
    began = found.effective_from or row.opened_at
    return Use(
        key=str(row), ref=str(row), number=row.number, title=row.title, url=_url(known, row), owner=row.owner_id or UUID(int=0),
        owner_name=row.owner.name if row.owner else "", state=state.value, state_words=WORDS[state],
        category=row.category, category_words=CATEGORIES.get(row.category, row.category),
        legal_basis=_said(known, opening_of(known.events[row.id])).get("legal_basis", ""), reason=_reason(known, row),
        opened_at=row.opened_at, used_at=found.effective_from, expires_on=row.expires_on,
        ended=_ended(known, row), advice=_advice(known, row.owner_id, found), consequence=_consequence(known, row),
        quarter=Quarter.of(day_of(began, known.home.zone)).code, ratified_by=str(row.ratified_by or ""),
    )  # fmt: skip


def _noted(known: _Known, row: Proposal, note: Event) -> Use:
    """A duty that a member has in a matter of all, and left unused, with what the others said in that vote."""
    org = next(one for one in known.orgs if str(one.id) == note.body["org"])
    said = _said(known, note)
    return Use(
        key=f"{row}-{org.code}", ref=str(row), number=row.number, title=row.title, url=_url(known, row), owner=org.id,
        owner_name=org.name, state=Became.NOTED.value, state_words=WORDS[Became.NOTED], category="", category_words="",
        legal_basis=said.get("legal_basis", ""), reason=said.get("reason", ""), opened_at=note.at, used_at=None,
        expires_on=None, ended=False, advice=_advice(known, org.id, known.outcome(row)), consequence=None,
        quarter=Quarter.of(day_of(note.at, known.home.zone)).code,
    )  # fmt: skip


def _ended(known: _Known, row: Proposal) -> bool:
    """Whether a use no longer holds: its day has passed, or a later decision ended or replaced it."""
    day = row.expires_on if row.ratified_by_id is None else None
    over = day is not None and day < day_of(known.now, known.home.zone)
    return over or row.life in (Life.ENDED, Life.REVERSED, Life.SUPERSEDED)


def _said(known: _Known, event: Event) -> Mapping[str, str]:
    return known.texts.get(event.seq, {})


def _reason(known: _Known, row: Proposal) -> str:
    """Why, in the words that the owner gave with the ballot that counts."""
    cast = known.state(row).ballots.get(str(row.owner_id))
    if cast is None:
        return ""
    ballots = (event for event in known.events[row.id] if event.body.get("ballot") == cast.id)
    return next((_said(known, event).get("reason", "") for event in ballots), "")


def _advice(known: _Known, owner: UUID | None, found: Outcome) -> Advice:
    said, names = advice(found.counts, str(owner)), {str(org.id): org.name for org in known.orgs}
    against = tuple(names[str(org.id)] for org in known.orgs if str(org.id) in said["disagree"])
    many = {name: len(orgs) for name, orgs in said.items()}
    return Advice(many["agree"], many["disagree"], many["abstain"], many["silent"], against)


def _consequence(known: _Known, row: Proposal) -> Consequence | None:
    forced = known.forced.get(row.id)
    if forced is None:
        return None
    result = str(known.outcome(forced).result)
    return Consequence(str(forced), forced.title, _url(known, forced), result, state_words(result))


def _members(known: _Known, uses: tuple[Use, ...], spans: tuple[Span, ...]) -> tuple[MemberLine, ...]:
    """Members of today, and whoever owned a use, in the order of the charter; also those that have used none."""
    owners = {use.owner for use in uses}
    shown = [
        org for org in known.orgs
        if org.id in owners or (org.membership == Membership.MEMBER and org.left_at is None)
    ]  # fmt: skip
    return tuple(
        MemberLine(org.id, org.name, org.side, tuple(_marks(uses, org.id, span.code) for span in spans))
        for org in shown
    )


def _marks(uses: tuple[Use, ...], org: UUID, quarter: str) -> tuple[Mark, ...]:
    here = [use for use in reversed(uses) if use.owner == org and use.quarter == quarter]
    return tuple(Mark(use.ref, use.state == Became.USED, use.key) for use in here)


def _url(known: _Known, row: Proposal) -> str:
    return reverse("decision", args=[known.viewer.slug, row.number])
