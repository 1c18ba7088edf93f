"""What can be seen of early warnings: by everybody in the alliance, alike."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, QuerySet, Value, When
from django.urls import reverse

from alliance.contract.access import local_day
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.links.queries import resolve
from alliance.links.thread import numbers
from alliance.tickets import queries as tickets
from alliance.wings.offers import Citation, Reference, Wait
from risks.register.words import DOMAINS, due_words, said
from risks.warnings.models import EarlyWarning, WarningPool
from risks.warnings.shapes import OverdueWarning, WarningPage, WarningRow, WarningTickets
from risks.warnings.words import ANSWERS, OPEN, TOUCHES

PAGE = 50


def warnings(viewer: Viewer, *, state: str = "", number: int = 1) -> Page[WarningRow]:
    """Page `number` of the warnings: those that wait first, then the latest; `state` "open" leaves out what is answered."""
    found = _of(viewer).order_by(Case(When(answer="", then=Value(0)), default=Value(1)), "-number")
    found = found.filter(answer__in=OPEN) if state == "open" else found
    page: Page[Any] = Paginator(found, PAGE).get_page(number)
    known = resolve(viewer, [one.ref for one in page.object_list if one.ref])
    today = local_day(viewer.alliance, clock.now())
    page.object_list = [_row(viewer, one, known, today) for one in page.object_list]
    return page


def warning(viewer: Viewer, number: int) -> WarningPage:
    """One warning; NotFound where there is none."""
    found = _of(viewer).filter(number=number).first()
    if found is None:
        raise NotFound
    row = _row(
        viewer,
        found,
        resolve(viewer, [found.ref] if found.ref else []),
        local_day(viewer.alliance, clock.now()),
    )
    able = row.open and viewer.may("warning.answer")
    may = ["answer", "raise"] if able and viewer.may("risk.raise") else ["answer"] if able else []
    return WarningPage(row, found.touches if found.touches in dict(DOMAINS) else "", may)


def overdue(viewer: Viewer) -> list[OverdueWarning]:
    """Warnings whose day to be answered, or to be looked at again, has passed; the longest first. Two queries."""
    today = local_day(viewer.alliance, clock.now())
    late = _of(viewer).filter(answer__in=OPEN, due_on__lt=today).order_by("due_on", "number")
    return [
        OverdueWarning(
            str(one), one.words, "To be looked at again" if one.answer else "A warning to be answered", one.due_on,
            _url(viewer, one),
        )
        for one in late
    ]  # fmt: skip


def pool(viewer: Viewer) -> WarningTickets:
    """Where a warning without a name is written."""
    found = WarningPool.objects.filter(alliance=viewer.alliance).values_list("window", flat=True).first()
    return WarningTickets(found, tickets.address())


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """Warnings to be answered, and watched ones whose day has come, for whoever may answer."""
    if not viewer.may("warning.answer"):
        return []
    today = local_day(viewer.alliance, now)
    found = [
        one
        for one in _of(viewer).filter(answer__in=OPEN).order_by("due_on", "number")
        if not one.answer or one.due_on <= today
    ]
    return [
        Wait(
            "warning", f"{'Look again at' if one.answer else 'Answer the warning'} {one}: {due_words((one.due_on - today).days)}",
            _url(viewer, one), one.due_on, one.words,
        )
        for one in found
    ]  # fmt: skip


def references(viewer: Viewer, refs: Iterable[str]) -> list[Reference]:
    """What W-01 stands for."""
    wanted = {int(ref.partition("-")[2]): ref for ref in refs}
    return [_reference(viewer, one, wanted[one.number]) for one in _of(viewer).filter(number__in=wanted)]


def things(viewer: Viewer, ids: set[str]) -> dict[str, Reference]:
    """By id, what a warning is called."""
    return {str(one.id): _reference(viewer, one, str(one)) for one in _of(viewer).filter(id__in=ids)}


def cites(viewer: Viewer, refs: list[str]) -> list[Citation]:
    """What a warning led to. The other way round is told by what it led to. One query."""
    found = _of(viewer).filter(number__in=numbers(refs, "W")).exclude(ref="")
    return [
        Citation(str(one), one.ref, _noon(one.answered_on), f"Came of {one}")
        for one in found
        if one.answered_on
    ]


def _noon(day: date) -> datetime:
    """A warning has days and no instants; in a thread it stands at noon."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=clock.now().tzinfo)


def _of(viewer: Viewer) -> QuerySet[EarlyWarning]:
    return EarlyWarning.objects.filter(alliance=viewer.alliance)


def _url(viewer: Viewer, one: EarlyWarning) -> str:
    return reverse("warning", args=[viewer.slug, one.number])


def _reference(viewer: Viewer, one: EarlyWarning, ref: str) -> Reference:
    return Reference(
        ref, one.words, _url(viewer, one), said(ANSWERS, one.answer) if one.answer else "Waits for an answer"
    )


def _row(viewer: Viewer, one: EarlyWarning, known: dict[str, Reference], today: date) -> WarningRow:
    still = one.answer in OPEN
    return WarningRow(
        one.id, str(one), one.number, one.words, one.touches, said(TOUCHES, one.touches) if one.touches else "Not said",
        one.heard_on, still, one.answer, said(ANSWERS, one.answer) if one.answer else "Waits for an answer", one.reply,
        one.answered_on, known.get(one.ref), one.due_on, due_words((one.due_on - today).days) if still else "",
        _url(viewer, one),
    )  # fmt: skip
