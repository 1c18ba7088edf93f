"""What can be seen of meetings: those that come, those that were, and one with all that belongs to it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse

from alliance.calendar.rules import day_of, earliest_event, working_days_after
from alliance.contract.matters import Rule
from alliance.decisions.queries.register import open_decisions
from alliance.decisions.reading.values import OpenDecision
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.links.queries import resolve
from alliance.tasks.queries import made_by
from alliance.wings.offers import Reference, Wait
from meetings.meetings import rules
from meetings.meetings.models import AgendaItem, Attendance, Meeting, Minutes, MinutesDraft
from meetings.meetings.rules import Presence
from meetings.meetings.settings import Ground, ground
from meetings.meetings.shapes import (
    Draft,
    Item,
    MeetingPage,
    MeetingRow,
    MinutesShown,
    QuorumShown,
    Seat,
    Span,
)
from meetings.meetings.states import WORDS, State, verbs

PAGE = 50
SOON = timedelta(days=7)
COMING = (State.SCHEDULED, State.OPEN)


def meetings(viewer: Viewer, *, past: bool = False, number: int = 1) -> Page[MeetingRow]:
    """Page `number` of the meetings: those that come, soonest first, or those past, latest first."""
    found = _of(viewer).exclude(state__in=COMING) if past else _of(viewer).filter(state__in=COMING)
    page: Page[Any] = Paginator(
        found.order_by("-starts_at" if past else "starts_at", "number"), PAGE
    ).get_page(number)
    page.object_list = [_row(viewer, meeting) for meeting in page.object_list]
    return page


def meeting(viewer: Viewer, number: int) -> MeetingPage:
    """One meeting by its number, with agenda, attendance, quorum, minutes and actions; NotFound where there is none."""
    found, base = _found(viewer, number), ground(viewer.alliance)
    record = list(found.attendance.all())
    kept = _notice(found, base)
    items = _items(viewer, found, kept, base)
    return MeetingPage(
        meeting=_row(viewer, found), reason=found.reason,
        notice_words=rules.notice_words(kept), notice_kept=kept.enough,
        items=items, open_decisions=_unlisted(viewer, found, items),
        seats=_seats(viewer, found, base, record), quorum=_quorum(found, base, record),
        minutes=[_minutes(one) for one in found.minutes.select_related("issued_by").order_by("-number")],
        minutes_due=_minutes_due(found.closed_at, base), tasks=made_by(viewer, str(found)),
        verbs=_verbs(found, base), may_run=viewer.may("meeting.run"), may_write=viewer.may("minutes.write"),
    )  # fmt: skip


def draft(viewer: Viewer, number: int) -> Draft:
    """The minutes being written, or what they begin with; NotFound for those who do not write them."""
    found = _found(viewer, number)
    if not viewer.may("minutes.write"):
        raise NotFound
    kept = MinutesDraft.objects.filter(meeting_id=found.id).first()
    text = kept.text if kept else _beginning(viewer, found)
    return Draft(_row(viewer, found), text, kept.edition if kept else 0, "issue" in verbs(found.state))


def next_day(viewer: Viewer) -> str:
    """What the notice rule means today, in words, for who announces a meeting."""
    base = ground(viewer.alliance)
    days = base.book.agenda_clear_days
    first = earliest_event(base.day(clock.now()), days)
    when = f"{first:%A} {first.day} {first:%B}"
    return f"The rule-book asks for {days} clear days of notice: a meeting announced today can decide from {when}."


def _minutes_due(closed: datetime | None, base: Ground) -> date | None:
    return working_days_after(base.day(closed), base.book.minutes_working_days) if closed else None


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """Meetings of the next seven days for everyone; minutes to write for who writes them."""
    coming = _of(viewer).filter(state__in=COMING, ends_at__gt=now, starts_at__lte=now + SOON)
    found = [_coming(viewer, one) for one in coming.order_by("starts_at")]
    if not viewer.may("minutes.write"):
        return found
    unwritten = list(_of(viewer).filter(state=State.CLOSED, minutes=None).order_by("closed_at"))
    base = ground(viewer.alliance) if unwritten else None
    return found + [_to_write(viewer, one, base) for one in unwritten if base]


def references(viewer: Viewer, refs: Iterable[str]) -> list[Reference]:
    """What MT-003 stands for."""
    numbers = {int(ref.partition("-")[2]): ref for ref in refs}
    return [_reference(viewer, one, numbers[one.number]) for one in _of(viewer).filter(number__in=numbers)]


def things(viewer: Viewer, ids: set[str]) -> dict[str, Reference]:
    """By id, what a meeting is called."""
    return {str(one.id): _reference(viewer, one, str(one)) for one in _of(viewer).filter(id__in=ids)}


def _reference(viewer: Viewer, meeting: Meeting, ref: str) -> Reference:
    return Reference(ref, meeting.title, _url(viewer, meeting), WORDS[meeting.state])


def _of(viewer: Viewer) -> QuerySet[Meeting]:
    return Meeting.objects.filter(alliance=viewer.alliance).select_related("alliance")


def _found(viewer: Viewer, number: int) -> Meeting:
    found = _of(viewer).filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def _url(viewer: Viewer, meeting: Meeting) -> str:
    return reverse("meeting", args=[viewer.slug, meeting.number])


def _row(viewer: Viewer, one: Meeting) -> MeetingRow:
    return MeetingRow(
        id=one.id, number=one.number, ref=str(one), title=one.title, place=one.place, starts=one.starts_at,
        ends=one.ends_at, zone=one.alliance.zone, state=one.state, state_words=WORDS[one.state], url=_url(viewer, one),
    )  # fmt: skip


def _verbs(one: Meeting, base: Ground) -> tuple[str, ...]:
    early = base.day(clock.now()) < base.day(one.starts_at)
    return tuple(sorted(verbs(one.state) - ({"open", "attend"} if early else set())))


def _notice(one: Meeting, base: Ground) -> rules.Notice:
    return rules.notice(one.announced_at, one.starts_at, base.zone, base.book.agenda_clear_days)


def _items(viewer: Viewer, one: Meeting, kept: rules.Notice, base: Ground) -> list[Item]:
    rows = list(one.items.select_related("added_by"))
    known = resolve(viewer, [row.ref for row in rows if row.ref])
    return [
        _item(viewer, row, known.get(row.ref), listed=rules.listed_in_time(row.added_at, kept, base.zone))
        for row in rows
    ]


def _item(viewer: Viewer, row: AgendaItem, known: Reference | None, *, listed: bool) -> Item:
    mine = row.added_by_id == viewer.person
    words = ": ".join(part for part in (known.title if known else "", row.text) if part)
    return Item(
        id=row.id, position=row.position, ref=row.ref, title=words, url=known.url if known else "",
        state=known.state if known else "", listed=listed, added_by=str(row.added_by or ""),
        may_remove=mine or viewer.may("meeting.run"),
    )  # fmt: skip


def _unlisted(viewer: Viewer, one: Meeting, items: list[Item]) -> list[OpenDecision]:
    if one.state not in COMING:
        return []
    there = {item.ref for item in items}
    return [decision for decision in open_decisions(viewer) if decision.ref not in there]


def _members(one: Meeting, base: Ground) -> tuple[UUID, ...]:
    return tuple(UUID(org) for org in one.members) if one.opened_at else base.members


def _seats(viewer: Viewer, one: Meeting, base: Ground, record: list[Attendance]) -> list[Seat]:
    members = _members(one, base)
    came = {row.org_id for row in record}
    here = came if one.state == State.CLOSED else came | base.present
    others = [org for org in base.names if org not in members and org in here]
    may = viewer.may("meeting.run")
    return [
        _seat(org, base, record, org in members, may or org in viewer.orgs) for org in (*members, *others)
    ]


def _seat(org: UUID, base: Ground, record: list[Attendance], counts: bool, may: bool) -> Seat:
    spans = [Span(row.joined_at, row.left_at) for row in record if row.org_id == org]
    return Seat(
        org, base.names[org], base.sides[org], counts, any(span.left is None for span in spans), spans, may
    )


def _quorum(one: Meeting, base: Ground, record: list[Attendance]) -> QuorumShown:
    members, at = _members(one, base), one.closed_at or clock.now()
    need = one.need if one.opened_at else rules.need(base.book, len(members))
    there = [Presence(row.org_id, row.joined_at, row.left_at) for row in record]
    found = rules.quorum_at(members, need, there, at)
    changes = rules.quorum_changes(members, need, there, one.opened_at, at) if one.opened_at else []
    return QuorumShown(
        need, len(found.present), found.base, found.met,
        rules.quorum_words(found, base.names, over=one.closed_at is not None), _verdict(one, found),
        rules.change_words(changes, base.zone),
    )  # fmt: skip


def _verdict(one: Meeting, found: rules.Quorum) -> str:
    if one.state != State.OPEN:
        return rules.need_words(found, over=one.state == State.CLOSED)
    refused = rules.may_decide(found, Rule.CONSENT)
    return refused.sentence if refused else "The meeting can decide what was listed in time."


def _minutes(one: Minutes) -> MinutesShown:
    return MinutesShown(one.number, one.text, one.issued_at, str(one.issued_by or ""))


def _beginning(viewer: Viewer, one: Meeting) -> str:
    base, record = ground(viewer.alliance), list(one.attendance.all())
    there = [
        (base.names[row.org_id], rules.hour(row.joined_at, base.zone),
         f"until {rules.hour(row.left_at, base.zone)}" if row.left_at else "to the end")
        for row in record
    ]  # fmt: skip
    items = _items(viewer, one, _notice(one, base), base)
    agenda = [" ".join(part for part in (item.ref, item.title) if part) for item in items]
    return rules.minutes_draft(there, _quorum(one, base, record).words, agenda)


def _coming(viewer: Viewer, one: Meeting) -> Wait:
    day = day_of(one.starts_at, one.alliance.zone)
    words = (
        f"{one.title} meets on {day:%A} {day.day} {day:%B}, {rules.hour(one.starts_at, one.alliance.zone)}"
    )
    return Wait("meeting", words, _url(viewer, one), day, one.place)


def _to_write(viewer: Viewer, one: Meeting, base: Ground) -> Wait:
    due = _minutes_due(one.closed_at, base)
    return Wait("minutes", f"Minutes of {one} are to be written", _url(viewer, one), due, one.title)
