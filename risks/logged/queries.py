"""What can be seen of assumptions, issues and dependencies."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.urls import reverse

from alliance.contract.access import local_day
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.ledger import queries as ledger
from alliance.ledger.event import Event
from alliance.links.queries import resolve
from alliance.links.thread import numbers
from alliance.wings.offers import Citation, Reference, Wait
from alliance.wings.sayings import day_words
from risks.logged import rules
from risks.logged.models import Logged, LoggedLink
from risks.logged.shapes import LoggedPage, LoggedRow
from risks.logged.words import KINDS, LETTERS, STATES
from risks.register.shapes import Link, Moment
from risks.register.words import due_words, said

PAGE = 50
SOON = timedelta(days=30)
_TITLES = {
    "logged.noted": "Noted", "logged.reviewed": "Looked at again; next on {day}", "logged.linked": "Linked to {ref}",
    "logged.closed": "Closed", "logged.reopened": "Opened again; we look on {day}",
}  # fmt: skip


def logged(viewer: Viewer, *, kind: str = "", state: str = "open", number: int = 1) -> Page[LoggedRow]:
    """Page `number` of the entries, the nearest day to look again first; `state` is open, closed or all."""
    found = _of(viewer).order_by("review_on", "kind", "number")
    found = found.filter(kind=kind) if kind else found
    found = found.filter(state=state) if state != "all" else found
    page: Page[Any] = Paginator(found, PAGE).get_page(number)
    today = local_day(viewer.alliance, clock.now())
    page.object_list = [_row(viewer, one, today) for one in page.object_list]
    return page


def entry(viewer: Viewer, letters: str, number: int) -> LoggedPage:
    """One entry by its reference; NotFound where there is none."""
    found = _of(viewer).filter(kind=LETTERS.get(letters, ""), number=number).first()
    if found is None:
        raise NotFound
    verbs = [verb for state, verb in rules.MOVES if state == found.state]
    return LoggedPage(
        _row(viewer, found, local_day(viewer.alliance, clock.now())), _links(viewer, found), _story(viewer, found),
        [*verbs, "link"] if viewer.may("logged.keep") else [],
    )  # fmt: skip


def references(viewer: Viewer, refs: Iterable[str]) -> list[Reference]:
    """What AS-01, IS-01 or DP-01 stands for. One query."""
    wanted = {
        (LETTERS[letters], int(number)): ref for ref in refs for letters, _, number in [ref.partition("-")]
    }
    found = _of(viewer).filter(
        kind__in={kind for kind, _ in wanted}, number__in={number for _, number in wanted}
    )
    return [
        _reference(viewer, one, wanted[one.kind, one.number])
        for one in found
        if (one.kind, one.number) in wanted
    ]


def things(viewer: Viewer, ids: set[str]) -> dict[str, Reference]:
    """By id, what an entry is called."""
    return {str(one.id): _reference(viewer, one, str(one)) for one in _of(viewer).filter(id__in=ids)}


def cites(viewer: Viewer, refs: list[str]) -> list[Citation]:
    """Entries that hang together with one of these, and what these entries hang together with. One query."""
    among = set(refs)
    near = Q(ref__in=refs) | Q(
        logged__number__in=[number for letters in LETTERS for number in numbers(refs, letters)]
    )
    links = LoggedLink.objects.filter(near, logged__alliance=viewer.alliance).select_related("logged")
    told = [(str(one.logged), one.ref, one.made_at) for one in links]
    there = [Citation(ref, own, at, f"Logged beside {ref}") for own, ref, at in told if ref in among]
    return there + [
        Citation(own, ref, at, f"Hangs together with {own}") for own, ref, at in told if own in among
    ]


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """Days to look again within 30 days, for who watches all of the register."""
    if not viewer.may("risk.watch"):
        return []
    today = local_day(viewer.alliance, now)
    near = (
        _of(viewer).filter(state="open", review_on__lte=today + SOON).order_by("review_on", "kind", "number")
    )
    return [
        Wait(
            "logged_review", f"Look at {one} again: {due_words((one.review_on - today).days)}", _url(viewer, one),
            one.review_on, one.words,
        )
        for one in near
    ]  # fmt: skip


def overdue(viewer: Viewer, day: date) -> list[LoggedRow]:
    """Open entries whose day to look again is before `day`, the oldest first. One query."""
    found = _of(viewer).filter(state="open", review_on__lt=day).order_by("review_on", "kind", "number")
    return [_row(viewer, one, day) for one in found]


def _of(viewer: Viewer) -> QuerySet[Logged]:
    return Logged.objects.filter(alliance=viewer.alliance)


def _url(viewer: Viewer, one: Logged) -> str:
    return reverse("logged_entry", args=[viewer.slug, KINDS[one.kind].letters, one.number])


def _reference(viewer: Viewer, one: Logged, ref: str) -> Reference:
    return Reference(ref, one.words, _url(viewer, one), said(STATES, one.state))


def _row(viewer: Viewer, one: Logged, today: date) -> LoggedRow:
    days, closed = (one.review_on - today).days, one.state == "closed"
    return LoggedRow(
        one.id, str(one), KINDS[one.kind].letters, one.number, one.kind, KINDS[one.kind].name, one.words, one.more, one.state, said(STATES, one.state),
        one.review_on, "" if closed else due_words(days), days < 0 and not closed, _url(viewer, one),
    )  # fmt: skip


def _links(viewer: Viewer, one: Logged) -> list[Link]:
    """What this entry names, and the entries that name it."""
    named_by = LoggedLink.objects.filter(logged__alliance=viewer.alliance, ref=str(one)).select_related(
        "logged"
    )
    refs = dict.fromkeys([*one.links.values_list("ref", flat=True), *(str(link.logged) for link in named_by)])
    found = resolve(viewer, refs)
    return [Link(ref, found.get(ref)) for ref in refs]


def _story(viewer: Viewer, one: Logged) -> list[Moment]:
    events = ledger.events(viewer.alliance, topics=[str(one.id)])
    texts = ledger.texts(viewer.alliance, [event.seq for event in events])
    return [Moment(event.at, _title(event), texts.get(event.seq, {}).get("reason", "")) for event in events]


def _title(event: Event) -> str:
    day = day_words(date.fromisoformat(event.body["review"])) if "review" in event.body else ""
    return _TITLES[event.type].format(ref=event.body.get("ref", ""), day=day)
