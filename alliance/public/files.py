"""The public register as a file for spreadsheets."""

from collections.abc import Iterable, Iterator

from alliance.public.queries import Published
from frontend.sheets import Cell
from frontend.sheets import csv_lines as lines

COLUMNS = ("reference", "title", "outcome", "rule", "sum", "decided", "in force", "look again on")


def csv_lines(members: Iterable[str], rows: Iterable[Published]) -> Iterator[bytes]:
    """The header, then a line for each decision; a column for each member."""
    return lines([*COLUMNS, *members], (_cells(row) for row in rows))


def _cells(row: Published) -> list[Cell]:
    told: list[Cell] = [
        row.ref,
        row.title,
        row.outcome,
        row.rule,
        row.sum,
        row.decided_on,
        row.life,
        row.review_on,
    ]
    return [*told, *(seat.words for seat in row.seats)]
