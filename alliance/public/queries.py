"""What everybody may see, without a viewer: the one exception to “viewer first”, so it starts from what was published.

Organisations and how they voted; no person, no reason, no objection: those stay with the members.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse

from alliance.calendar.rules import day_of
from alliance.contract.models import Alliance, Organisation
from alliance.decisions.models import STANDING, Revision
from alliance.decisions.reading.words import DID, life_words, rule_of, short_sum, standing_of, state_words
from alliance.door import clock
from alliance.door.refusals import NotFound
from alliance.public.models import Publication

PAGE = 50


@dataclass(frozen=True, slots=True)
class Seat:
    """An organisation and how it voted, in words."""

    name: str
    side: str
    words: str


@dataclass(frozen=True, slots=True)
class Published:
    """A decision as everybody may read it; `text` and `seats` are filled on its own page and in files."""

    ref: str
    url: str
    title: str
    outcome: str
    rule: str
    sum: str
    life: str
    standing: str
    decided_on: date
    review_on: date | None
    published_on: date
    text: str = ""
    seats: tuple[Seat, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """An alliance's public register: its name, and a page of decisions, the newest first."""

    slug: str
    name: str
    decisions: Page[Published]


def register(slug: str, number: int = 1) -> Register:
    """Page `number` of what the alliance has published; NotFound where it has opened no register. Four queries."""
    alliance = _alliance(slug)
    page: Page[Any] = Paginator(_of(alliance), PAGE).get_page(number)
    page.object_list = [_shown(alliance, row) for row in page.object_list]
    return Register(slug, alliance.name, page)


def decision(slug: str, number: int) -> tuple[Register, Published]:
    """D-`number` as published; NotFound alike where it is not published and where there is no such alliance."""
    alliance = _alliance(slug)
    row = _of(alliance).filter(proposal__number=number).first()
    if row is None:
        raise NotFound
    words = Revision.objects.get(proposal=row.proposal, number=row.proposal.revision).text
    none: Page[Any] = Paginator([], PAGE).get_page(1)
    shown = _shown(alliance, row, words, list(_orgs(alliance)))
    return Register(slug, alliance.name, none), shown


def every(slug: str) -> tuple[tuple[str, ...], Iterator[Published]]:
    """The members in charter order, and every published decision with a seat for each, one by one."""
    alliance = _alliance(slug)
    orgs = list(_orgs(alliance))
    rows = _of(alliance).iterator(chunk_size=500)
    return tuple(org.name for org in orgs), (_shown(alliance, row, orgs=orgs, blank=True) for row in rows)


def _alliance(slug: str) -> Alliance:
    try:
        return Alliance.objects.get(slug=slug, public_register__decision__life__in=STANDING)
    except Alliance.DoesNotExist:
        raise NotFound from None


def _of(alliance: Alliance) -> QuerySet[Publication]:
    found = Publication.objects.filter(proposal__alliance=alliance)
    inner = (
        "proposal",
        "proposal__owner",
        "proposal__reversed_by",
        "proposal__superseded_by",
        "proposal__ratified_by",
    )
    return found.select_related(*inner).order_by("-proposal__number")


def _orgs(alliance: Alliance) -> QuerySet[Organisation]:
    return Organisation.objects.filter(alliance=alliance, membership="member")


def _shown(
    alliance: Alliance, row: Publication, text: str = "", orgs: list[Organisation] | None = None, *, blank: bool = False
) -> Published:  # fmt: skip
    told, zone = row.proposal, alliance.zone
    seats = (Seat(org.name, org.side, DID.get(told.positions.get(str(org.id), ""), "")) for org in orgs or ())
    return Published(
        ref=str(told), url=reverse("public_decision", args=[alliance.slug, told.number]), title=told.title,
        outcome=state_words(told.result), rule=rule_of(told), sum=short_sum(told), life=life_words(told), standing=standing_of(told, clock.now()),
        decided_on=day_of(told.decided_at or row.published_at, zone), review_on=told.review_on if told.life in STANDING else None,
        published_on=day_of(row.published_at, zone), text=text, seats=tuple(seat for seat in seats if blank or seat.words),
    )  # fmt: skip
