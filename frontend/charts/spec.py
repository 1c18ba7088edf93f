"""What a chart says, frozen: every drawing, table, text and file is made from this and from nothing else."""

import re
from dataclasses import dataclass

from frontend.charts.parts import (
    UNSEEN,
    Axis,
    Event,
    Kind,
    Line,
    Panel,
    Point,
    Ruleset,
    Segment,
    Story,
    finite,
)

TITLE_LENGTH = 150
FEWEST_IN_FUNNEL, IN_LINEUP = 8, 20
CONTROL: tuple[Kind, ...] = ("run", "xmr", "p", "p_prime")
PANELLED: tuple[Kind, ...] = ("strip", "classes", "multiples", "lineup")
IN_ROWS: tuple[Kind, ...] = ("gaps", "classes", "strip")
JOINED: tuple[Kind, ...] = (*CONTROL, "multiples", "lineup")
TOLD: tuple[Kind, ...] = ("dots", *CONTROL)  # what a story can be told of: one series over time
BEGAN, FOLLOWED = "began", "followed"  # the first two periods of a strip
_ID = re.compile(r"[a-z][a-z0-9-]*")
_CONTROL_WORDS = re.compile(
    r"\b(target|trajectory|goal|rank|ranking|quartile|rag|best|worst)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A whole chart. There is no place in it for a target, a rank, a grade or a colour, and none for a second axis.

    `title` is the one-sentence finding (at most 150 characters), `missing` says who is not in the figure
    ("Nobody is missing." when so), `latest` what the latest point shows, `method` the rows of the method card.
    `interval` names what lo and hi are ("95% interval"), `counted` what n counts ("people", "answers"),
    `period_name` and `panel_name` head the table. Kinds of PANELLED have `panels`, the others `points`, `lines` and
    `segments`. Points and panels keep the order given: nothing sorts them.
    Raises ValueError with a sentence when the parts do not fit together.
    """

    id: str
    kind: Kind
    measure: str
    title: str
    subtitle: str
    missing: str
    axis: Axis
    points: tuple[Point, ...] = ()
    lines: tuple[Line, ...] = ()
    segments: tuple[Segment, ...] = ()
    events: tuple[Event, ...] = ()
    latest: str = ""
    interval: str = "95% interval"
    counted: str = "people"
    period_name: str = "Period"
    method: tuple[tuple[str, str], ...] = ()
    ruleset: Ruleset | None = None
    release: str = ""
    story: Story | None = None
    panels: tuple[Panel, ...] = ()
    panel_name: str = "Part"

    def __post_init__(self) -> None:
        check_heading(self.id, self.title, self.missing)
        if not (self.measure.strip() and self.subtitle.strip() and self.method):
            raise ValueError("A chart names its measure, has a subtitle and a method card.")
        _check_shape(self)
        for panel in self.panes:
            _check_panel(panel)
        finite(self.axis.label, self.axis.low, self.axis.high)
        _check_events(self)
        _check_signals(self)
        _CHECKS.get(self.kind, _check_labels)(self)

    @property
    def panes(self) -> tuple[Panel, ...]:
        """The panels, or the whole chart as the only one: what every output walks through."""
        return self.panels or (Panel("", self.points, self.lines, self.segments),)


def check_heading(identity: str, title: str, missing: str) -> None:
    """Refuse an id that HTML and CSS cannot carry, a title that is no headline, and silence on who is missing."""
    if not _ID.fullmatch(identity):
        raise ValueError(f"Chart id {identity!r} must be lower-case letters, digits and hyphens.")
    if not 0 < len(title) <= TITLE_LENGTH:
        raise ValueError(
            f"A chart's title is one sentence of at most {TITLE_LENGTH} characters, not {len(title)}."
        )
    if not missing.strip():
        raise ValueError('Say who is not in the figure, or "Nobody is missing.".')


def _check_shape(spec: ChartSpec) -> None:
    if spec.kind in PANELLED and (not spec.panels or spec.points or spec.lines or spec.segments):
        raise ValueError(f"A chart of the kind {spec.kind} has panels, and its points are in them.")
    if spec.kind not in PANELLED and spec.panels:
        raise ValueError(f"A chart of the kind {spec.kind} has no panels.")
    if len({panel.name for panel in spec.panes}) != len(spec.panes):
        raise ValueError("Two panels have the same name.")
    if spec.kind != "strip" and any(panel.axis for panel in spec.panels):
        raise ValueError("A chart has one value axis; panels share it.")


def _check_panel(panel: Panel) -> None:
    if not panel.points:
        raise ValueError("A chart needs at least one point; show an empty state instead.")
    if len({point.period for point in panel.points}) != len(panel.points):
        raise ValueError("Two points have the same period.")
    for line in panel.lines:
        _check_line(line, len(panel.points))
    starts = [segment.first for segment in panel.segments]
    if starts != sorted(set(starts)) or not all(0 <= first < len(panel.points) for first in starts):
        raise ValueError("A segment starts at a point of the chart, each after the one before.")


def _check_line(line: Line, points: int) -> None:
    if _CONTROL_WORDS.search(line.name):
        raise ValueError(f"{line.name}: charts are for learning; they show no targets, ranks or grades.")
    if len(line.values) != points:
        raise ValueError(f"{line.name}: a line has one value for each point, None where it does not apply.")
    finite(line.name, *line.values)


def _check_events(spec: ChartSpec) -> None:
    periods = {point.period for panel in spec.panes for point in panel.points}
    for event in spec.events:
        if event.period not in periods:
            raise ValueError(f"{event.words}: its period {event.period} is not on the chart.")


def _check_signals(spec: ChartSpec) -> None:
    """Whoever flags points says by which rules, and a chart that looks for them shows the middle it compares with."""
    flagged = any(p.status not in ("ordinary", *UNSEEN) for panel in spec.panes for p in panel.points)
    if (flagged or spec.kind in CONTROL) and spec.ruleset is None:
        raise ValueError("A chart that looks for signals names its rules and their version.")
    if spec.kind in CONTROL and not (spec.latest and any(line.role == "centre" for line in spec.lines)):
        raise ValueError("A chart over time has a middle line and says what its latest point shows.")


def _check_labels(spec: ChartSpec) -> None:
    if not all(point.label for panel in spec.panes for point in panel.points):
        raise ValueError("Each point has a label that people read.")


def _check_strip(spec: ChartSpec) -> None:
    """How many began and how many were followed up stands before any change."""
    _check_labels(spec)
    first = tuple(point.period for point in spec.panels[0].points[:2])
    if first != (BEGAN, FOLLOWED):
        raise ValueError("A strip first says how many began and how many were followed up.")
    if not all(panel.axis for panel in spec.panels):
        raise ValueError("Each part of a strip has an axis of its own.")


def _check_funnel(spec: ChartSpec) -> None:
    """Dots are numbered by size, so that nobody reads the numbers as places; it hides nothing."""
    if len(spec.points) < FEWEST_IN_FUNNEL:
        raise ValueError(f"A funnel needs {FEWEST_IN_FUNNEL} units or more; show small multiples instead.")
    if any(point.label or point.n is None or point.value is None for point in spec.points):
        raise ValueError("The dots of a funnel have a size and a value and no label.")
    sizes = [point.n or 0 for point in spec.points]
    numbered = [str(at) for at in range(1, len(sizes) + 1)]
    if [point.period for point in spec.points] != numbered or sizes != sorted(sizes):
        raise ValueError("The dots of a funnel are numbered from the smallest size to the largest.")


def _check_alike(spec: ChartSpec) -> None:
    _check_labels(spec)
    if len({tuple(point.period for point in panel.points) for panel in spec.panels}) != 1:
        raise ValueError("Panels side by side show the same periods.")


def _check_lineup(spec: ChartSpec) -> None:
    """Nothing may tell the real series from the shuffled ones."""
    _check_alike(spec)
    if [panel.name for panel in spec.panels] != [str(at) for at in range(1, IN_LINEUP + 1)]:
        raise ValueError(f"A line-up has {IN_LINEUP} panels, numbered 1 to {IN_LINEUP}.")
    if spec.events or any(panel.segments for panel in spec.panels):
        raise ValueError("A line-up shows no events or segments, since they would tell the real series.")


_CHECKS = {
    "strip": _check_strip,
    "funnel": _check_funnel,
    "multiples": _check_alike,
    "lineup": _check_lineup,
}
