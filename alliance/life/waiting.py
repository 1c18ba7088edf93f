"""What waits for a viewer once votes are over: a board to report on, a correction to read while one may object, a report on
what was referred, an emergency use that ends unless all let it stand."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from alliance.calendar.rules import day_of
from alliance.contract import access
from alliance.contract.models import Alliance
from alliance.decisions.count.correcting import CORRECTED, OBJECTED, Standing, corrections
from alliance.decisions.count.electorate import EMERGENCY
from alliance.decisions.count.tally import Result
from alliance.decisions.models import STANDING, Life, Proposal, Ratification
from alliance.door.access import Viewer
from alliance.ledger import queries as ledger
from alliance.wings.offers import Wait


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """For who holds a mandate: boards that are awaited, and corrections to which members may still object; for them and who
    steers the alliance, emergency uses that hold, and referred matters without a report."""
    own = access.voices(viewer.alliance, viewer.person, now)
    if not own and not viewer.may("report.note"):
        return []
    zone = Alliance.objects.values_list("zone", flat=True).get(id=viewer.alliance)
    mine = [*_boards(viewer, own, now, zone), *_corrections(viewer, now, zone)] if own else []
    return [*mine, *_uses(viewer, now, zone), *_referred(viewer)]


def _uses(viewer: Viewer, now: datetime, zone: str) -> Iterator[Wait]:
    """An emergency use that no vote lets stand yet, until its day; while such a vote runs, the vote waits instead."""
    running = Proposal.objects.filter(
        alliance_id=viewer.alliance, result="", closes_at__gt=now, ratifies__isnull=False
    )
    rows = Proposal.objects.filter(
        alliance_id=viewer.alliance, category=EMERGENCY, used_at__isnull=False, ratified_by=None,
        life__in=["", *STANDING], expires_on__gte=day_of(now, zone),
    ).exclude(id__in=running.values("ratifies")).order_by("expires_on", "number")  # fmt: skip
    for row in rows:
        text = f"{row}, an emergency use, ends on its day unless all let it stand: put it to the next meeting"
        yield Wait(
            "emergency", text, reverse("decision", args=[viewer.slug, row.number]), row.expires_on, row.title
        )


def _referred(viewer: Viewer) -> Iterator[Wait]:
    """For who steers the alliance: what was referred, until somebody notes a report."""
    if not viewer.may("report.note"):
        return
    for row in Proposal.objects.filter(alliance_id=viewer.alliance, result=Result.REFER, life="").order_by(
        "number"
    ):
        url = reverse("decision", args=[viewer.slug, row.number])
        yield Wait("report", f"Note what was reported on {row}, which was referred", url, None, row.title)


def _boards(viewer: Viewer, own: frozenset[UUID], now: datetime, zone: str) -> Iterator[Wait]:
    asked = Ratification.objects.filter(
        org__in=own, ratified_at=None, proposal__alliance_id=viewer.alliance, proposal__life=Life.SUBJECT,
        proposal__long_stop__gt=now,
    )  # fmt: skip
    for one in asked.select_related("org", "proposal").order_by(
        "proposal__long_stop", "proposal__number", "org__position"
    ):
        row = one.proposal
        text = f"Tell when {one.org}’s board has ratified {row}"
        url = reverse("decision_ratify", args=[viewer.slug, row.number])
        yield Wait("ratify", text, url, day_of(row.long_stop, zone) if row.long_stop else None, row.title)


def _corrections(viewer: Viewer, now: datetime, zone: str) -> Iterator[Wait]:
    made = corrections(ledger.events(viewer.alliance, types=[CORRECTED, OBJECTED]))
    still = {one.event.body["proposal"]: one for one in made if one.standing(now) is Standing.OPEN}
    rows = Proposal.objects.filter(id__in=still) if still else ()
    for row in rows:
        text = f"Read the correction of {row}, and say if it should be a vote instead"
        url = reverse("decision", args=[viewer.slug, row.number])
        yield Wait("correction", text, url, day_of(still[str(row.id)].until, zone), row.title)
