"""Sheets that are due, for those who send them; and for the manager, whom to ask what would help."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse

from alliance.calendar.rules import day_of
from alliance.contract.models import Alliance
from alliance.door.access import Viewer
from alliance.wings.offers import Wait
from measures.atoms.models import FileVersion
from measures.plan.reading import PeriodRow, Plan, Supplier, read_plan
from measures.uploads.keeping.registers import address
from measures.uploads.keeping.words import due_words

A_YEAR = timedelta(days=400)
ASK = "ask what would help"


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """The sheets of the newest period that has ended and that are not here yet."""
    if not (viewer.may("upload.send") or viewer.may("upload.follow")):
        return []
    plan = read_plan(viewer.alliance)
    today = day_of(now, Alliance.objects.values_list("zone", flat=True).get(id=viewer.alliance))
    ended = [each for each in plan.periods if each.ends_on < today]
    return _waits(viewer, plan, ended[-1], today) if ended else []


def _waits(viewer: Viewer, plan: Plan, period: PeriodRow, today: date) -> list[Wait]:
    sent = set(FileVersion.objects.filter(period_id=period.id).values_list("org_id", flat=True))
    open_ = [each for each in plan.suppliers if each.org not in sent and each.starts_on <= period.ends_on]
    mine = [each for each in open_ if viewer.may("upload.send") and each.org in viewer.orgs]
    others = [each for each in open_ if each not in mine] if viewer.may("upload.follow") else []
    return [*(_own(viewer, period, today) for _ in mine), *_others(viewer, plan, others, period, today)]


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
    url = reverse("uploads", args=[viewer.slug])
    return [Wait("sheets_out", text, url, period.due_on, detail and f"{detail}: {ASK}")]


def _when(period: PeriodRow, today: date) -> str:
    """How near the day is; the day itself stands beside it."""
    return due_words(period, today).partition(",")[0] if today <= period.due_on else "not here yet"


def _late(plan: Plan, today: date, orgs: set[UUID]) -> dict[UUID, str]:
    """By partner, the last sheet of the past year that came after its day: a reason to ask, not to blame."""
    periods = {each.id: each for each in plan.periods if each.ends_on > today - A_YEAR}
    first = FileVersion.objects.filter(org__in=orgs, period__in=periods, number=1)
    found: dict[UUID, str] = {}
    for org, period, at in first.order_by("committed_at").values_list("org_id", "period_id", "committed_at"):
        days = (at.date() - periods[period].due_on).days
        if days > 0:
            found[org] = f"{periods[period].code} came {days} days after its day"
    return found
