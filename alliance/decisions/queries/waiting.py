"""What waits for a viewer in the decisions: a ballot, a look back, a decision to act upon."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from alliance.calendar.rules import day_of
from alliance.contract.models import Alliance, Organisation
from alliance.decisions.models import STANDING, Proposal
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
    """The viewer's ballots that are still out, looks back that are due, and carried decisions that wait for an act."""
    zone = Alliance.objects.values_list("zone", flat=True).get(id=viewer.alliance)
    return [*_votes(viewer, now, zone), *_looks(viewer, now, zone), *_acts(viewer)]


def looks_due(viewer: Viewer, by: date) -> list[tuple[Reference, date]]:
    """Decisions in force at which members are to look again by the day `by`, each with its day, the earliest first."""
    found = _of(viewer, life__in=STANDING, review_on__lte=by).order_by("review_on", "number")
    return [
        (Reference(str(row), row.title, reverse("decision", args=[viewer.slug, row.number])), row.review_on)
        for row in found
        if row.review_on
    ]


def _votes(viewer: Viewer, now: datetime, zone: str) -> list[Wait]:
    running = list(_of(viewer, result="", closes_at__gt=now).order_by("closes_at"))
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


def _looks(viewer: Viewer, now: datetime, zone: str) -> list[Wait]:
    if not viewer.may("decision.review"):
        return []
    today = day_of(now, zone)
    due = _of(viewer, life__in=STANDING, review_on__lte=today).order_by("review_on")
    return [
        Wait(
            "review", f"Look again at {row}, {'due today' if row.review_on == today else 'overdue'}",
            reverse("decision", args=[viewer.slug, row.number]), row.review_on, row.title,
        )
        for row in due
    ]  # fmt: skip


def _acts(viewer: Viewer) -> list[Wait]:
    mine = [matter for matter, (permission, _) in ACTS.items() if viewer.may(permission)]
    if not mine:
        return []
    found = _of(viewer, result="carried", used_at=None, matter__in=mine, life__in=STANDING).order_by("number")
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
