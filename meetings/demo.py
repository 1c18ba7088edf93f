"""Marlhaven's meetings: the second Tuesday of each month, one held and minuted, the next ones announced."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from alliance.calendar.rules import nth_weekday, working_days_after
from alliance.contract.access import enter
from alliance.contract.models import Affiliation, Alliance, Organisation
from alliance.door.access import Caller
from alliance.door.action import must
from alliance.tasks.actions import complete_task, create_task
from alliance.tasks.models import Task
from alliance.wings.offers import Moment
from meetings.meetings import actions
from meetings.meetings.models import Meeting
from meetings.minutes.actions import issue_minutes
from meetings.minutes.queries import draft

ZONE = ZoneInfo("Europe/London")
TUESDAY, SECOND = 1, 2
HELD = date(2026, 7, 14)
FACILITATOR = "gethin@marlhaven.example"
PLACE = "Harbour Street, the upstairs room, and by video"
LATE = "KIN"
MEMBERS = ("COU", "ICB", "LAN", "TID", "MHT", "KIN", "PVC")

AGENDA = (
    ("delphine@marlhaven.example", "How we put the question of drug treatment from April 2027",
     "We agreed to ask it openly and in writing, with the three ways side by side. Tideway will not vote on it."),
    ("anwen@marlhaven.example", "The data-sharing agreement, which ends on 30 September",
     "Nobody wants a gap. The council and the ICB draft a renewal; everyone sees it before it is put to a vote."),
    ("ruthanne@marlhaven.example", "Medicines on Fridays",
     "We have stories and no count. The trust brings a count, by week, for groups and not for persons."),
    ("leon@marlhaven.example", "Who is not in the room",
     "People who left hospital this year were not asked. Peer Voices offers two places at its Saturday table."),
)  # fmt: skip
NEXT = (
    ("delphine@marlhaven.example", "R-04", ""),
    ("mairead@marlhaven.example", "D-018", "is it still worth its price?"),
    ("bronagh@marlhaven.example", "", "What a dry run of closing the shelter would need"),
)


@dataclass(frozen=True, slots=True)
class Story:
    """Marlhaven's alliance and the day on which its demo must be alive."""

    alliance: UUID
    today: date

    def caller(self, email: str) -> Caller:
        """This person at the door."""
        place = Affiliation.objects.filter(alliance=self.alliance, person__email=email, until=None).latest(
            "since"
        )
        return Caller(self.alliance, place.person_id)

    def org(self, code: str) -> UUID:
        """The organisation with this code."""
        return Organisation.objects.get(alliance=self.alliance, code=code).id

    def held(self) -> Meeting:
        """The meeting of July 2026."""
        return Meeting.objects.filter(alliance=self.alliance).earliest("number")


def moments(alliance: UUID, today: date) -> list[Moment]:
    """What happened at and around Marlhaven's meetings, and what is to come after `today`."""
    story = Story(alliance, today)
    told: list[tuple[datetime, Callable[[Story], object]]] = [
        (at(date(2026, 6, 30), 9), _announce_july), (at(date(2026, 7, 7), 16), _agenda_of_july),
        (at(HELD, 9, 57), _arrive), (at(HELD, 10), _open), (at(HELD, 10, 8), _arrive_late),
        (at(HELD, 11, 40), _note_actions), (at(HELD, 11, 52), _close), (at(date(2026, 7, 17), 15), _issue),
        (at(date(2026, 7, 20), 11), _count_is_done), (at(date(2026, 7, 20), 16), _announce_next),
        (at(date(2026, 7, 20), 16, 30), _agenda_of_next),
    ]  # fmt: skip
    return [Moment(when, _told(act, story)) for when, act in told]


def next_second_tuesdays(today: date, count: int) -> list[date]:
    """The next `count` second Tuesdays that leave at least a week for notice after `today`."""
    found: list[date] = []
    month = today.replace(day=1)
    while len(found) < count:
        day = nth_weekday(month.year, month.month, TUESDAY, SECOND)
        found += [day] if day > today + timedelta(days=6) else []
        month = (month + timedelta(days=32)).replace(day=1)
    return found


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """That hour on the clocks of Marlhaven."""
    return datetime.combine(day, time(hour, minute), ZONE)


def _told(act: Callable[[Story], object], story: Story) -> Callable[[], None]:
    def do() -> None:
        act(story)

    return do


def _announce(story: Story, day: date) -> None:
    title = f"Leadership team, {day:%B}"
    must(
        actions.schedule_meeting(
            story.caller(FACILITATOR), title=title, day=day, begins=time(10), ends=time(12), place=PLACE
        )
    )


def _announce_july(story: Story) -> None:
    _announce(story, HELD)


def _agenda_of_july(story: Story) -> None:
    for email, text, _said in AGENDA:
        must(actions.add_item(story.caller(email), meeting=story.held().id, text=text))


def _arrive(story: Story) -> None:
    for code in MEMBERS:
        if code != LATE:
            must(
                actions.record_arrival(
                    story.caller(FACILITATOR), meeting=story.held().id, org=story.org(code)
                )
            )


def _open(story: Story) -> None:
    must(actions.open_meeting(story.caller(FACILITATOR), meeting=story.held().id))


def _arrive_late(story: Story) -> None:
    must(actions.record_arrival(story.caller(FACILITATOR), meeting=story.held().id, org=story.org(LATE)))


def _note_actions(story: Story) -> None:
    who, source = story.caller(FACILITATOR), str(story.held())
    renewal = "Draft the renewal of the data-sharing agreement and send it to everyone"
    must(
        create_task(
            who, what=renewal, org=story.org("COU"), person=story.caller("delphine@marlhaven.example").by,
            due=working_days_after(max(story.today, HELD), 4), source=source,
        )
    )  # fmt: skip
    count = "Count Friday discharges without medicines, by week, since January"
    must(
        create_task(
            who,
            what=count,
            org=story.org("MHT"),
            role="Associate director",
            due=date(2026, 7, 24),
            source=source,
        )
    )


def _close(story: Story) -> None:
    must(actions.close_meeting(story.caller(FACILITATOR), meeting=story.held().id))


def _issue(story: Story) -> None:
    who, meeting = story.caller(FACILITATOR), story.held()
    slug = Alliance.objects.get(id=story.alliance).slug
    text = draft(enter(who.by or UUID(int=0), slug), meeting.number).text
    for _email, item, said in AGENDA:
        text = text.replace(f"{item}\n", f"{item}\n\n{said}\n")
    must(issue_minutes(who, meeting=meeting.id, text=text, edition=0))


def _count_is_done(story: Story) -> None:
    done = Task.objects.get(alliance=story.alliance, org=story.org("MHT"), source=str(story.held()))
    answer = complete_task(
        story.caller("ruthanne@marlhaven.example"),
        task=done.id,
        reason="The count is ready, week by week, and comes to the next meeting.",
    )
    must(answer)


def _announce_next(story: Story) -> None:
    for day in next_second_tuesdays(story.today, 3):
        _announce(story, day)


def _agenda_of_next(story: Story) -> None:
    coming = Meeting.objects.filter(alliance=story.alliance, state="scheduled").earliest("starts_at")
    for email, ref, text in NEXT:
        must(actions.add_item(story.caller(email), meeting=coming.id, ref=ref, text=text))
