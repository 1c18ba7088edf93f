"""From the cells of one response to the name of its score, as people are counted by it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from measures.instruments.answers import NoScore, NotScored, whole
from measures.instruments.parts import measured_with
from measures.instruments.scoring import score
from measures.instruments.shapes import Instrument
from measures.uploads.checking.register import Measure, folded
from measures.uploads.checking.values.numbers import clean_number
from measures.uploads.grid import Cell

YES, NO = "yes", "no"
SAID = {"yes": YES, "y": YES, "true": YES, "1": YES, "no": NO, "n": NO, "false": NO, "0": NO}
NOT_YES = NoScore("not_yes_or_no", "expected yes or no.")
NOT_WHOLE = NoScore(
    "not_whole", "scores that are not whole cannot be counted one by one: send a cohort sheet."
)
LEFT_OUT = NoScore("not_answered", "not answered.", impossible=False)
Cells = Mapping[str, Cell]
Score = str | NoScore


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores the answers to one version of a measure: {column as scoring calls it: cell} in, a score's name out."""

    measure: Measure
    _score: Callable[[Measure, Cells], Score]
    _known: dict[tuple[object, ...], Score] = field(default_factory=dict, repr=False)

    def __call__(self, cells: Cells) -> Score:
        """The name that people with this score are counted under, or why there is none."""
        said = tuple(cells.items())
        if said not in self._known:
            self._known[said] = self._scored(cells)
        return self._known[said]

    def _scored(self, cells: Cells) -> Score:
        try:
            return self._score(self.measure, cells)
        except NotScored as stopped:
            return stopped.why


def scorer(measure: Measure) -> Scorer:
    """How this version of a measure is scored: by its instrument, as yes or no, or as one whole number."""
    if found := measured_with(measure.instrument):
        return Scorer(measure, lambda held, cells: _by_instrument(found, held, cells))
    return Scorer(measure, _yes_or_no if measure.kind == "proportion" else _whole)


def _by_instrument(found: Instrument, measure: Measure, cells: Cells) -> Score:
    said = score(found, {name: written(cell) for name, cell in cells.items()})
    if isinstance(said, NoScore):
        return said
    return said.key if measure.kind == "mean" else (YES if said.points else NO)


def _yes_or_no(measure: Measure, cells: Cells) -> Score:
    cell = next(iter(cells.values()), None)
    return SAID.get(folded(cell.text), NOT_YES) if cell else LEFT_OUT


def _whole(measure: Measure, cells: Cells) -> Score:
    cell = next(iter(cells.values()), None)
    if cell is None:
        return LEFT_OUT
    if measure.low != int(measure.low) or not measure.whole:
        return NOT_WHOLE
    return str(whole(measure.code, written(cell), int(measure.low), int(measure.high)))


def written(cell: Cell) -> str:
    """A cell's number as typed; a date or a yes is no score."""
    return clean_number(cell.text) if cell.kind in {"number", "text"} else f"({cell.kind})"
