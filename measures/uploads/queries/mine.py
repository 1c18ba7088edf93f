"""One's own data: exact figures as they stand, each with the cell it came from, and what others see of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alliance.door.access import Viewer
from alliance.door.refusals import Refused, denied
from measures.atoms.models import FileVersion
from measures.plan.reading import PeriodRow, Plan, Supplier, read_plan
from measures.releases.queries import published
from measures.releases.queries.figures import ENDS
from measures.uploads.actions.held import HeldRow, held_rows
from measures.uploads.checking.typed import Key
from measures.uploads.keeping.feeding import group_of, place_words, wording_of
from measures.uploads.keeping.registers import address
from measures.uploads.responses.derived import told

OTHERS = denied("own_data_only", "Only a partner that sends figures has data of its own here.")


@dataclass(frozen=True, slots=True)
class Own:
    """A figure of one's own: `what` is exact, `cells` say where each number stood."""

    atom: UUID
    measure: str
    wording: str
    cohort: str
    what: str
    cells: str
    file: int


@dataclass(frozen=True, slots=True)
class Printed:
    """What everybody sees of the partner as a whole: one figure a measure, and for how many."""

    measure: str
    wording: str
    text: str
    people: str


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file version: its number, instants, and the mark that only its owner is shown."""

    number: int
    received_at: datetime
    committed_at: datetime
    fingerprint: str


@dataclass(frozen=True, slots=True)
class MyData:
    """A partner's page: one period's figures and files; `periods` are (address, code) with something in them."""

    partner: str
    org: UUID
    period: str
    address: str
    periods: tuple[tuple[str, str], ...]
    rows: tuple[Own, ...]
    seen: tuple[Printed, ...]
    files: tuple[FileLine, ...]


def my_data(viewer: Viewer, period: str = "", org: UUID | None = None) -> MyData | Refused:
    """The viewer's own figures of one period (the newest without one), for anybody of that organisation."""
    plan = read_plan(viewer.alliance)
    mine = [each for each in plan.suppliers if each.org in viewer.orgs and org in {None, each.org}]
    if not mine:
        return OTHERS
    held = held_rows(mine[0].org)
    with_rows = [
        each for each in reversed(plan.periods) if any(one.row.period == each.code for one in held.values())
    ]
    shown = next((each for each in with_rows if address(each) == period), with_rows[0] if with_rows else None)
    return _page(viewer, plan, mine[0], held, with_rows, shown)


Held = Mapping[Key, HeldRow]


def _page(
    viewer: Viewer,
    plan: Plan,
    partner: Supplier,
    held: Held,
    with_rows: list[PeriodRow],
    shown: PeriodRow | None,
) -> MyData:
    periods = tuple((address(each), each.code) for each in with_rows)
    if shown is None:
        return MyData(partner.name, partner.org, "", "", periods, (), (), ())
    rows = sorted(
        (one for one in held.values() if one.row.period == shown.code),
        key=lambda one: (one.row.line, one.row.key),
    )
    return MyData(
        partner.name, partner.org, shown.code, address(shown), periods,
        tuple(_own(plan, one) for one in rows), _printed(viewer, plan, partner, shown), _files(partner.org, shown),
    )  # fmt: skip


def _printed(viewer: Viewer, plan: Plan, partner: Supplier, period: PeriodRow) -> tuple[Printed, ...]:
    figures = published(viewer).figures
    own = [each for each in figures if (each.view, each.period) == (partner.code, period.code)]
    words = {each.code: each.wording for each in plan.in_force(period)}
    return tuple(
        Printed(each.measure, words.get(each.measure, ""), each.cell.text, each.cell.n_text)
        for each in own if each.figure.endswith(ENDS)
    )  # fmt: skip


def _own(plan: Plan, held: HeldRow) -> Own:
    row = held.row
    what = told(row.figures, plan.instrument_of(row.measure, row.version), row.scale)
    group, cells = group_of(plan, row), place_words(row)
    return Own(held.atom, row.measure, wording_of(plan, row), group, what, cells, held.number)


def _files(org: UUID, period: PeriodRow) -> tuple[FileLine, ...]:
    found = FileVersion.objects.filter(org_id=org, period_id=period.id).order_by("number")
    return tuple(
        FileLine(each.number, each.received_at, each.committed_at, each.fingerprint) for each in found
    )
