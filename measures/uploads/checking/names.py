"""Cells that name something in the register: period, cohort, measure, breakdown, basis, scale."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial

from measures.uploads.checking.mapping import SheetMapping
from measures.uploads.checking.register import (
    BASES,
    SCALES,
    Cohort,
    Measure,
    Period,
    Register,
    among,
    nearest,
)
from measures.uploads.checking.typed import Filled, placed
from measures.uploads.checking.values.dates import read_date, told
from measures.uploads.findings import RIGHT, Finding, Where, question, stop
from measures.uploads.grid import Cell


@dataclass(frozen=True, slots=True)
class Line:
    """The filled cells of one row by their fields; where one stands is asked only where something is said of it."""

    sheet: str
    number: int
    cells: Mapping[str, Cell]
    filled: tuple[Filled, ...] = ()

    def __contains__(self, field: str) -> bool:
        return field in self.cells

    def __getitem__(self, field: str) -> Cell:
        return self.cells[field]

    def where(self, field: str = "") -> Where:
        """The cell of a field, or the line."""
        return placed(field, self.filled, self.sheet, self.number)


@dataclass(slots=True)
class Named:
    """The names of one row; a field that failed is empty and has a stop among the findings."""

    period: Period | None = None
    cohort: str = ""
    measure: Measure | None = None
    breakdown: str = ""
    category: str = ""
    basis: str = "all"
    scale: str = ""
    findings: list[Finding] = field(default_factory=list)


class Lookup:
    """What the names of one sheet stand for, each looked up once: a sheet repeats its names in every row."""

    def __init__(self, register: Register, mapping: SheetMapping) -> None:
        self.register = register
        self.period: Callable[[str], Period | None] = cache(register.period_named)
        self.meant: Callable[[str, str], str] = cache(mapping.meant)
        self.cohort: Callable[[str], Cohort | None] = cache(register.cohort_named)
        self.measure: Callable[[str, Period | None], Measure | None] = cache(register.measure_named)
        self.dimensions = tuple(register.breakdowns)
        self.dimension: Callable[[str], str | None] = cache(partial(among, names=self.dimensions))
        self.category: Callable[[str, str], str | None] = cache(self._category)

    def _category(self, text: str, dimension: str) -> str | None:
        return among(text, self.register.breakdowns[dimension])


def read_names(line: Line, known: Lookup) -> Named:
    """All names of a row, each as the register spells it."""
    named = Named()
    named.period = _period(line, known, named.findings)
    named.cohort = _cohort(line, known, named.findings)
    named.measure = _measure(line, known, named)
    _breakdown(line, known, named)
    named.basis = _choice(line, "basis", BASES, named.findings) or "all"
    named.scale = _scale(line, named)
    return named


def _absent(field: str, line: Line) -> Finding:
    return stop("cell.absent", f"no {field}. Type it and send the sheet again.", line.where(), expected=field)


def _unknown(field: str, text: str, where: Where, names: list[str]) -> Finding:
    near = nearest(text, names)
    hint = f"Did you mean {near}?" if near else f"Expected one of: {', '.join(names[:8])}."
    return stop(
        "cell.unknown",
        f'{field} "{text[:40]}" is not known here. {hint}',
        where,
        found=text[:40],
        expected=near,
    )


def _period(line: Line, known: Lookup, found: list[Finding]) -> Period | None:
    if "period" not in line:
        found.append(_absent("period", line))
        return None
    cell = line["period"]
    return known.period(cell.text) or _dated(cell, line.where("period"), known.register, found)


def _dated(cell: Cell, where: Where, register: Register, found: list[Finding]) -> Period | None:
    names = [period.name for period in register.periods]
    dated = read_date(cell)
    if dated is None:
        found.append(_unknown("period", cell.text, where, names))
        return None
    period = register.period_of(dated.day) if dated.day else None
    if dated.day is None or period is None:
        says = (
            "no such day" if dated.day is None else f"{told(dated.day)} falls in no period of this alliance"
        )
        found.append(
            stop(
                "cell.date",
                f'found "{cell.text[:20]}": {says}. Expected a period such as {names[-1]}.',
                where,
                found=cell.text[:20],
            )
        )
        return None
    says = f'found "{cell.text[:20]}", a day: {told(dated.day)}. It is in {period.name}. Is that the period?'
    found.append(
        question(
            "cell.date",
            says,
            where,
            key=f"date:{cell.text}",
            ask=RIGHT,
            found=cell.text[:20],
            expected=period.name,
        )
    )
    return period


def _cohort(line: Line, known: Lookup, found: list[Finding]) -> str:
    if "cohort" not in line:
        found.append(_absent("cohort", line))
        return ""
    text = line["cohort"].text
    cohort = known.cohort(known.meant("cohort", text))
    if cohort is None:
        names = [one.name for one in known.register.cohorts]
        found.append(_unknown("cohort", text, line.where("cohort"), names))
    return cohort.id if cohort else ""


def _measure(line: Line, known: Lookup, named: Named) -> Measure | None:
    if "measure" not in line:
        named.findings.append(_absent("measure", line))
        return None
    text = line["measure"].text
    measure = known.measure(known.meant("measure", text), named.period)
    if measure is None:
        refs = [one.ref for one in known.register.measures]
        named.findings.append(_unknown("measure", text, line.where("measure"), refs))
    return measure


def _breakdown(line: Line, known: Lookup, named: Named) -> None:
    names = ("breakdown", "category")
    given = {name: known.meant(name, line[name].text.strip()) for name in names if name in line}
    breakdown, category = given.get("breakdown", ""), given.get("category", "")
    if bool(breakdown) != bool(category):
        there = "breakdown" if breakdown else "category"
        named.findings.append(
            stop(
                "cell.breakdown",
                "a breakdown needs its category, and a category its breakdown.",
                line.where(there),
            )
        )
    elif breakdown:
        _known_breakdown(line, known, named, (breakdown, category))


def _known_breakdown(line: Line, known: Lookup, named: Named, given: tuple[str, str]) -> None:
    dimension = known.dimension(given[0])
    if dimension is None:
        named.findings.append(
            _unknown("breakdown", given[0], line.where("breakdown"), list(known.dimensions))
        )
        return
    values = known.register.breakdowns[dimension]
    category = known.category(given[1], dimension)
    if category is None:
        named.findings.append(_unknown("category", given[1], line.where("category"), list(values)))
    named.breakdown, named.category = dimension, category or ""


def _choice(line: Line, field: str, choices: tuple[str, ...], found: list[Finding]) -> str:
    if field not in line:
        return ""
    text = line[field].text
    chosen = among(text, choices) or ""
    if not chosen:
        found.append(_unknown(field, text, line.where(field), list(choices)))
    return chosen


def _scale(line: Line, named: Named) -> str:
    scale = _choice(line, "scale", SCALES, named.findings)
    if named.measure is None or named.measure.kind != "mean":
        return ""
    if scale and scale not in named.measure.scales:
        says = f"{named.measure.ref} has no {scale} scale. Expected {' or '.join(named.measure.scales)}."
        named.findings.append(stop("cell.scale", says, line.where("scale"), found=scale))
    return scale or named.measure.scales[0]
