"""The part of minutes that nobody types: who was there, the quorum, what was voted with its sum, and what was agreed."""

from collections.abc import Iterable
from datetime import date

from alliance.calendar.rules import day_of
from meetings.meetings.rules import hour
from meetings.meetings.shapes import Item, MeetingPage, Seat, Span
from meetings.meetings.words import day_words, undecided_words


def record_text(page: MeetingPage) -> str:
    """What happened, in lines, as the log tells it: it changes for as long as the meeting and its actions do."""
    blocks = (_head(page), _present(page), _missing(page), _quorum(page), _agenda(page), _actions(page))
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def headings(page: MeetingPage) -> str:
    """What the text of minutes begins with: a heading for each item of the agenda."""
    return "\n\n".join(f"{item.position}. {_named(item)}" for item in page.items) + "\n"


def _head(page: MeetingPage) -> list[str]:
    zone = page.meeting.zone
    day = day_of(page.opened_at or page.meeting.starts, zone)
    until = f" until {hour(page.closed_at, zone)}" if page.closed_at else ""
    when = f"from {hour(page.opened_at or page.meeting.starts, zone)}{until}"
    return [
        f"{page.meeting.ref} {page.meeting.title}",
        f"{day_words(day)}, {when}",
        page.meeting.place,
    ]


def _present(page: MeetingPage) -> list[str]:
    came = [_seat(seat, page.meeting.zone) for seat in page.seats if seat.spans]
    return ["Present", *came] if came else ["Nobody was present"]


def _missing(page: MeetingPage) -> list[str]:
    missing = [f"- {seat.name}" for seat in page.seats if seat.counts and not seat.spans]
    return ["Not present", *missing] if missing else []


def _seat(seat: Seat, zone: str) -> str:
    heard = "" if seat.counts else " (heard, not counted)"
    return f"- {seat.name}{heard}: {'; '.join(_span(span, zone) for span in seat.spans)}"


def _span(span: Span, zone: str) -> str:
    end = f"until {hour(span.left, zone)}" if span.left else "to the end"
    return f"{span.how_words.lower()} from {hour(span.joined, zone)} {end}{f' ({span.recorded})' if span.recorded else ''}"


def _quorum(page: MeetingPage) -> list[str]:
    return ["Quorum", page.quorum.verdict, *page.quorum.story]


def _agenda(page: MeetingPage) -> list[str]:
    left = undecided_words([item.position for item in page.items if item.undecided])
    lines = [line for item in page.items for line in _item(item)]
    return ["Agenda and outcomes", *lines, *([left] if left else [])]


def _item(item: Item) -> Iterable[str]:
    yield f"{item.position}. {_named(item)}"
    for vote in item.votes:
        yield f"   {vote.ref} {vote.title}: {vote.state_words.lower()}. {vote.sum}"


def _named(item: Item) -> str:
    return " ".join(part for part in (item.ref, item.title) if part)


def _actions(page: MeetingPage) -> list[str]:
    lines = [
        f"- {task.ref} {task.what}: {', '.join(filter(None, (task.org, task.owner)))}, by {_day(task.due)}"
        for task in page.tasks
    ]
    return ["Actions agreed", *lines] if lines else []


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
