"""Published figures as rows and back: what was stored is shown only where its seal is whole."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from measures.releases.inputs import Group
from measures.releases.models import Edition, PublishedFigure
from measures.releases.publish import Published, Row, published_from

MAY_BE_NONE = ("number", "step", "lower", "upper", "interval")
NAMES = (
    "view", "measure", "period", "figure", "partners", "state", "text", "number", "step", "note", "release", "n",
    "n_text", "lower", "upper", "interval", "mark",
)  # fmt: skip
ALIKE = ("state", "text", "number", "step", "note", "n", "n_text", "interval")


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


def stored(edition: Edition, key: bytes) -> list[Published]:
    """All figures of an edition."""
    rows = PublishedFigure.objects.filter(edition=edition).values(*NAMES)
    return [published(row, key) for row in rows]


def same_figures(new: Iterable[Published], old: Iterable[Published]) -> bool:
    """Whether two editions say the same, but for their number."""
    return _said(new) == _said(old)


def _said(figures: Iterable[Published]) -> dict[tuple[str, str, str], list[Any]]:
    return {
        (each.view, each.measure, each.figure): [each.partners, *(getattr(each.cell, name) for name in ALIKE)]
        for each in figures
    }


def joins_text(joins: Mapping[str, Sequence[frozenset[Group]]]) -> dict[str, list[list[list[str]]]]:
    """Joins as plain JSON, always in the same order."""
    return {
        measure: sorted(sorted(list(group) for group in join) for join in held)
        for measure, held in joins.items()
    }


def joins_of(text: Mapping[str, Any]) -> dict[str, tuple[frozenset[Group], ...]]:
    """Joins read back from JSON."""
    return {
        measure: tuple(frozenset(Group(*group) for group in join) for join in held)
        for measure, held in text.items()
    }
