"""Published figures as rows and back: what was stored is shown only where its seal is whole."""

from collections.abc import Mapping
from typing import Any

from measures.releases.publish import Published, Row, published_from

MAY_BE_NONE = ("number", "step", "lower", "upper", "interval")
NAMES = (
    "view", "measure", "period", "figure", "partners", "state", "text", "number", "step", "note", "release", "n",
    "n_text", "lower", "upper", "interval", "mark",
)  # fmt: skip


class FigureChanged(Exception):
    """A stored figure does not carry the seal of its alliance: the database was changed by another hand."""


def columns(row: Row) -> dict[str, Any]:
    """A row of `publish.row_of` as columns: a blank stands for what is not there."""
    return {name: "" if value is None and name != "n" else value for name, value in row.items()}


def published(values: Mapping[str, Any], key: bytes) -> Published:
    """One stored row as the figure it holds; raises FigureChanged."""
    row = {name: None if name in MAY_BE_NONE and values[name] == "" else values[name] for name in NAMES}
    found = published_from(row, key)
    if not isinstance(found, Published):
        raise FigureChanged(found.sentence)
    return found
