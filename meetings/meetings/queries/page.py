"""One meeting with all that belongs to it: agenda and votes, who is here, quorum, minutes, actions."""

from datetime import datetime

from django.db.models import Count

from alliance.contract.matters import Rule
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.tasks.queries import made_by
from meetings.meetings import course, rules
from meetings.meetings.models import AgendaItem, Attendance, Meeting, TakenUp
from meetings.meetings.queries.base import address, minutes_due, one, row
from meetings.meetings.queries.items import items
from meetings.meetings.queries.seats import seats
from meetings.meetings.queries.suggestions import suggestions
from meetings.meetings.rules import Presence
from meetings.meetings.settings import Ground, ground
from meetings.meetings.shapes import Item, MeetingPage, MinutesLine, Other, QuorumShown
from meetings.meetings.states import State, verbs
from meetings.meetings.words import day_remark, late_words, undecided_words


def meeting(viewer: Viewer, number: int) -> MeetingPage:
    """One meeting by its number, with agenda, votes, attendance, quorum, minutes and actions; NotFound where there is none."""
    found, base = one(viewer, number), ground(viewer.alliance)
    record = list(found.attendance.all())
    talks = list(TakenUp.objects.filter(item__meeting=found).order_by("at", "id"))
    agenda = list(found.items.select_related("added_by", "carried_from__meeting").prefetch_related("votes"))
    quorum = _quorum(found, base, record, talks, agenda)
    kept = rules.notice(found.announced_at, found.starts_at, base.zone, base.book.agenda_clear_days)
    now = talks[-1].item_id if talks else None
    shown = items(viewer, found, agenda, kept, now, quorate=quorum.met)
    twice = any(item.undecided and item.carried_from_id for item in agenda)
    next_ = _next(found, twice=twice)
    return MeetingPage(
        meeting=row(viewer, found), opened_at=found.opened_at, closed_at=found.closed_at, reason=found.reason,
        day_remark=day_remark(base.day(found.starts_at), clock.holidays()) if found.state == State.SCHEDULED else "",
        notice_words=rules.notice_words(kept), notice_kept=kept.enough,
        items=shown, agenda_notes=_notes(shown, kept), suggestions=suggestions(viewer, found, _listed(shown)),
        seats=seats(viewer, found, base, record), quorum=quorum, minutes=_minutes(found),
        minutes_due=minutes_due(viewer, found, base), tasks=made_by(viewer, str(found)),
        in_series=found.series_id is not None, adjourned_from=_other(viewer, found.adjourned_from),
        adjourned_to=_other(viewer, next_),
        may_call_again=twice and next_ is None and viewer.may("meeting.run"), verbs=_verbs(found, base), may_run=viewer.may("meeting.run"),
        may_write=viewer.may("minutes.write"),
    )  # fmt: skip


def _listed(shown: list[Item]) -> list[str]:
    """What stands on the agenda already: the items' references, and those of the votes under them."""
    return [ref for item in shown for ref in (item.ref, *(vote.ref for vote in item.votes)) if ref]


def _notes(shown: list[Item], kept: rules.Notice) -> list[str]:
    """What is said once of several items; a meeting that had too little notice says so of itself, and not of each."""
    late = [item.position for item in shown if kept.enough and not item.listed]
    left = [item.position for item in shown if item.undecided]
    return [words for words in (late_words(late), undecided_words(left)) if words]


def _next(found: Meeting, *, twice: bool) -> Meeting | None:
    """The adjourned meeting that was called for what lacked the quorum here for the second time."""
    return found.adjourned_to.exclude(state=State.CANCELLED).first() if twice else None


def _other(viewer: Viewer, found: Meeting | None) -> Other | None:
    return Other(str(found), address(viewer, found)) if found else None


def _verbs(found: Meeting, base: Ground) -> tuple[str, ...]:
    now = clock.now()
    soon = {
        "attend": rules.check_on_the_day(found.starts_at, now, base.zone),
        "open": rules.check_opening(found.starts_at, now, base.zone),
    }
    return tuple(sorted(verbs(found.state) - {verb for verb, refused in soon.items() if refused}))


def _quorum(
    found: Meeting, base: Ground, record: list[Attendance], talks: list[TakenUp], agenda: list[AgendaItem]
) -> QuorumShown:
    counted, at = base.counted(found.members), found.closed_at or clock.now()
    need = found.need if found.opened_at else _need(found, base, len(counted))
    there = [Presence(row.org_id, row.joined_at, row.left_at) for row in record]
    now = rules.quorum_at(counted, need, there, at)
    return QuorumShown(
        need, len(now.present), now.base, now.met,
        rules.quorum_words(now, base.names, over=found.closed_at is not None), _verdict(found, now),
        _story(found, base, rules.quorum_changes(counted, need, there, found.opened_at or at, at), talks, agenda),
    )  # fmt: skip


def _story(
    found: Meeting, base: Ground, changes: list[rules.Change], talks: list[TakenUp], agenda: list[AgendaItem]
) -> list[str]:
    if found.opened_at is None:
        return []
    places = {item.id: item.position for item in agenda}
    return course.story_words(
        changes, [course.Talk(talk.item_id, talk.at) for talk in talks], places, base.zone
    )


def _need(found: Meeting, base: Ground, members: int) -> int:
    return rules.need(base.book, members, adjourned=found.adjourned_from_id is not None)


def _verdict(found: Meeting, now: rules.Quorum) -> str:
    if found.state != State.OPEN:
        return rules.need_words(now, over=found.state == State.CLOSED)
    refused = rules.may_decide(now, Rule.CONSENT)
    return refused.sentence if refused else "The meeting can decide what was listed in time."


def _minutes(found: Meeting) -> MinutesLine | None:
    versions = found.minutes.select_related("issued_by").annotate(said=Count("acceptances"))
    last = versions.order_by("-number").first()
    if last is None:
        return None
    issued: datetime = last.issued_at
    return MinutesLine(
        last.number, issued, str(last.issued_by or ""), last.said, len(last.attendees), last.official_at
    )
