"""One's own data: exact figures, each with the cell it came from and, beside it, what everybody sees; now, or as a release has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alliance.door.access import Viewer
from alliance.door.refusals import NotFound, Refused, denied
from measures.atoms.models import FileVersion
from measures.plan.reading import PeriodRow, Plan, Supplier, read_plan
from measures.releases.models import ReleasedPeriod
from measures.releases.queries.figures import ENDS
from measures.releases.rules import State
from measures.uploads.actions.held import HeldRow, held_rows, released_rows
from measures.uploads.checking.typed import Figures, Key
from measures.uploads.keeping.feeding import (
    Fed,
    LeftOut,
    Pairs,
    Published,
    Source,
    fed,
    group_of,
    place_words,
    wording_of,
)
from measures.uploads.keeping.registers import address
from measures.uploads.queries.lineage import published_of
from measures.uploads.responses.derived import told

OTHERS = denied("own_data_only", "Only a partner that sends figures has data of its own here.")
Held = Mapping[Key, HeldRow]


@dataclass(frozen=True, slots=True)
class Seen:
    """What everybody sees where a figure of one's own went in: printed for how many, in which view and release.

    `waits` that it still shows an older version; `more` how many other published figures rest on the same cells.
    """

    view: str
    text: str
    people: str
    note: str
    release: int
    published_at: datetime | None
    waits: bool
    more: int


@dataclass(frozen=True, slots=True)
class Own:
    """A figure of one's own: `what` is exact, and `share` of a share; `cells` say where each number stood, `others` what everybody
    sees of it, None while nothing is published; `since` that a later file says something else than this release."""

    atom: UUID
    measure: str
    wording: str
    cohort: str
    what: str
    share: str
    cells: str
    file: int
    others: Seen | None
    since: bool


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file version: its number, instants, and the mark that only its owner is shown."""

    number: int
    received_at: datetime
    committed_at: datetime
    fingerprint: str


@dataclass(frozen=True, slots=True)
class MyData:
    """A partner's page: one period's figures and files; `periods` are (address, code) with something in them.

    `releases` are the numbers of the releases that say the period, `release` the one that the rows are shown as of, 0 for what
    stands now.
    """

    partner: str
    org: UUID
    code: str
    period: str
    address: str
    periods: tuple[tuple[str, str], ...]
    releases: tuple[int, ...]
    release: int
    rows: tuple[Own, ...]
    files: tuple[FileLine, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What each row is read beside."""

    plan: Plan
    partner: Supplier
    standing: Published
    now: Held


def my_data(viewer: Viewer, period: str = "", org: UUID | None = None, release: int = 0) -> MyData | Refused:
    """The viewer's own figures of one period (the newest without one), for anybody of that organisation.

    With a `release`, exactly what that release was made from, beside what it says; NotFound for one that does not say the
    period. Sixteen queries at most.
    """
    plan = read_plan(viewer.alliance)
    mine = [each for each in plan.suppliers if each.org in viewer.orgs and org in {None, each.org}]
    if not mine:
        return OTHERS
    held = held_rows(mine[0].org)
    with_rows = [
        each for each in reversed(plan.periods) if any(one.row.period == each.code for one in held.values())
    ]
    shown = next((each for each in with_rows if address(each) == period), with_rows[0] if with_rows else None)
    periods = tuple((address(each), each.code) for each in with_rows)
    if shown is None:
        return MyData(mine[0].name, mine[0].org, mine[0].code, "", "", periods, (), 0, (), ())
    return _page(
        viewer,
        plan,
        mine[0],
        {key: one for key, one in held.items() if one.row.period == shown.code},
        periods,
        shown,
        release,
    )


def _page(
    viewer: Viewer, plan: Plan, partner: Supplier, held: Held, periods: tuple[tuple[str, str], ...], shown: PeriodRow,
    release: int,
) -> MyData:  # fmt: skip
    numbers = _releases(viewer, shown)
    if release and release not in numbers:
        raise NotFound
    rows = released_rows(partner.org, numbers[release], shown.id) if release else held
    known = _Known(plan, partner, published_of(viewer, shown.code, until=release or None), held)
    ordered = sorted(rows.values(), key=lambda one: (one.row.line, one.row.key))
    return MyData(
        partner.name, partner.org, partner.code, shown.code, address(shown), periods, tuple(numbers), release,
        tuple(_own(known, one) for one in ordered), _files(partner.org, shown),
    )  # fmt: skip


def _releases(viewer: Viewer, period: PeriodRow) -> dict[int, UUID]:
    """The published releases that say a period, the oldest first."""
    rows = ReleasedPeriod.objects.filter(
        period_id=period.id, release__alliance_id=viewer.alliance, release__state=State.PUBLISHED
    )
    return dict(rows.order_by("release__number").values_list("release__number", "release_id"))


def _own(known: _Known, held: HeldRow) -> Own:
    row, plan = held.row, known.plan
    now = known.now.get(row.key)
    stands = now is not None and now.atom == held.atom
    seen, left_out = fed(plan, Source(row, held.atom, known.partner.code, stands), known.standing)
    return Own(
        held.atom, row.measure, wording_of(plan, row), group_of(plan, row),
        told(row.figures, plan.instrument_of(row.measure, row.version), row.scale), _share(row.figures), place_words(row),
        held.number, _others(known, seen, left_out), not stands,
    )  # fmt: skip


def _others(known: _Known, seen: Pairs, left_out: tuple[LeftOut, ...]) -> Seen | None:
    """The partner's own figure among those that a row went into; else why its people are in none."""
    main = [each for figure, each in seen if figure.endswith(ENDS)]
    own = next((each for each in main if each.view == known.partner.name), main[0] if main else None)
    if own:
        return _seen(own, len(seen) - 1)
    out = next((each for each in left_out if each.view == known.partner.name), None)
    release = known.standing.release
    if out is None or release is None:
        return None
    return Seen(
        out.view,
        out.text,
        "",
        "" if out.note == out.text else out.note,
        release.number,
        release.published_at,
        False,
        0,
    )


def _seen(own: Fed, more: int) -> Seen:
    return Seen(own.view, own.text, own.people, own.note, own.release, own.published_at, own.waits, more)


def _share(figures: Figures) -> str:
    """One's own share at one place, so that it can be laid beside what others see; blank where there is none."""
    if figures.numerator is None or not figures.n:
        return ""
    return f"{100 * figures.numerator / figures.n:.1f}%"


def _files(org: UUID, period: PeriodRow) -> tuple[FileLine, ...]:
    found = FileVersion.objects.filter(org_id=org, period_id=period.id).order_by("number")
    return tuple(
        FileLine(each.number, each.received_at, each.committed_at, each.fingerprint) for each in found
    )
