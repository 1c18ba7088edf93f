"""Sheets that are due, for those who send them; and for the manager, whom to ask what would help."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse

from alliance.contract.access import local_day
from alliance.door.access import Viewer
from alliance.wings.offers import Wait
from measures.atoms.models import FileVersion
from measures.plan.reading import PeriodRow, Plan, Supplier, read_plan
from measures.plan.rules import day_words, listed
from measures.uploads.keeping.registers import address
from measures.uploads.keeping.words import due_words
from measures.uploads.models import under_way

A_YEAR = timedelta(days=400)
ASK = "Please ask them what would help."
MOST_LINES = 2  # more sheets that are not here are told in one line

Out = tuple[PeriodRow, tuple[Supplier, ...]]


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """Every sheet of one's own that is not here yet, the oldest first; for who follows all, those of the newest period."""
    if not (viewer.may("upload.send") or viewer.may("upload.follow")):
        return []
    plan = read_plan(viewer.alliance)
    today = local_day(viewer.alliance, now)
    out, senders = not_here(viewer, plan, today), viewer.orgs if viewer.may("upload.send") else frozenset()
    mine = [period for period, partners in out if any(each.org in senders for each in partners)]
    begun = _begun(viewer, plan, senders, now) if senders else {}
    mine = [each for each in mine if each.code not in begun]
    return [*begun.values(), *_mine(viewer, mine, today), *_followed(viewer, plan, out, senders, today)]


def _begun(viewer: Viewer, plan: Plan, senders: frozenset[UUID], now: datetime) -> dict[str, Wait]:
    """By period, the newest sheet that was sent and is not committed yet, the oldest period first. One query."""
    rows = under_way(viewer.alliance, senders, now).values_list("period__code", "id", "expires_at")
    newest = {period: (key, ends) for period, key, ends in reversed(rows)}
    return {
        each.code: Wait(
            "sheet_begun", f"Your {each.code} sheet is sent, but not committed yet",
            reverse("upload_draft", args=[viewer.slug, newest[each.code][0]]), each.due_on,
            f"It is a draft, thrown away on {day_words(newest[each.code][1].date())}.",
        )
        for each in plan.periods if each.code in newest
    }  # fmt: skip


def not_here(viewer: Viewer, plan: Plan, today: date) -> list[Out]:
    """Each period that has ended with the partners whose sheet is not here yet, the oldest first; one query."""
    ended = [each for each in plan.periods if each.ends_on < today]
    here = FileVersion.objects.filter(
        org__alliance_id=viewer.alliance, period__in=[each.id for each in ended]
    )
    sent = set(here.values_list("period_id", "org_id"))
    return [
        (period, tuple(
            each for each in plan.suppliers
            if (period.id, each.org) not in sent and each.starts_on <= period.ends_on
        ))
        for period in ended
    ]  # fmt: skip


def _mine(viewer: Viewer, periods: list[PeriodRow], today: date) -> list[Wait]:
    """A line for each sheet; where there are many, the older ones share one."""
    if len(periods) <= MOST_LINES:
        return [_own(viewer, each, today) for each in periods]
    older, url = periods[:-1], reverse("uploads", args=[viewer.slug])
    text = f"Your {len(older)} older sheets, still welcome: {listed([each.code for each in older])}"
    return [Wait("sheets_due", text, url, older[0].due_on), _own(viewer, periods[-1], today)]


def _followed(
    viewer: Viewer, plan: Plan, out: list[Out], senders: frozenset[UUID], today: date
) -> list[Wait]:
    if not (out and viewer.may("upload.follow")):
        return []
    period, partners = out[-1]
    others = [each for each in partners if each.org not in senders]
    return _others(viewer, plan, others, period, today)


def _own(viewer: Viewer, period: PeriodRow, today: date) -> Wait:
    url = reverse("upload", args=[viewer.slug, address(period)])
    return Wait("sheet_due", f"Your {period.code} sheet, {_when(period, today)}", url, period.due_on)


def _others(
    viewer: Viewer, plan: Plan, partners: list[Supplier], period: PeriodRow, today: date
) -> list[Wait]:
    """One line for all whose sheet is out: whoever follows them asks, and sends none of them."""
    if not partners:
        return []
    late = _late(plan, today, {each.org for each in partners})
    detail = "; ".join(f"{each.name}’s {late[each.org]}" for each in partners if each.org in late)
    names, when = [each.name for each in partners], _when(period, today)
    text = (
        f"{names[0]}’s {period.code} sheet, {when}"
        if len(names) == 1
        else f"{len(names)} sheets of {period.code}, {when}: {', '.join(names)}"
    )
    url = reverse("due", args=[viewer.slug])
    return [Wait("sheets_out", text, url, period.due_on, detail and f"{detail}. {ASK}")]


def _when(period: PeriodRow, today: date) -> str:
    """How near the day is; the day itself stands beside it."""
    return due_words(period, today).partition(",")[0] if today <= period.due_on else "not here yet"


def _late(plan: Plan, today: date, orgs: set[UUID]) -> dict[UUID, str]:
    """By partner, the last sheet of the past year that came after its day: a reason to ask, not to blame."""
    periods = {each.id: each for each in plan.periods if each.ends_on > today - A_YEAR}
    first = FileVersion.objects.filter(org__in=orgs, period__in=periods, number=1)
    found: dict[UUID, str] = {}
    for org, period, at in first.order_by("committed_at", "period__starts_on", "id").values_list(
        "org_id", "period_id", "committed_at"
    ):
        days = (at.date() - periods[period].due_on).days
        if days > 0:
            found[org] = f"{periods[period].code} came {days} days after its day"
    return found
