"""Steps 7 and 8 on single responses: names and answers. What comes out has scores, and no answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from measures.instruments.answers import NoScore
from measures.plan.rules import NOT_STATED
from measures.uploads.checking.register import Register, folded
from measures.uploads.checking.tables import Table
from measures.uploads.findings import Where
from measures.uploads.grid import Cell, Row
from measures.uploads.responses.faults import Faults
from measures.uploads.responses.headings import COHORT, KEY, OCCASION, PERIOD
from measures.uploads.responses.layout import Layout, Measured
from measures.uploads.responses.scores import Scorer, scorer
from measures.uploads.responses.shapes import BASELINE, FOLLOWUP, Response

OCCASIONS = {
    "baseline": BASELINE, "first": BASELINE, "start": BASELINE, "before": BASELINE,
    "followup": FOLLOWUP, "follow up": FOLLOWUP, "follow-up": FOLLOWUP, "later": FOLLOWUP, "after": FOLLOWUP,
}  # fmt: skip
BROKEN = frozenset({"error", "uncalculated"})
Line = Mapping[int, Cell]


@dataclass(slots=True)
class Reader:
    """Reads the rows of one table; what is wrong with a cell goes to `faults`, and each name is looked up once."""

    table: Table
    layout: Layout
    register: Register
    faults: Faults = field(default_factory=Faults)
    _names: dict[tuple[str, str], str] = field(default_factory=dict)
    _scorers: dict[tuple[Measured, str], Scorer | None] = field(default_factory=dict)

    def responses(self) -> list[Response]:
        """Every row that could be read whole."""
        return [one for row in self.table.body if (one := self._response(row))]

    def _response(self, row: Row) -> Response | None:
        cells = {cell.column: cell for cell in row.cells if cell.text.strip() or cell.kind in BROKEN}
        key = self._text(row, cells, KEY)
        occasion, period, cohort = (self._name(row, cells, what) for what in (OCCASION, PERIOD, COHORT))
        categories = {name: self._category(row, cells, name) for name in self.layout.splits}
        scores = self._scores(row, cells, period) if period else {}
        whole = key and occasion and period and cohort and all(categories.values())
        broken = any(cell.kind in BROKEN for cell in cells.values())  # said by the reading already
        return (
            Response(row.number, key, occasion, period, cohort, categories, scores)
            if whole and not broken
            else None
        )

    def _text(self, row: Row, cells: Line, what: str) -> str:
        column = self.layout.names[what]
        if column in cells:
            return cells[column].text.strip()
        self.faults.add(
            "cell.absent",
            f"no {what}. Type it and send the sheet again.",
            self._at(row, column),
            expected=what,
        )
        return ""

    def _name(self, row: Row, cells: Line, what: str) -> str:
        text = self._text(row, cells, what)
        return self._known(row, self.layout.names[what], what, text) if text else ""

    def _category(self, row: Row, cells: Line, name: str) -> str:
        """An empty cell is “not stated”, where the alliance has such a category."""
        column = self.layout.splits[name]
        if column in cells:
            return self._known(row, column, name, cells[column].text.strip())
        if not (unsaid := self._meant(name, NOT_STATED)):
            says = f"no {name}. Choose {self._expected(name)}."
            self.faults.add("cell.absent", says, self._at(row, column), expected=name)
        return unsaid

    def _known(self, row: Row, column: int, what: str, text: str) -> str:
        """What a name stands for; one that is not known is told without being repeated."""
        if not (meant := self._meant(what, text)):
            says = f"this {what} is not known here. Expected {self._expected(what)}."
            self.faults.add("cell.unknown", says, self._at(row, column), text=text)
        return meant

    def _meant(self, what: str, text: str) -> str:
        if (what, text) not in self._names:
            self._names[what, text] = self._looked_up(what, text)
        return self._names[what, text]

    def _looked_up(self, what: str, text: str) -> str:
        if what == OCCASION:
            return OCCASIONS.get(folded(text), "")
        if what == PERIOD:
            return period.name if (period := self.register.period_named(text)) else ""
        if what == COHORT:
            return cohort.id if (cohort := self.register.cohort_named(text)) else ""
        return next((one for one in self.register.breakdowns[what] if folded(one) == folded(text)), "")

    def _expected(self, what: str) -> str:
        known = {
            OCCASION: (BASELINE, FOLLOWUP), PERIOD: tuple(one.name for one in self.register.periods[-4:]),
            COHORT: tuple(one.id for one in self.register.cohorts),
        }  # fmt: skip
        return f"one of: {', '.join((known.get(what) or self.register.breakdowns[what])[:8])}"

    def _scores(self, row: Row, cells: Line, period: str) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for measured, columns in self.layout.answers.items():
            if known := self._scorer(measured, period):
                said = {name: cells[column] for name, column in columns.items() if column in cells}
                found[known.measure.ref] = self._score(row, known, said, columns) if said else None
        return found

    def _score(
        self, row: Row, known: Scorer, said: Mapping[str, Cell], columns: Mapping[str, int]
    ) -> str | None:
        score = known(said)
        if not isinstance(score, NoScore):
            return score
        if score.impossible:
            name = score.item if score.item in said else next(iter(said))
            where = self._at(row, columns[name])
            self.faults.add(f"score.{score.word}", score.sentence, where, text=said[name].text)
        return None

    def _scorer(self, measured: Measured, period: str) -> Scorer | None:
        """The scorer of the version that the heading names, or else of the one in force in the period."""
        if (measured, period) not in self._scorers:
            code, version = measured
            named = f"{code}/{version}" if version else code
            found = self.register.measure_named(named, self.register.period_named(period))
            self._scorers[measured, period] = scorer(found) if found else None
        return self._scorers[measured, period]

    def _at(self, row: Row, column: int) -> Where:
        head = self.table.header.at(column)
        return self.table.sheet.where(row.number, column, head.text if head else "")
