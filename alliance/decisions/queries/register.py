"""The register: every proposal of the alliance, fifty to a page, for the same few queries however many there are."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, Unpack
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse

from alliance.contract import access
from alliance.contract.matters import NAMES
from alliance.decisions.count.electorate import State
from alliance.decisions.count.outcome import Outcome, outcome_of
from alliance.decisions.models import STANDING, Proposal
from alliance.decisions.queries.filtering import filtered, states
from alliance.decisions.reading.values import OpenDecision, Row
from alliance.decisions.reading.words import short_sum, standing_of, state_words, tag_of
from alliance.decisions.search.wanted import Wanted
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.wings.offers import Reference

PAGE = 50
# What a Row is made of; the other columns of a proposal are not fetched
SHOWN = (
    "number", "title", "matter", "rule", "owner_id", "objectives", "opened_at", "closes_at", "review_on", "result", "reason",
    "agree", "disagree", "abstain", "silent", "recused", "left", "eligible", "need", "p", "q", "decided_at", "life", "long_stop",
    "org__name", "reversed_by__number", "superseded_by__number",
)  # fmt: skip

JOINED = ("org", "reversed_by", "superseded_by")


def register(viewer: Viewer, *, number: int = 1, size: int = PAGE, **wanted: Unpack[Wanted]) -> Page[Row]:
    """Page `number` of the register as Row, the newest first, of what is `wanted`."""
    now = clock.now()
    found = filtered(viewer, now, **wanted).select_related(*JOINED).only(*SHOWN)
    page: Page[Any] = Paginator(found, size).get_page(number)
    page.object_list = _rows(viewer, list(page.object_list), now)
    return page


def open_decisions(viewer: Viewer) -> list[OpenDecision]:
    """What is open for votes now, the nearest deadline first: for agendas and home pages."""
    now = clock.now()
    running = list(_of(viewer).filter(result="", closes_at__gt=now).order_by("closes_at", "number"))
    return [
        OpenDecision(row.ref, row.title, row.url, row.closes_at, row.mine_missing)
        for row in _rows(viewer, running, now)
    ]


def references(viewer: Viewer, refs: list[str]) -> list[Reference]:
    """What D-018 stands for. One query."""
    numbers = {int(ref.partition("-")[2]): ref for ref in refs}
    return [
        _reference(viewer, row, numbers[row.number]) for row in _of(viewer).filter(number__in=numbers)
    ]  # fmt: skip


def things(viewer: Viewer, ids: set[str]) -> dict[str, Reference]:
    """By id, what a proposal is called. One query."""
    return {str(row.id): _reference(viewer, row, str(row)) for row in _of(viewer).filter(id__in=ids)}


def _reference(viewer: Viewer, row: Proposal, ref: str) -> Reference:
    return Reference(ref, row.title, _url(viewer, row), state_words(row.result))


def missing(viewer: Viewer, rows: Iterable[Proposal], now: datetime) -> dict[UUID, set[UUID]]:
    """By running proposal, the organisations whose ballot the viewer may cast and has not. Three queries."""
    own = access.voices(viewer.alliance, viewer.person, now)
    found = states(viewer, list(rows), now)
    return {key: _awaited(state, own, viewer.person, now) for key, state in found.items()}


def _awaited(state: State, own: frozenset[UUID], person: UUID, now: datetime) -> set[UUID]:
    awaited = state.awaited(str(person), now)
    return {org for org in own if str(org) in awaited}


def _of(viewer: Viewer) -> QuerySet[Proposal]:
    return Proposal.objects.filter(alliance_id=viewer.alliance).select_related(*JOINED).only(*SHOWN)


def _rows(viewer: Viewer, rows: list[Proposal], now: datetime) -> list[Row]:
    running = [row for row in rows if not row.result]
    folded = states(viewer, running, now)
    own = access.voices(viewer.alliance, viewer.person, now) if running else frozenset()
    return [_row(viewer, row, folded.get(row.id), own, now) for row in rows]


def _row(viewer: Viewer, row: Proposal, state: State | None, own: frozenset[UUID], now: datetime) -> Row:
    found: Outcome | None = outcome_of(state, now) if state else None
    result = str(found.result) if found else row.result
    return Row(
        ref=str(row), number=row.number, title=row.title, url=_url(viewer, row), proposed_by=row.org.name,
        matter=NAMES.get(row.matter, row.matter), state=result, state_words=state_words(result), tag=tag_of(result),
        sum=found.sum if found else short_sum(row), opened_at=row.opened_at, closes_at=row.closes_at,
        decided_at=found.decided_at if found else row.decided_at, review_on=row.review_on if row.life in STANDING else None,
        objectives=tuple(row.objectives.split()), standing=standing_of(row, now),
        mine_missing=bool(state and _awaited(state, own, viewer.person, now)),
    )  # fmt: skip


def _url(viewer: Viewer, row: Proposal) -> str:
    return _address(viewer.slug, row.number)


@lru_cache(maxsize=10_000)
def _address(slug: str, number: int) -> str:
    """Made once: the fifty of a page cost as much as its form."""
    return reverse("decision", args=[slug, number])
