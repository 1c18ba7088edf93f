"""Who has sent what, and what is due when: in declared order, in words of help, and the same for every member."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid5

from django.core.paginator import Page, Paginator
from django.urls import reverse

from alliance.door.access import Viewer
from alliance.wings.offers import Day
from measures.plan.reading import PeriodRow, Plan, read_plan
from measures.plan.rules import day_words, listed
from measures.uploads.keeping.words import Sendings, Status, due_words, stands
from measures.uploads.queries.sheets import sendings, today_of

A_PAGE = 8
BACK = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A period: its dates, when its sheets are due, in words too, and how it stands with each partner in declared order."""

    code: str
    starts_on: date
    ends_on: date
    due_on: date
    when: str
    partners: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Periods up to the one that comes next, the newest first; `partners` are those that send figures, in declared order."""

    partners: tuple[str, ...]
    lines: tuple[PeriodLine, ...]
    page: int
    pages: int
    shown: Page[PeriodRow]


@dataclass(frozen=True, slots=True)
class BoardPart:
    """The board for programs: one page of its periods."""

    partners: tuple[str, ...]
    results: tuple[PeriodLine, ...]
    page: int
    pages: int


def board(viewer: Viewer, number: int = 1) -> Board:
    """The board of the viewer's alliance; the same for all its members. A fixed number of queries."""
    plan, today = read_plan(viewer.alliance), today_of(viewer)
    paged = Paginator(_told(plan, today), A_PAGE).get_page(number)
    sent = sendings(viewer, list(paged.object_list))
    lines = tuple(_line(plan, each, sent, today) for each in paged.object_list)
    names = tuple(each.full_name for each in plan.suppliers)
    return Board(names, lines, paged.number, paged.paginator.num_pages, paged)


def board_part(viewer: Viewer, page: int = 1) -> BoardPart:
    """The same board, for programs."""
    found = board(viewer, page)
    return BoardPart(found.partners, found.lines, found.page, found.pages)


def days(viewer: Viewer, now: datetime) -> list[Day]:
    """The days on which sheets are due, for calendars: from a year ago on, whose sheets these are. Six queries."""
    plan = read_plan(viewer.alliance)
    return [_day(viewer, plan, each) for each in plan.periods if each.due_on > now.date() - BACK]


def _told(plan: Plan, today: date) -> list[PeriodRow]:
    """What has begun and the period after it, the newest first."""
    begun = [each for each in plan.periods if each.starts_on <= today]
    coming = [each for each in plan.periods if each.starts_on > today][:1]
    return [*reversed(coming), *reversed(begun)]


def _line(plan: Plan, period: PeriodRow, sent: Sendings, today: date) -> PeriodLine:
    when = due_words(period, today) if period.ends_on < today else f"due on {day_words(period.due_on)}"
    told = tuple(how for _, how in stands(plan, period, sent, today))
    return PeriodLine(period.code, period.starts_on, period.ends_on, period.due_on, when, told)


def _day(viewer: Viewer, plan: Plan, period: PeriodRow) -> Day:
    senders = [each for each in plan.suppliers if each.starts_on <= period.ends_on]
    yours = any(each.org in viewer.orgs for each in senders)
    title = f"{'Your ' if yours else ''}{period.code} figures are due"
    who = f"Sent by {listed([each.full_name for each in senders])}." if senders else ""
    settled = datetime.combine(
        period.starts_on, time(), UTC
    )  # one instant for ever, so that calendars see no change
    return Day(
        str(uuid5(period.id, "due")), settled, period.due_on, title, reverse("due", args=[viewer.slug]), who
    )
