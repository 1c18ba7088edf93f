"""From what a meeting's page shows to what a document of its minutes says: pure, and the one place where both meet."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from alliance.decisions.reading.values import Row
from alliance.tasks.queries import TaskRow
from meetings.files.document import ActionLine, Item, MinutesPaper, Outcome, Present
from meetings.meetings.rules import hour
from meetings.meetings.shapes import MeetingPage, Seat, Span


def minutes_paper(alliance: str, page: MeetingPage, outcomes: Mapping[str, Row]) -> MinutesPaper:
    """The latest issued minutes of `page`; `outcomes` are proposals by reference. IndexError where none are issued."""
    one, latest = page.meeting, page.minutes[0]
    by = f" by {latest.issued_by}" if latest.issued_by else ""
    decided = [_outcome(outcomes[item.ref]) for item in page.items if item.ref in outcomes]
    return MinutesPaper(
        alliance=alliance, ref=one.ref, title=one.title, place=one.place, made=latest.issued_at,
        when=f"{_moment(one.starts, one.zone)} to {hour(one.ends, one.zone)}",
        standing=(f"Version {latest.number}, issued {_moment(latest.issued_at, one.zone)}{by}.",),
        present=tuple(_present(seat, one.zone) for seat in page.seats if seat.spans),
        quorum=(page.quorum.words, *page.quorum.story), text=latest.text,
        items=(Item("Proposals on the agenda", outcomes=tuple(decided)),) if decided else (),
        actions=tuple(_action(task) for task in page.tasks),
    )  # fmt: skip


def _outcome(row: Row) -> Outcome:
    return Outcome(row.ref, row.title, row.state_words, row.sum)


def _present(seat: Seat, zone: str) -> Present:
    counted = "" if seat.counts else ", not counted"
    return Present(
        seat.name, f"{seat.side.capitalize()}{counted}", "; ".join(_span(one, zone) for one in seat.spans)
    )


def _span(span: Span, zone: str) -> str:
    until = f"until {hour(span.left, zone)}" if span.left else "to the end"
    return f"{hour(span.joined, zone)} {until}"


def _action(task: TaskRow) -> ActionLine:
    who = ", ".join(part for part in (task.org, task.owner) if part)
    return ActionLine(task.ref, task.what, who, f"{task.due.day} {task.due:%B %Y}")


def _moment(at: datetime, zone: str) -> str:
    local = at.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%B %Y, %H:%M}"
