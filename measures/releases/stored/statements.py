"""What a release says of a measure as plain JSON and back; exact figures are not in it, they stand with the atoms."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from measures.releases.inputs import AtomIn, Group
from measures.releases.making.statements import Count, StatedView, Statement
from measures.releases.rounding import ShownMean

Content = dict[str, Any]


def content_of(statement: Statement) -> Content:
    """Everything of a statement but its atoms, its release and its period."""
    return {
        "categories": list(statement.categories), "low": str(statement.low), "high": str(statement.high),
        "units": [[list(group) for group in unit] for unit in statement.units],
        "views": [_view(each) for each in statement.views],
    }  # fmt: skip


def statement_from(
    content: Mapping[str, Any], release: int, period: str, measure: str, atoms: tuple[AtomIn, ...]
) -> Statement:
    """The statement again, with the atoms that the release was made from."""
    return Statement(
        release, period, measure, tuple(content["categories"]), Fraction(content["low"]), Fraction(content["high"]), atoms,
        tuple(tuple(Group(*group) for group in unit) for unit in content["units"]),
        tuple(_view_from(each) for each in content["views"]),
    )  # fmt: skip


def _view(stated: StatedView) -> Content:
    mean = stated.mean
    return {
        "view": stated.view, "groups": [list(group) for group in stated.groups],
        "counts": [[each.figure, list(each.categories), each.shown, each.summed] for each in stated.counts],
        "mean": [str(mean.value), str(mean.step), mean.edge] if mean else None,
    }  # fmt: skip


def _view_from(content: Mapping[str, Any]) -> StatedView:
    counts = tuple(
        Count(figure, tuple(names), shown, summed) for figure, names, shown, summed in content["counts"]
    )
    mean = content["mean"]
    shown = ShownMean(Fraction(mean[0]), Fraction(mean[1]), mean[2], None, None) if mean else None
    return StatedView(content["view"], tuple(Group(*group) for group in content["groups"]), counts, shown)
