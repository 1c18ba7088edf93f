"""Each partner beside the others: as dots by their size where eight have enough answers, else side by side in charter order."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from alliance.decisions.queries import looked_for
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from frontend.charts.spec import ChartSpec
from measures.dashboards.drawn.book import MEASURES, Book
from measures.dashboards.drawn.charts import Span, draft
from measures.dashboards.drawn.multiples import side_by_side
from measures.dashboards.drawn.series import DRAWN
from measures.dashboards.drawn.units import Unit, funnel_chart
from measures.limits.queries import steps
from measures.limits.replay import recorded
from measures.plan.cards import MethodCard
from measures.plan.queries import method_cards, plan
from measures.plan.reading import PeriodRow, Supplier, ViewRow
from measures.releases.making.wording import number as in_words
from measures.releases.queries import CHARTED, Figures, published, succeeded_at
from measures.statistics.choosing import EARLY_BELOW, UNITS_FOR_FUNNEL, for_units
from measures.statistics.exact import TooFew
from measures.statistics.funnel import Funnel, funnel

ONLY_SHARES = "A funnel is made of shares, and this is none."


@dataclass(frozen=True, slots=True)
class UnitsAsked:
    """A period, a release, and after how many steps of the measure’s ledger; blank for the latest and the newest."""

    period: str = ""
    release: int | None = None
    ledger: int | None = None


@dataclass(frozen=True, slots=True)
class UnitsPage:
    """`chart` is a funnel of `period`, or every partner up to it, and then `why` says why it is no funnel; None where nothing is
    published, and `silence` may say why. `own` is the number of the funnel dot of the viewer's own partner, blank without one;
    `ledger` how many steps of the measure's ledger, of all views together, the limits rest on."""

    code: str
    wording: str
    card: MethodCard
    period: str
    periods: tuple[PeriodRow, ...]
    releases: tuple[int, ...]
    release: int
    chart: ChartSpec | None
    own: str
    why: str
    silence: str
    ledger: int = 0

    @property
    def state(self) -> dict[str, str]:
        """What an address must say to show the same for ever."""
        said = {"period": self.period, "release": str(self.release or ""), "ledger": str(self.ledger)}
        return {name: word for name, word in said.items() if word}


@dataclass(frozen=True, slots=True)
class Seen:
    """What is drawn from: a measure up to a period, as of a release, and the partners that had begun to send by then."""

    book: Book
    code: str
    period: PeriodRow
    release: int
    partners: tuple[Supplier, ...]

    def view(self, partner: Supplier) -> ViewRow:
        """The partner's own view."""
        return next(each for each in self.book.held.views if each.code == partner.code)


def units(viewer: Viewer, code: str, asked: UnitsAsked) -> UnitsPage:
    """The partners as asked for; NotFound for what the alliance does not have. Always as many queries."""
    held = plan(viewer)
    if not held.versions(code):
        raise NotFound
    found = published(viewer, measures=[code], until=asked.release, which=CHARTED)
    known = recorded(steps(viewer, code), asked.ledger, succeeded_at(viewer, asked.release))
    book = Book.of(held, found, known, looked_for(viewer, MEASURES))
    card = next(each for each in method_cards(viewer, held) if each.code == code)
    seen = _seen(book, code, asked, found)
    dots, made, why = _dots(seen) if seen else ((), None, "")
    chart = None
    if seen:
        chart = _beside(seen, card) if made is None else _funnel(seen, dots, made, card)
    mine = {each.code for each in held.suppliers if each.org in viewer.orgs} if made else set[str]()
    own = next((str(at) for at, each in enumerate(dots, 1) if each.partner in mine), "")
    return UnitsPage(
        code, card.wording, card, seen.period.code if seen else "", book.periods, found.numbers, found.as_of, chart, own, why,
        found.silence, len(known),
    )  # fmt: skip


def _seen(book: Book, code: str, asked: UnitsAsked, found: Figures) -> Seen | None:
    """What is asked for; None where nothing is published."""
    periods = {each.code: each for each in book.periods}
    if (asked.period and asked.period not in periods) or (
        asked.release is not None and found.as_of != asked.release
    ):
        raise NotFound
    period = periods.get(asked.period) or next(reversed(book.periods), None)
    if period is None or found.silence:
        return None
    begun = tuple(each for each in book.held.suppliers if each.starts_on <= period.ends_on)
    return Seen(book, code, period, found.as_of, begun)


def _dots(seen: Seen) -> tuple[Sequence[Unit], Funnel | None, str]:
    """Each partner with a share of 30 answers or more, the smallest first, and their funnel; or why there is none."""
    if seen.book.held.versions(seen.code)[-1].kind != "proportion":
        return (), None, ONLY_SHARES
    found = sorted(filter(None, (_unit(seen, each) for each in seen.partners)), key=attrgetter("n"))
    if for_units(len(found)) != "funnel":
        return found, None, _few(len(found))
    made = funnel("proportion", [(each.x, each.n) for each in found])
    return (found, None, made.words) if isinstance(made, TooFew) else (found, made, "")


def _unit(seen: Seen, partner: Supplier) -> Unit | None:
    series = seen.book.series(seen.code, seen.view(partner))
    cell = series.cell(seen.period)
    if cell is None or cell.state not in DRAWN or cell.n is None or cell.n < EARLY_BELOW:
        return None
    return Unit(partner.code, series.count(seen.period), cell.n)


def _funnel(seen: Seen, dots: Sequence[Unit], made: Funnel, card: MethodCard) -> ChartSpec:
    whole = seen.book.series(seen.code, seen.book.held.views[0])
    left_out = len(seen.partners) - len(dots)
    return funnel_chart(whole, seen.period, dots, made, left_out, seen.release, card.rows)


def _beside(seen: Seen, card: MethodCard) -> ChartSpec:
    """Every partner over the periods up to the one asked for."""
    drafts = [draft(seen.book.series(seen.code, seen.view(each))) for each in seen.partners]
    return side_by_side(drafts, Span(0, seen.book.periods.index(seen.period) + 1), seen.release, card.rows)


def _few(seen: int) -> str:
    return (
        f"A funnel needs {in_words(UNITS_FOR_FUNNEL)} partners with {EARLY_BELOW} answers or more in one period; here "
        f"{'is' if seen == 1 else 'are'} {in_words(seen)}."
    )
