"""A sheet with one row per person is an extract, not totals: it is turned away whole."""

from measures.uploads.findings import Finding, Where, stop
from measures.uploads.grid import Sheet
from measures.uploads.people.columns import Column

FEWEST = 10
COUNT_WORDS = frozenset(
    (
        "n", "count", "number", "base", "total", "answered", "respondents", "denominator", "responses", "people",
        "returned", "completed", "how", "many", "sample", "size",
    )
)  # fmt: skip
ONE = frozenset({"1", "1.0"})


def one_row_per_person(
    sheet: Sheet, columns: list[Column], known: frozenset[str] = frozenset()
) -> list[Finding]:
    """At least ten rows, nothing counted or everything counted once, and something distinct in every row."""
    rows = max((len(column.values) for column in columns), default=0)
    # records fill most of their columns; lists beside one another, as behind drop-downs, do not
    full = [column for column in columns if 5 * len(column.values) >= 4 * rows]
    if rows < FEWEST or len(full) < 2 or any(_counts(column) for column in columns):
        return []
    if not any(_identifies(column, rows, known) for column in full):
        return []
    says = (
        "this sheet has one row per person. Nothing of it was kept. Send totals instead: one row for each group and "
        "measure, with n and how many."
    )
    return [stop("person.rows", says, Where(sheet.name), count=rows)]


def _counts(column: Column) -> bool:
    return bool(column.words & COUNT_WORDS) and any(text not in ONE for _, text in column.values)


def _identifies(column: Column, rows: int, known: frozenset[str]) -> bool:
    texts = [text for _, text in column.values]
    distinct = len(texts) >= rows and len(set(texts)) == len(texts)
    return distinct and not all(_is_measured(text) or text.casefold() in known for text in texts)


def _is_measured(text: str) -> bool:
    """A number with decimals is a figure, not a key."""
    return "." in text and text.replace(".", "", 1).isdigit()
