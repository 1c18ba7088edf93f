"""Partners at one time as dots by their size, nobody's name beside one: what their sizes and how much they differ would give."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from frontend.charts.spec import ChartSpec
from measures.dashboards.drawn.book import Book
from measures.dashboards.drawn.series import DRAWN
from measures.dashboards.drawn.units import Unit, funnel_chart
from measures.plan.cards import MethodCard
from measures.plan.queries import method_cards, plan
from measures.plan.reading import PeriodRow
from measures.releases.making.wording import number as in_words
from measures.releases.queries import CHARTED, published
from measures.statistics.choosing import EARLY_BELOW, UNITS_FOR_FUNNEL, for_units
from measures.statistics.exact import TooFew
from measures.statistics.funnel import funnel

ONLY_SHARES = "A funnel is made of shares. This measure is shown side by side on its own page."


@dataclass(frozen=True, slots=True)
class UnitsAsked:
    """A period and a release; blank for the latest and the newest."""

    period: str = ""
    release: int | None = None


@dataclass(frozen=True, slots=True)
class UnitsPage:
    """`own` is the number of the dot of the viewer's own partner, blank without one; `silence` says why there is no chart."""

    code: str
    wording: str
    card: MethodCard
    period: str
    periods: tuple[PeriodRow, ...]
    releases: tuple[int, ...]
    release: int
    chart: ChartSpec | None
    own: str
    silence: str

    @property
    def state(self) -> dict[str, str]:
        """What an address must say to show the same for ever."""
        said = {"period": self.period, "release": str(self.release or "")}
        return {name: word for name, word in said.items() if word}


def units(viewer: Viewer, code: str, asked: UnitsAsked) -> UnitsPage:
    """The partners of one period as a funnel; NotFound for what the alliance does not have. Always as many queries."""
    held = plan(viewer)
    if not held.versions(code):
        raise NotFound
    found = published(viewer, measures=[code], until=asked.release, which=CHARTED)
    book = Book.of(held, found, (), ())
    periods = {each.code: each for each in book.periods}
    if (asked.period and asked.period not in periods) or (
        asked.release is not None and found.as_of != asked.release
    ):
        raise NotFound
    period = periods.get(asked.period) or next(reversed(book.periods), None)
    card = next(each for each in method_cards(viewer, held) if each.code == code)
    share = held.versions(code)[-1].kind == "proportion"
    seen = _units(book, code, period, found.as_of) if period and share else ()
    mine = {each.code for each in held.suppliers if each.org in viewer.orgs}
    made = (
        funnel("proportion", [(each.x, each.n) for each in seen])
        if for_units(len(seen)) == "funnel"
        else None
    )
    silence = found.silence or ("" if share else ONLY_SHARES) or (_few(len(seen)) if made is None else "")
    left_out = len(held.suppliers) - len(seen)
    chart = None
    if made is not None and period and not isinstance(made, TooFew):
        chart = funnel_chart(
            book.series(code, held.views[0]), period, seen, made, left_out, found.as_of, card.rows
        )
    own = next((str(at) for at, each in enumerate(seen, 1) if each.partner in mine), "") if chart else ""
    return UnitsPage(
        code, card.wording, card, period.code if period else "", book.periods, found.numbers, found.as_of, chart, own,
        silence or (made.words if isinstance(made, TooFew) else ""),
    )  # fmt: skip


def _units(book: Book, code: str, period: PeriodRow, release: int) -> Sequence[Unit]:
    """Each partner with a share of 30 answers or more, the smallest first; equals by lot, the same until the next release."""
    found = []
    for supplier in book.held.suppliers:
        view = next(each for each in book.held.views if each.code == supplier.code)
        series = book.series(code, view)
        cell = series.cell(period)
        if cell and cell.state in DRAWN and cell.n is not None and cell.n >= EARLY_BELOW:
            found.append(Unit(supplier.code, series.count(period), cell.n))
    return sorted(
        found, key=lambda each: (each.n, sha256(f"{release}/{code}/{each.partner}".encode()).digest())
    )


def _few(seen: int) -> str:
    return (
        f"A funnel needs {in_words(UNITS_FOR_FUNNEL)} partners with {EARLY_BELOW} answers or more in one period; here "
        f"{'is' if seen == 1 else 'are'} {in_words(seen)}. On the page of the measure they stand side by side in charter order."
    )
