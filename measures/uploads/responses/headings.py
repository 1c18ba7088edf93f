"""The columns of a response sheet, and which of the two sheets a file is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from measures.instruments.columns import sheet_columns
from measures.instruments.parts import measured_with
from measures.uploads.checking.headings import fingerprint, spoken
from measures.uploads.checking.register import Measure, Register, folded
from measures.uploads.checking.tables import ABOUT, LOOK
from measures.uploads.checking.template_id import about_of
from measures.uploads.findings import Answer, Finding, question
from measures.uploads.grid import Grid, Row
from measures.uploads.people.told import RULES

Kind = Literal["cohort", "responses"]
TEMPLATE_ID = "alliance-response-sheet"
KEY, OCCASION, PERIOD, COHORT = "row_key", "occasion", "period", "cohort"
NAMED = (KEY, OCCASION, PERIOD, COHORT)
WORDS = {
    **RULES["response_sheet"],
    PERIOD: ("period", "quarter", "wave", "reporting period"),
    COHORT: ("cohort", "group", "cohort name", "client group"),
}
MEANINGS = {word: field for field, words in WORDS.items() for word in words}
TELLING = frozenset({KEY, OCCASION})
COUNTED = frozenset({"n", "numerator", "mean", "how many answered"})
KINDS = (Answer("responses", "One row for each response"), Answer("cohort", "Totals: one row for each group"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds: row_key, occasion, period, cohort, a `breakdown`, or an `answer`.

    `of` is the breakdown's name or the measure's code; `version` is empty where the heading names none; `column` is what
    scoring calls the answer, empty for a measure without an instrument.
    """

    field: str
    of: str = ""
    version: str = ""
    column: str = ""


class Headings:
    """Reads headings against what an alliance counts."""

    def __init__(self, register: Register) -> None:
        self._breakdowns = {spoken(name): name for name in register.breakdowns}
        self._named: dict[str, Meaning] = {}
        self._sharing: dict[str, dict[Meaning, None]] = {}
        for measure in register.measures:
            named = _answers(measure)
            self._named |= named
            for plain, meaning in named.items():
                self._sharing.setdefault(plain, {})[meaning] = None

    def meaning(self, heading: str) -> Meaning | None:
        """What a heading stands for; None for what has no place in a response sheet."""
        plain = plain_heading(heading)
        if plain in MEANINGS:
            return Meaning(MEANINGS[plain])
        if plain in self._breakdowns:
            return Meaning("breakdown", self._breakdowns[plain])
        return self._named.get(plain)

    def shared(self, heading: str) -> tuple[Meaning, ...]:
        """All that a heading stands for: several measures may be made from the same answer (the ladder’s classes and means)."""
        return tuple(self._sharing.get(plain_heading(heading), ())) or tuple(
            filter(None, (self.meaning(heading),))
        )


def plain_heading(heading: str) -> str:
    """A heading without case, punctuation and underscores."""
    return spoken(heading.replace("_", " "))


def _answers(measure: Measure) -> dict[str, Meaning]:
    """Headings of one version of a measure: its code or name for one answer or a total, scoring's own column names, and
    the code with a number for an item (`M-07 3`)."""
    own = (measure.code, measure.name, f"{measure.code} total", *measure.also)
    found = measured_with(measure.instrument)
    known = sheet_columns(found) if found else None
    if measure.kind == "count" or (known and not known.all):  # no single answers make these
        return {}
    first = next(iter((*known.totals, *known.items)), "") if known else ""
    named = {plain_heading(name): Meaning("answer", measure.code, "", first) for name in own}
    named[plain_heading(measure.ref)] = Meaning("answer", measure.code, measure.version, first)
    if known:
        numbered = {f"{measure.code} {number}": column for number, column in enumerate(known.items, 1)}
        columns = numbered | {column: column for column in known.all}
        named |= {
            plain_heading(name): Meaning("answer", measure.code, "", column)
            for name, column in columns.items()
        }
    return named


def kind_of(grid: Grid, answers: Mapping[str, str]) -> tuple[Kind, list[Finding]]:
    """Which sheet a file is: by its template's id, else by its headings; asked where the headings say both."""
    made_from = about_of(grid).get("template", "")
    rows = [row for sheet in grid.sheets if folded(sheet.name) not in ABOUT for row in sheet.rows[:LOOK]]
    telling = [words for row in rows if (words := _words(row)) and _tells(words)]
    if made_from or not telling:
        return ("responses" if made_from == TEMPLATE_ID else "cohort"), []
    both = next((words for words in telling if words & COUNTED), None)
    if both is None:
        return "responses", []
    said = answers.get(key := f"sheet-kind:{fingerprint(tuple(sorted(both)))}")
    return ("cohort" if said == "cohort" else "responses"), [_asked(key)]


def _asked(key: str) -> Finding:
    says = "This sheet has the headings of both sheets. What does a row of it stand for?"
    return question("sheet.kind", says, key=key, ask=KINDS)


def _words(row: Row) -> frozenset[str]:
    return frozenset(plain_heading(cell.text) for cell in row.cells if cell.kind == "text")


def _tells(words: frozenset[str]) -> bool:
    return {MEANINGS.get(word, "") for word in words} >= TELLING
