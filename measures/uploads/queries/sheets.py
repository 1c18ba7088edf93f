"""The periods with one's own sheets, one opened period, and the template to fill in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator

from alliance.calendar.rules import day_of
from alliance.contract.access import local_day
from alliance.contract.models import Alliance
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from measures.atoms.models import FileVersion
from measures.plan.reading import PeriodRow, Plan, Supplier, read_plan
from measures.uploads import template as workbook
from measures.uploads.actions.held import held_rows
from measures.uploads.checking.register import Register
from measures.uploads.checking.typed import Figures, Row
from measures.uploads.findings import finding_from_json
from measures.uploads.keeping.registers import address, register_of
from measures.uploads.keeping.told import open_words
from measures.uploads.keeping.words import Sending, Sendings, Status, own, stands
from measures.uploads.models import State, under_way
from measures.uploads.responses import template as for_responses

A_PAGE = 12
SEND = "upload.send"


@dataclass(frozen=True, slots=True)
class Line:
    """A period and how it stands with one's own sheets, `mine`; how it stands with everybody's is on the board of what is due."""

    code: str
    address: str
    due_on: date
    mine: tuple[Status, ...]
    open: bool
    sent: bool


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A sheet under way; `state` also says how much of it is to mend or to answer."""

    id: UUID
    period: str
    org: str
    state: str
    received_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Sheets:
    """The page "Send figures"; `senders` are the viewer's organisations that send, `may_send` whether this person may."""

    lines: tuple[Line, ...]
    page: Page[PeriodRow]
    senders: tuple[Supplier, ...]
    drafts: tuple[DraftLine, ...]
    may_send: bool
    planned: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """The page of one period, for whoever sends its sheet; `known` are names that are not people's."""

    period: PeriodRow
    address: str
    senders: tuple[Supplier, ...]
    line: Line
    may_send: bool
    known: tuple[str, ...]
    drafts: tuple[DraftLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A file to download."""

    name: str
    content: bytes


def sheets(viewer: Viewer, number: int = 1) -> Sheets:
    """Periods that have begun, the newest first, with one's own sheets."""
    plan, today = read_plan(viewer.alliance), today_of(viewer)
    begun = [each for each in reversed(plan.periods) if each.starts_on <= today]
    paged = Paginator(begun, A_PAGE).get_page(number)
    sent = sendings(viewer, list(paged.object_list))
    lines = tuple(_line(viewer, plan, each, sent, today) for each in paged.object_list)
    return Sheets(
        lines,
        paged,
        _senders(viewer, plan),
        _drafts(viewer),
        viewer.may(SEND),
        bool(plan.periods and plan.measures),
    )


def opened(viewer: Viewer, period: str) -> Opened:
    """One period by its address; NotFound where there is none."""
    plan = read_plan(viewer.alliance)
    found = _period_at(plan, period)
    line = _line(viewer, plan, found, sendings(viewer, [found]), today_of(viewer))
    senders = _senders(viewer, plan)
    known = register_of(plan, senders[0].org, found.code).known_names() if senders else frozenset()
    drafts = tuple(one for one in _drafts(viewer) if one.period == found.code)
    return Opened(found, period, senders, line, viewer.may(SEND), tuple(sorted(known)), drafts)


MAKERS = {"xlsx": workbook.build_workbook, "ods": workbook.build_ods, "csv": workbook.build_csv}


def template(viewer: Viewer, period: str, kind: str, *, blank: bool = False) -> Template:
    """The sheet to fill in for a period, with the rows of last time and no values, or `blank`; `kind` is one of MAKERS."""
    plan = read_plan(viewer.alliance)
    found, senders = _period_at(plan, period), _senders(viewer, plan)
    org = senders[0].org if senders else UUID(int=0)
    rows = () if blank else _last_rows(org, plan, found) or _first_rows(plan, found)
    wish = workbook.Plan(viewer.alliance_name, found.code, register_of(plan, org, found.code), rows=rows)
    return Template(f"{'blank' if blank else 'cohort'}-sheet-{period}.{kind}", MAKERS[kind](wish))


RESPONSE_MAKERS: Mapping[str, Callable[[Register, str], bytes]] = {
    "xlsx": for_responses.build_workbook,
    "csv": for_responses.build_csv,
}


def response_template(viewer: Viewer, period: str, kind: str) -> Template:
    """The sheet for single responses of a period; `kind` is one of RESPONSE_MAKERS. It is the same for every partner."""
    plan = read_plan(viewer.alliance)
    found, senders = _period_at(plan, period), _senders(viewer, plan)
    register = register_of(plan, senders[0].org if senders else UUID(int=0), found.code)
    made = RESPONSE_MAKERS[kind](register, viewer.alliance_name)
    return Template(f"response-sheet-{period}.{kind}", made)


def _period_at(plan: Plan, period: str) -> PeriodRow:
    """The period at an address; NotFound."""
    found = next((each for each in plan.periods if address(each) == period), None)
    if found is None:
        raise NotFound
    return found


def today_of(viewer: Viewer) -> date:
    """The day it is where the alliance is."""
    return local_day(viewer.alliance, clock.now())


def _senders(viewer: Viewer, plan: Plan) -> tuple[Supplier, ...]:
    return tuple(each for each in plan.suppliers if each.org in viewer.orgs)


def _drafts(viewer: Viewer) -> tuple[DraftLine, ...]:
    """Drafts of the viewer's organisations that are neither committed nor taken back, the newest first."""
    if not viewer.may(SEND):
        return ()
    rows = under_way(viewer.alliance, viewer.orgs, clock.now())[:20]
    found = rows.values_list("id", "period__code", "org__name", "state", "found", "received_at", "expires_at")
    return tuple(
        DraftLine(key, period, org, _stands(state, said), *times)
        for key, period, org, state, said, *times in found
    )


def _stands(state: str, found: list[dict[str, Any]]) -> str:
    """Where a draft stands; one that was checked says first what it still wants."""
    open_ = open_words(map(finding_from_json, found)) if state == State.READY else ""
    return open_ or State(state).label


def sendings(viewer: Viewer, periods: Iterable[PeriodRow]) -> Sendings:
    """By partner and period, on which days its sheet came; nothing of what is in it. Two queries."""
    files = FileVersion.objects.filter(
        org__alliance_id=viewer.alliance, period__in=[each.id for each in periods]
    )
    zone = Alliance.objects.values_list("zone", flat=True).get(id=viewer.alliance)
    found: Sendings = {}
    for org, period, at in files.order_by("number").values_list("org_id", "period_id", "committed_at"):
        day, before = day_of(at, zone), found.get((org, period))
        found[org, period] = Sending(
            before.first if before else day, day, (before.versions if before else 0) + 1
        )
    return found


def _line(viewer: Viewer, plan: Plan, period: PeriodRow, sent: Sendings, today: date) -> Line:
    mine = tuple(own(how) for each, how in stands(plan, period, sent, today) if each.org in viewer.orgs)
    waits = any(how.state in {"due", "waits"} for how in mine)
    sent_ = any(how.state == "sent" for how in mine)
    return Line(period.code, address(period), period.due_on, mine, waits, sent_)


def _last_rows(org: UUID, plan: Plan, period: PeriodRow) -> tuple[Row, ...]:
    """The rows of the partner's last period before this one, as they stand."""
    held = [each.row for each in held_rows(org).values()]
    earlier = [each.code for each in plan.periods if each.starts_on < period.starts_on]
    last = next((code for code in reversed(earlier) if any(row.period == code for row in held)), "")
    return tuple(sorted((row for row in held if row.period == last), key=lambda row: (row.sheet, row.line)))


def _first_rows(plan: Plan, period: PeriodRow) -> tuple[Row, ...]:
    """A row for each group and each measure in force, for a partner's first sheet."""
    parents = {each.parent for each in plan.cohorts}
    return tuple(
        Row(0, "", period.code, cohort.code, measure.code, str(measure.version), "", "", "all",
            measure.scale or "raw" if measure.kind == "mean" else "", Figures())
        for cohort in plan.cohorts if cohort.code not in parents for measure in plan.in_force(period)
    )  # fmt: skip
