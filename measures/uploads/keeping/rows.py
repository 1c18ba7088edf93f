"""Typed rows as plain values, for a draft and for the snapshot of a file version; decimals stay exact."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from measures.uploads.checking.typed import Figures, Filled, Row

NAMES = (
    "line",
    "sheet",
    "period",
    "cohort",
    "measure",
    "version",
    "breakdown",
    "category",
    "basis",
    "scale",
    "stopped",
)
LATER = ("baseline_period", "reach")  # a snapshot from before response sheets has neither  # fmt: skip
COUNTED = ("n", "numerator", "invited", "returned", "complete", "left_out")


def row_json(row: Row) -> dict[str, Any]:
    """A row as JSON; cells are [field, sheet, row, column, heading]."""
    cells = [[one.field, row.sheet, row.line, one.column, one.heading] for one in row.cells]
    held = {name: getattr(row, name) for name in (*NAMES, *LATER)}
    return held | {
        "cells": cells,
        "places": [list(each) for each in row.places],
        "figures": _figures(row.figures),
    }


def row_from(held: Mapping[str, Any]) -> Row:
    """The other way round of `row_json`."""
    cells = tuple(Filled(field, column, heading) for field, _sheet, _line, column, heading in held["cells"])
    places = tuple((str(field), int(count)) for field, count in held["places"])
    named = {name: held[name] for name in NAMES} | {name: held.get(name, "") for name in LATER}
    return Row(**named, figures=_figures_from(held["figures"]), cells=cells, places=places)


def _figures(figures: Figures) -> dict[str, Any]:
    held: dict[str, Any] = {name: getattr(figures, name) for name in COUNTED}
    held |= {name: _text(getattr(figures, name)) for name in ("mean", "sd")}
    full = held | {"counts": [list(each) for each in figures.counts], "withheld": sorted(figures.withheld)}
    full |= {"joint": [list(each) for each in figures.joint]}
    return {name: value for name, value in full.items() if value not in (None, [])}


def _figures_from(held: Mapping[str, Any]) -> Figures:
    counts = tuple((str(name), int(count)) for name, count in held.get("counts", ()))
    joint = tuple((str(first), str(later), int(people)) for first, later, people in held.get("joint", ()))
    counted = {name: held.get(name) for name in COUNTED}
    mean, sd = (Decimal(held[name]) if name in held else None for name in ("mean", "sd"))
    return Figures(
        **counted, mean=mean, sd=sd, counts=counts, withheld=frozenset(held.get("withheld", ())), joint=joint
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def said(figures: Figures) -> str:
    """Figures in a line, for their owner: `n 115, numerator 40`."""
    names = ("n", "numerator", "mean", "sd", "invited", "returned", "complete", "left_out")
    told = [
        f"{name.replace('_', ' ')} {value}" for name in names if (value := getattr(figures, name)) is not None
    ]
    told += [f"{name} {count}" for name, count in figures.counts]
    told += [
        f"{name.replace('_', ' ').removeprefix('count:')} kept back" for name in sorted(figures.withheld)
    ]
    return ", ".join(told)


def value_of(figures: Figures, field: str) -> str:
    """What one cell of a row said; nothing for a cell that holds no number."""
    if field in figures.withheld:
        return "kept back"
    if field.startswith("count:"):
        counts = dict(figures.counts)
        return str(counts.get(field.removeprefix("count:"), ""))
    value = getattr(figures, field, None) if field in (*COUNTED, "mean", "sd") else None
    return "" if value is None else str(value)
