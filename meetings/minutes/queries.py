"""What can be seen of minutes: every version with who accepted it, the draft for who writes, and what waits."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse

from alliance.contract.models import Organisation
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.wings.offers import Wait
from meetings.meetings import queries as meetings
from meetings.meetings.models import Meeting
from meetings.meetings.settings import ground
from meetings.meetings.states import State, verbs
from meetings.minutes.models import Acceptance, Minutes, MinutesDraft
from meetings.minutes.record import headings, record_text
from meetings.minutes.shapes import Answer, Draft, MinutesPage, Version
from meetings.minutes.voices import voices

TO_READ = timedelta(days=14)


def minutes(viewer: Viewer, number: int) -> MinutesPage:
    """The minutes of MT-`number`, the latest version first; NotFound where there is no such meeting."""
    found = meetings.one(viewer, number)
    names = _names(viewer)
    rows = found.minutes.select_related("issued_by").prefetch_related("acceptances__by").order_by("-number")
    versions = [_version(row, names) for row in rows]
    own = voices(viewer.alliance, viewer.person, clock.now())
    return MinutesPage(
        meetings.row(viewer, found), versions, meetings.minutes_due(viewer, found, ground(viewer.alliance)),
        [one for one in versions[0].answers if _mine(one, versions[0], own)] if versions else [],
    )  # fmt: skip


def draft(viewer: Viewer, number: int) -> Draft:
    """The minutes being written, or what they begin with; NotFound for those who do not write them."""
    page = meetings.meeting(viewer, number)
    if not viewer.may("minutes.write"):
        raise NotFound
    kept = MinutesDraft.objects.filter(meeting_id=page.meeting.id).first()
    text = kept.text if kept else headings(page)
    may = "issue" in verbs(page.meeting.state) and not (page.minutes and page.minutes.official_at)
    return Draft(page.meeting, record_text(page), text, kept.edition if kept else 0, may)


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """Minutes to write, to accept or amend, and, for who was not there, to read once they are official."""
    return [*_to_write(viewer), *_to_answer(viewer, now), *_to_read(viewer, now)]


def _to_write(viewer: Viewer) -> list[Wait]:
    if not viewer.may("minutes.write"):
        return []
    unwritten = list(
        meetings.of(viewer).filter(state=State.CLOSED, minutes=None).order_by("closed_at", "number")
    )
    base = ground(viewer.alliance) if unwritten else None
    return [
        Wait(
            "minutes", f"Minutes of {one} are to be written", reverse("meeting", args=[viewer.slug, one.number]),
            meetings.minutes_due(viewer, one, base), one.title,
        )
        for one in unwritten if base
    ]  # fmt: skip


def _to_answer(viewer: Viewer, now: datetime) -> list[Wait]:
    """The latest version of each meeting's minutes, for each attendee the viewer speaks for that has not accepted it; an
    earlier version asks nothing once a later one is official."""
    out = Minutes.objects.filter(meeting__alliance=viewer.alliance)
    asking = out.exclude(meeting__minutes__official_at__isnull=False)
    found = (
        asking.select_related("meeting")
        .prefetch_related("acceptances")
        .order_by("issued_at", "meeting__number", "number")
    )
    latest = list({row.meeting_id: row for row in found}.values())
    own = voices(viewer.alliance, viewer.person, now) if latest else frozenset()
    names = _names(viewer) if own else {}
    return [
        Wait(
            "accept_minutes", f"Accept or amend the minutes of {row.meeting} for {names[org]}",
            _url(viewer, row.meeting), None, row.meeting.title,
        )
        for row in latest for org in names if org in own and _asked(row, org)
    ]  # fmt: skip


def _to_read(viewer: Viewer, now: datetime) -> list[Wait]:
    """Official minutes go to the members that were not there, and stand on their home for a fortnight."""
    found = Minutes.objects.filter(meeting__alliance=viewer.alliance, official_at__gt=now - TO_READ)
    own = {str(org) for org in viewer.orgs}
    return [
        Wait(
            "read_minutes", f"The minutes of {row.meeting} are official: read what was agreed without you",
            _url(viewer, row.meeting), None, row.meeting.title,
        )
        for row in found.select_related("meeting").order_by("official_at", "meeting__number")
        if own & (set(row.meeting.members) - set(row.attendees))
    ]  # fmt: skip


def _asked(row: Minutes, org: UUID) -> bool:
    said = {one.org_id for one in row.acceptances.all()}
    return str(org) in row.attendees and org not in said


def _url(viewer: Viewer, meeting: Meeting) -> str:
    return reverse("meeting_minutes", args=[viewer.slug, meeting.number])


def _names(viewer: Viewer) -> dict[UUID, str]:
    """Every organisation by id, in charter order."""
    return dict(Organisation.objects.filter(alliance=viewer.alliance).values_list("id", "name"))


def _version(row: Minutes, names: Mapping[UUID, str]) -> Version:
    said = {one.org_id: one for one in row.acceptances.all()}
    answers = [_answer(org, name, said.get(org)) for org, name in names.items() if str(org) in row.attendees]
    return Version(
        number=row.number, record=row.record, text=row.text, reason=row.reason, issued_at=row.issued_at,
        issued_by=str(row.issued_by or ""), amended_by=names[row.by_org_id] if row.by_org_id else "",
        size=row.size, root=row.root, official_at=row.official_at, answers=answers,
    )  # fmt: skip


def _answer(org: UUID, name: str, said: Acceptance | None) -> Answer:
    return Answer(org, name, said.at, str(said.by or "")) if said else Answer(org, name, None, "")


def _mine(answer: Answer, latest: Version, own: frozenset[UUID]) -> bool:
    return answer.org in own and answer.accepted_at is None and latest.official_at is None
