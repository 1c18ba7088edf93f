"""What waits for a viewer in the decisions: a ballot, a look back, a decision to act upon."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from alliance.calendar.rules import day_of
from alliance.contract import access
from alliance.contract.models import Alliance, Organisation
from alliance.decisions.count.looking import running as running_look
from alliance.decisions.history import stories
from alliance.decisions.models import STANDING, Life, Proposal
from alliance.decisions.queries.register import missing
from alliance.door.access import Viewer
from alliance.wings.offers import Reference, Wait

# matter, the permission to act upon it, and what to say
ACTS = {
    "rule_book": ("rulebook.adopt", "Put the rule-book of {ref} into force"),
    "members": ("member.admit", "Admit the member that {ref} welcomes"),
    "agreement": ("agreement.adopt", "Put the agreement’s text of {ref} into force"),
}


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """The viewer's ballots that are still out, looks back to answer, and carried decisions that wait for an act.

    While a vote that looks again at a decision is open, the look back closes with it and is no line of its own.
    """
    zone = Alliance.objects.values_list("zone", flat=True).get(id=viewer.alliance)
    running = list(_of(viewer, result="", closes_at__gt=now).order_by("closes_at", "number"))
    voted_on = {row.looks_again_at_id for row in running}
    looks = [look for look, row in _looks(viewer, now, zone) if row.id not in voted_on]
    return [*_votes(viewer, running, now, zone), *looks, *_acts(viewer)]


def looks_due(viewer: Viewer, by: date) -> list[tuple[Reference, date]]:
    """Decisions in force at which members are to look again by the day `by`, each with its day, the earliest first."""
    found = _of(viewer, life__in=STANDING, review_on__lte=by).order_by("review_on", "number")
    return [
        (Reference(str(row), row.title, reverse("decision", args=[viewer.slug, row.number])), row.review_on)
        for row in found
        if row.review_on
    ]


def _votes(viewer: Viewer, running: list[Proposal], now: datetime, zone: str) -> list[Wait]:
    """The ballots on running proposals that this viewer has not cast."""
    out = missing(viewer, running, now) if running else {}
    wanted: set[UUID] = {org for orgs in out.values() for org in orgs}
    names = dict(Organisation.objects.filter(id__in=wanted).values_list("id", "name")) if wanted else {}
    return [
        Wait(
            "vote", f"Cast {names[org]}’s vote on {row}", reverse("decision_vote", args=[viewer.slug, row.number]),
            day_of(row.closes_at, zone), row.title,
        )
        for row in running for org in sorted(out[row.id], key=str)
    ]  # fmt: skip


def _looks(viewer: Viewer, now: datetime, zone: str) -> Iterator[tuple[Wait, Proposal]]:
    """Decisions to look at again for which a member that the viewer speaks for has not answered; who steers the
    alliance sees each until it is over."""
    today = day_of(now, zone)
    due = list(
        _of(viewer, life__in=STANDING)
        .filter(_asked(today, now))
        .order_by(F("review_on").asc(nulls_last=True), "number")
    )
    own = set(map(str, access.voices(viewer.alliance, viewer.person, now)))
    told = stories(viewer.alliance, [row.id for row in due])
    for row in due:
        look = running_look(told[row.id])
        if own - look.answers.keys() if own else viewer.may("decision.review"):
            when = (
                "due today"
                if row.review_on == today
                else "overdue"
                if row.review_on and row.review_on < today
                else "begun"
            )
            url = reverse("decision", args=[viewer.slug, row.number])
            yield Wait("review", f"Look again at {row}, {when}", url, row.review_on, row.title), row


def _asked(today: date, now: datetime) -> Q:
    """Due, or begun by somebody's answer; not one whose time for answers is over and that only waits to be settled."""
    open_still = Q(review_closes_at=None) | Q(review_closes_at__gt=now)
    return open_still & (Q(review_on__lte=today) | Q(review_closes_at__gt=now))


def _acts(viewer: Viewer) -> list[Wait]:
    mine = [matter for matter, (permission, _) in ACTS.items() if viewer.may(permission)]
    if not mine:
        return []
    found = _of(viewer, result="carried", matter__in=mine, life=Life.WAITING).order_by("number")
    return [
        Wait(
            "act",
            ACTS[row.matter][1].format(ref=row),
            reverse("decision", args=[viewer.slug, row.number]),
            None,
            row.title,
        )
        for row in found
    ]


def _of(viewer: Viewer, **wanted: Any) -> QuerySet[Proposal]:
    return Proposal.objects.filter(alliance_id=viewer.alliance, **wanted)
