"""What waits for a viewer among the risks: to hold one, to look at one again, a day that comes near."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q

from alliance.contract.access import local_day, mandates
from alliance.door.access import Viewer
from alliance.wings.offers import Wait
from risks.register.models import Holder, Risk
from risks.register.queries.listing import held, url
from risks.register.words import days_words, due_words

REVIEWS_SOON, DAY_SOON = timedelta(days=30), timedelta(days=90)


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """Where a partner this viewer answers for is asked; reviews due within 30 days; risks whose day is within 90."""
    return _asked(viewer, now) + _near(viewer, local_day(viewer.alliance, now))


def _asked(viewer: Viewer, now: datetime) -> list[Wait]:
    mine = [one.org_id for one in mandates(viewer.alliance, now) if one.person_id == viewer.person]
    asked = Holder.objects.filter(org__in=mine, state="asked").exclude(responsibility__risk__state="closed")
    return [
        Wait(
            "risk_asked", f"You are asked to hold {one.responsibility.risk}",
            url(viewer, one.responsibility.risk.number), None, f"For {one.org.name}: {one.responsibility.risk.event}",
        )
        for one in asked.select_related("org", "responsibility__risk").order_by("since", "responsibility__risk__number", "id")
    ]  # fmt: skip


def _near(viewer: Viewer, today: date) -> list[Wait]:
    """Reviews, and days known beforehand: for the partners that hold the risk, and for who watches all of them."""
    near = Q(review_on__lte=today + REVIEWS_SOON) | Q(expected_on__range=(today, today + DAY_SOON))
    found = (
        Risk.objects.filter(near, alliance=viewer.alliance)
        .exclude(state="closed")
        .order_by("review_on", "number")
    )
    if not viewer.may("risk.watch"):
        found = found.filter(id__in=held(viewer, viewer.orgs))
    return [wait for one in found for wait in _near_waits(viewer, one, today)]


def _near_waits(viewer: Viewer, risk: Risk, today: date) -> Iterable[Wait]:
    there = url(viewer, risk.number)
    if risk.review_on <= today + REVIEWS_SOON:
        words = due_words((risk.review_on - today).days)
        yield Wait("risk_review", f"Look at {risk} again: {words}", there, risk.review_on, risk.event)
    if risk.expected_on and today <= risk.expected_on <= today + DAY_SOON:
        left = days_words((risk.expected_on - today).days)
        yield Wait("risk_near", f"{risk} has {left} left", there, risk.expected_on, risk.event)
