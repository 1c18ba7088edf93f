"""How to read a chart, for whoever meets one for the first time: only what is on it, in plain words."""

from frontend.charts.parts import UNSEEN, Kind
from frontend.charts.spec import ChartSpec

_IS: dict[Kind, str] = {
    "strip": "First it counts who answered twice; then it shows how the answers of these same people changed.",
    "classes": "Each bar is one class, as its standard defines it: how many people answered so.",
    "gaps": "Each mark is one group, in the order that was declared before anybody saw a figure, never by size.",
    "funnel": "Each mark rests on more answers the further right it stands. Between the curves, differences are what "
    "chance alone gives.",
    "multiples": "Each small chart is one partner, in the order of the charter, and all have the same scale.",
    "lineup": "One of these is real. In the others its own figures are shuffled: if you cannot pick it, there is no "
    "story in it yet.",
}
_OVER_TIME = "Each mark is one period, the latest on the right. Higher is a larger figure, which need not be better for people."
_STROKE = (
    "The upright stroke through a mark is its {}: with so many answers and no more, the figure could as well have come "
    "out anywhere along it. Where two strokes overlap, the two may not differ at all."
)
_CENTRE = {
    True: "The level line is the median: half of the marks lie above it and half below. It is no target.",
    False: "The level line is the average of the periods that it spans. It is no target.",
}
_LIMITS = (
    "Between the dashed limits lies what comes and goes by itself. A mark beyond them asks what happened; it does not "
    "tell, and blames nobody."
)
_HOLE = "A gap is never zero: the figure is missing, rests on too few people to be shown, or is told in words below."
_EVENT = "A letter is something that happened then. It need not be why the figures moved."


def reading(spec: ChartSpec) -> tuple[str, ...]:
    """What is to be seen on this chart and what it does not say, sentence by sentence."""
    points = [point for pane in spec.panes for point in pane.points]
    centres = [line.name.lower() for pane in spec.panes for line in pane.lines if line.role == "centre"]
    said = (
        (True, _IS.get(spec.kind, _OVER_TIME)),
        (any(point.lo is not None for point in points), _STROKE.format(spec.interval)),
        (bool(centres) and spec.kind != "funnel", _CENTRE[any("median" in name for name in centres)]),
        (spec.kind != "funnel" and _limited(spec), _LIMITS),
        (any(point.status in UNSEEN for point in points), _HOLE),
        (bool(spec.events), _EVENT),
    )
    return tuple(words for there, words in said if there)


def _limited(spec: ChartSpec) -> bool:
    return any(line.role == "limit" for pane in spec.panes for line in pane.lines)
