"""A sheet with one row per person is an extract, not totals: it is turned away whole."""

from measures.uploads.findings import Finding, Where
from measures.uploads.grid import Sheet
from measures.uploads.people.column_rules import person_stop
from measures.uploads.people.columns import Column
from measures.uploads.people.told import RULES, reaches, words

PEOPLE = RULES["rows_of_people"]
COUNT_WORDS = words("counts")
ONE = frozenset({"1", "1.0"})


def one_row_per_person(
    sheet: Sheet, columns: list[Column], known: frozenset[str] = frozenset()
) -> list[Finding]:
    """At least ten rows, nothing counted or everything counted once, and something distinct in every row."""
    rows = max((len(column.values) for column in columns), default=0)
    # records fill most of their columns; lists beside one another, as behind drop-downs, do not
    full = [column for column in columns if reaches(len(column.values), rows, PEOPLE["filled"])]
    if rows < PEOPLE["rows"] or len(full) < 2 or any(_counts(column) for column in columns):
        return []
    if not any(_identifies(column, rows, known) for column in full):
        return []
    return [person_stop("person.rows", Where(sheet.name), "cohort", rows)]


def _counts(column: Column) -> bool:
    return bool(column.words & COUNT_WORDS) and any(text not in ONE for _, text in column.values)


def _identifies(column: Column, rows: int, known: frozenset[str]) -> bool:
    texts = [text for _, text in column.values]
    distinct = len(texts) >= rows and len(set(texts)) == len(texts)
    return distinct and not all(_is_measured(text) or text.casefold() in known for text in texts)


def _is_measured(text: str) -> bool:
    """A number with decimals is a figure, not a key."""
    digits = text.replace(".", "", 1)
    return "." in text and digits.isascii() and digits.isdigit()
