"""Groups of one breakdown beside each other, never by value, and what a line through them says."""

from collections.abc import Sequence
from dataclasses import dataclass

from alliance.figures.cells import State
from frontend.charts.parts import Line, Point, Status
from frontend.charts.spec import TITLE_LENGTH, ChartSpec
from measures.dashboards.drawn.axes import shared_axis
from measures.dashboards.drawn.charts import MISSING
from measures.dashboards.drawn.series import DRAWN, Series
from measures.dashboards.words import answers_words, by_note, missing_words, note_of
from measures.plan.reading import BreakdownRow, PeriodRow
from measures.plan.rules import NOT_STATED, coded
from measures.releases.making.printing import EDGES
from measures.releases.queries import Figure
from measures.statistics.choosing import EARLY_BELOW
from measures.statistics.exact import TooFew
from measures.statistics.inequality import Group, Inequality, error_of, inequality
from measures.statistics.intervals import wilson

NOTHING = "nothing is published of this group"
EARLY = f"fewer than {EARLY_BELOW} answers, so not compared"
HOW = (
    "How it runs over the groups",
    (
        "A line through the groups, each in its declared place and weighed by how many answered in it. Slope index: the height "
        "of the line at the best-off end less that at the worst-off end. Relative index: the one over the other. Both are worked "
        "from the published figures and their intervals alone, as they are (Sergeant and Firth 2006), so the table reproduces them."
    ),
)
CAUTION = (
    "What it does not say",
    "Groups differ in much besides; no cause is said here. One period alone may differ by chance: look at several.",
)
UNORDERED = "These groups have a declared order, and not one from the worst-off to the best-off. They are shown side by side."
COUNTED = "A count is no share of a group’s people, so no line is drawn through it."
APART = (
    "The groups are not of the same partners, so no line is drawn through them: it would compare partners."
)


@dataclass(frozen=True, slots=True)
class Row:
    """A group in its declared place: its share, mean or count (None where no view is declared, or nothing published),
    and the shown count behind a share."""

    code: str
    name: str
    figure: Figure | None
    count: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """Both indices as (term, words), or `why` there are none; `title` is the finding."""

    index: tuple[tuple[str, str], ...] = ()
    why: str = ""
    title: str = ""


def told(series: Series, by: BreakdownRow, rows: Sequence[Row]) -> Told:
    """What a line through the groups says in words; those who did not state theirs have no place on it."""
    stated = [row for row in rows if row.name.lower() != NOT_STATED]
    found = _found(series, by, stated)
    if isinstance(found, TooFew):
        return Told(why=found.words, title=f"{len(rows)} groups side by side, in declared order.")
    unit = " percentage points" if series.measured == "proportion" else " points"
    slope, ends = f"{found.slope:+.1f}{unit}", found.slope_bounds
    span = f"95% interval {ends.lower:+.1f} to {ends.upper:+.1f}"
    ratio = (("Relative index (RII)", _ratio(found)),) if found.ratio_bounds else ()
    title = f"From {stated[0].name} to {stated[-1].name}: {slope} ({span})."
    return Told((("Slope index (SII)", f"{slope}, {span}"), *ratio), title=title if len(title) <= TITLE_LENGTH else f"{slope} ({span}).")  # fmt: skip


def _ratio(found: Inequality) -> str:
    ends = found.ratio_bounds
    return f"{found.ratio:.2f}, 95% interval {ends.lower:.2f} to {ends.upper:.2f}" if ends else ""


def _found(series: Series, by: BreakdownRow, rows: Sequence[Row]) -> Inequality | TooFew:
    if series.counts or not by.ordered:
        return TooFew(COUNTED if series.counts else UNORDERED)
    of = {row.figure.partners for row in rows if row.figure and row.figure.cell.state in DRAWN}
    if len(of) > 1:
        return TooFew(APART)
    return inequality([_group(series, row) for row in rows])


def _group(series: Series, row: Row) -> Group | None:
    """A group with its figure and the standard error behind its interval, None where either is not published alone."""
    point = _point(row)
    cell = row.figure.cell if row.figure else None
    if cell is None or cell.state is not State.SHOWN or point.value is None or not cell.n:
        return None
    if series.measured == "proportion":
        x = min(row.count or 0, cell.n)
        share = wilson(x, cell.n)
        return Group(cell.n, 100 * x / cell.n, 100 * error_of(share.lower, share.upper))
    if cell.interval is None:
        return None
    return Group(cell.n, float(point.value), error_of(float(cell.interval.lower), float(cell.interval.upper)))


def group_chart(
    series: Series, by: BreakdownRow, period: PeriodRow, rows: Sequence[Row], said: Told,
    method: Sequence[tuple[str, str]],
) -> ChartSpec:  # fmt: skip
    """The groups as dots with their intervals in declared order, beside the figure of all of them."""
    points = tuple(_point(row) for row in rows)
    whole = series.cell(period)
    both = whole is not None and whole.number is not None and whole.state in DRAWN
    lines = (Line("All together", "centre", (whole.number,) * len(points)),) if whole and both else ()
    gaps = sum(point.value is None for point in points)
    hidden = f", {gaps} of {len(points)} groups not drawn" if gaps else ""
    words = " ".join(f"{term}: {each}." for term, each in said.index)
    notes = [
        (row.name if row.figure else "", note_of(row.figure.cell) if row.figure else f"{row.name}: {NOTHING}")
        for row in rows if row.figure is None or row.figure.cell.note
    ]  # fmt: skip
    return ChartSpec(
        id=coded(f"groups-{series.measure.code}-{by.code}-{series.view.code}"), kind="gaps", measure=series.measure.wording,
        title=said.title, subtitle=f"{series.view.name} by {by.name.lower()}, {period.code}{answers_words(points)}{hidden}",
        missing=missing_words(by_note(notes)), axis=shared_axis(series.measure, points, lines), points=points, lines=lines,
        latest=words or said.why, counted="answers", period_name=by.name, method=(*method, HOW, CAUTION),
        release=f"Release {max(row.figure.cell.release for row in rows if row.figure)}",
    )  # fmt: skip


def _point(row: Row) -> Point:
    if row.figure is None:
        return Point(row.code, row.name, None, status="missing", words=NOTHING)
    cell = row.figure.cell
    if cell.state not in DRAWN:
        status: Status = "missing" if cell.state in MISSING else "withheld"
        return Point(row.code, row.name, None, status=status, words=note_of(cell) or cell.text)
    early = cell.n is not None and cell.n < EARLY_BELOW
    if cell.number is None or early or cell.text.startswith(EDGES):
        words = "; ".join(part for part in (EARLY if early else "", cell.note) if part)
        return Point(row.code, row.name, None, cell.n, status="told", words=words, text=cell.text)
    lower, upper = (cell.interval.lower, cell.interval.upper) if cell.interval else (None, None)
    return Point(row.code, row.name, cell.number, cell.n, lower, upper, words=cell.note)
