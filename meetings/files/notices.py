"""What everybody is told at once about meetings, announced, changed or cancelled, with the entry for their calendar."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from alliance.calendar.rules import day_of
from alliance.contract.access import enter
from alliance.contract.models import Affiliation
from alliance.ledger.event import Event
from alliance.wings.offers import Addressed, Notice, NoticeKind, Tell
from meetings.files.queries import invitation
from meetings.meetings import rules
from meetings.meetings.models import Meeting
from meetings.meetings.states import State
from meetings.meetings.words import day_words

Say = Callable[[Meeting, str], str]


def _everybody(alliance: UUID, events: Sequence[Event]) -> Mapping[int, frozenset[UUID]]:
    """Whoever has a place in the alliance, but not who did it."""
    places = Affiliation.objects.filter(alliance_id=alliance, until=None, org__left_at=None)
    people = frozenset(places.values_list("person_id", flat=True))
    return {event.seq: frozenset(one for one in people if str(one) != event.actor) for event in events}


def _tell(say: Say, *, of: State) -> Tell:
    """Each meeting as it stands now; current while it is in the state `of` and lies ahead."""

    def tell(alliance: UUID, addressed: Sequence[Addressed], now: datetime) -> Mapping[Addressed, Notice]:
        found = Meeting.objects.filter(id__in={one.topic for one in addressed}).select_related("alliance")
        told = {str(one.id): _notice(one, say, of, now) for one in found}
        return {one: told[one.topic] for one in addressed if one.topic in told}

    return tell


def _notice(one: Meeting, say: Say, of: State, now: datetime) -> Notice:
    zone = one.alliance.zone
    day = day_of(one.starts_at, zone)
    when = f"{day_words(day)}, {rules.hour(one.starts_at, zone)} to {rules.hour(one.ends_at, zone)}"
    place = f"{when}, {one.place}."
    detail = f"{place} {one.reason}".strip() if one.reason else place
    current = one.state == of and one.ends_at > now
    return Notice(
        str(one), say(one, one.title), reverse("meeting", args=[one.alliance.slug, one.number]), detail, current,
        lambda person: invitation(enter(person, one.alliance.slug), one.number),
    )  # fmt: skip


NOTICES = (
    NoticeKind(
        "meeting.announced",
        "was announced",
        _tell(lambda one, title: f"{one} is announced: {title}", of=State.SCHEDULED),
        events=("meeting.scheduled",),
        whom=_everybody,
    ),
    NoticeKind(
        "meeting.changed",
        "was changed",
        _tell(lambda one, title: f"{one} was changed: {title}", of=State.SCHEDULED),
        events=("meeting.changed",),
        whom=_everybody,
    ),
    NoticeKind(
        "meeting.cancelled",
        "was cancelled",
        _tell(lambda one, title: f"{one} is cancelled: {title}", of=State.CANCELLED),
        events=("meeting.cancelled",),
        whom=_everybody,
    ),
)
