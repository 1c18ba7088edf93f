"""A typed row as the columns of an atom, and as a release would take it; nothing here decides who may see it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from measures.uploads.checking.typed import Figures, Row
from measures.uploads.findings import Finding, stop

FOUR_PLACES = Decimal("0.0001")
YES = "yes"


SCORE = re.compile(r"\d+(/\d+)?")


@dataclass(frozen=True, slots=True)
class Columns:
    """What an atom version holds of a row; `counts` maps an answer or a score to people, `joint` is of matched people."""

    state: str
    n: int | None
    counts: Mapping[str, int]
    mean: Decimal | None
    sd: Decimal | None
    invited: int | None
    returned: int | None
    joint: tuple[tuple[str, str, int], ...] = ()


def columns_of(row: Row, kind: str) -> Columns:
    """The columns of a row; a row in which something was kept back says that, and no number at all."""
    figures = row.figures
    if row.state == "withheld" or figures.n is None:
        return Columns("withheld", None, {}, None, None, figures.invited, figures.returned)
    counts = {"proportion": _yes, "mean": scores}.get(kind, _none)(figures)
    mean, sd = (_four(figures.mean), _four(figures.sd)) if kind == "mean" else (None, None)
    return Columns("given", figures.n, counts, mean, sd, figures.invited, figures.returned, figures.joint)


def scores(figures: Figures) -> dict[str, int]:
    """People per score (`21`, `18/9`), where the row counts scores; nothing where it counts named bands."""
    whole = all(SCORE.fullmatch(name) for name, _ in figures.counts)
    return dict(figures.counts) if whole else {}


def without_figures(rows: tuple[Row, ...], kinds: Mapping[str, str]) -> tuple[tuple[Row, ...], list[Finding]]:
    """Rows of a mean that hold neither a mean nor people per score are stopped: nothing could be made of them."""
    found = [
        row for row in rows if not row.stopped and _empty(row, kinds.get(f"{row.measure}/{row.version}", ""))
    ]
    says = "people per named band have no mean. Give mean and sd, or people per whole score."
    kept = tuple(replace(row, stopped=True) if row in found else row for row in rows)
    return kept, [stop("row.no_figure", says, row.where("n"), expected="mean") for row in found]


def _empty(row: Row, kind: str) -> bool:
    figures = row.figures
    return (
        kind == "mean"
        and row.state != "withheld"
        and bool(figures.n)
        and figures.mean is None
        and not scores(figures)
    )


def _yes(figures: Figures) -> dict[str, int]:
    said = dict(figures.counts).get(YES, 0) if figures.numerator is None else figures.numerator
    return {YES: said}


def _none(figures: Figures) -> dict[str, int]:
    return {}


def _four(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(FOUR_PLACES)
