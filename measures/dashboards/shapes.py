"""What a page of the dashboard shows: plain frozen values, in declared order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from frontend.charts.spec import ChartSpec
from measures.plan.cards import MethodCard
from measures.plan.reading import ALLIANCE_VIEW, MeasureVersion, PeriodRow, ViewRow
from measures.releases.queries import Figure
from measures.statistics.luck.budget import Luck
from measures.statistics.reading import Reading


@dataclass(frozen=True, slots=True)
class Small:
    """One view beside the others: the partners it is made of where its name does not say, its chart (None where it has no number to draw), the latest figure and its answers,
    what is not drawn since, what the latest figure shows by the rules, and what is missing that the chart above did not say already."""

    view: str
    name: str
    made_of: str
    latest: str
    answers: str
    period: str
    since: str
    signal: str
    notes: str
    chart: ChartSpec | None
    reading: Reading


@dataclass(frozen=True, slots=True)
class Grid:
    """All views of a measure as one table: `rows` are a period and its cells, each what is printed and for how many."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """A measure on the dashboard: the chart of the chosen view, then every view in declared order; `lucks` one for each chart.

    `heard` says which voices were heard on its latest figure; `tell` is where this viewer tells its story, blank for who reads.
    """

    code: str
    wording: str
    card: MethodCard
    view: ViewRow
    made_of: str
    chart: ChartSpec
    small: tuple[Small, ...]
    grid: Grid
    figures: tuple[Figure, ...]
    lucks: tuple[Luck, ...]
    reading: Reading
    heard: str = ""
    tell: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a measure somebody wants to see: a view of the lattice, a span of periods, as of a release, its limits as they
    stood after step `limits` of the ledger (0: before any), or `without` a step. Of a whole dashboard `ledger` says after how many
    steps of all its series."""

    view: str = ALLIANCE_VIEW
    first: str = ""
    last: str = ""
    release: int | None = None
    limits: int | None = None
    without: int | None = None
    ledger: int | None = None


@dataclass(frozen=True, slots=True)
class Dashboard:
    """`panels` in declared order; `silence` says why nothing is shown; `missing` who is not in the latest period,
    `to_come` which newer periods are not here yet and from whom, `luck` how many charts of the page show a signal by luck, `series` which thresholds protect each published period."""

    panels: tuple[Panel, ...]
    measures: tuple[MeasureVersion, ...]
    period: str
    missing: str
    to_come: str
    release: int
    published_at: datetime | None
    silence: str
    may_settle: bool
    luck: str
    view: ViewRow
    views: tuple[ViewRow, ...]
    periods: tuple[PeriodRow, ...]
    releases: tuple[int, ...]
    series: Mapping[str, int]
    asked: Asked
    ledger: int

    @property
    def state(self) -> dict[str, str]:
        """What an address must say to show the same for ever: view, span, release, and the steps that all limits rest on."""
        asked = self.asked
        said = {
            "view": asked.view, "first": asked.first, "last": asked.last, "release": str(self.release or ""),
            "ledger": str(self.ledger),
        }  # fmt: skip
        return {name: word for name, word in said.items() if word}


@dataclass(frozen=True, slots=True)
class Page:
    """One measure: its panel (None while nothing is published), card, what may be chosen, how many steps the ledger of its view
    has, and how many `stood` as of the release."""

    code: str
    wording: str
    card: MethodCard
    panel: Panel | None
    views: tuple[ViewRow, ...]
    periods: tuple[PeriodRow, ...]
    releases: tuple[int, ...]
    release: int
    silence: str
    steps: int = 0
    stood: int = 0
    asked: Asked = field(default_factory=Asked)

    @property
    def state(self) -> dict[str, str]:
        """What an address must say to show the same for ever: view, span, release, and the steps that the limits rest on."""
        asked = self.asked
        limits = self.stood if asked.limits is None else asked.limits
        said = {
            "view": asked.view, "first": asked.first, "last": asked.last, "release": self.release or "",
            "limits": limits, "without": asked.without or "",
        }  # fmt: skip
        return {name: str(word) for name, word in said.items() if word != ""}

    @property
    def replays(self) -> str:
        """What of the ledger the page leaves out, in words; empty where it shows the limits as they stand."""
        upto, without = self.asked.limits, self.asked.without
        after = self.stood if upto is None else upto
        until = "before the next release, " if upto is None else ""
        said = (
            [f"Limits are shown as they stood {until}after {after} of {self.steps} steps."]
            if after < self.steps
            else []
        )
        return " ".join([*said, *([f"Step {without} of the ledger is left out here."] if without else [])])
