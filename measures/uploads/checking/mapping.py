"""From a partner's own headings and names to the cohort sheet's: proposed, asked once, then remembered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from measures.uploads.checking.headings import (
    COUNT,
    FIELDS,
    REQUIRED,
    exact_field,
    fingerprint,
    is_for_reading,
    likely_field,
    spoken,
)
from measures.uploads.checking.register import Measure, Period, Register, nearest
from measures.uploads.checking.tables import Table
from measures.uploads.findings import RIGHT, Finding, note, question, stop

SMALL_WORDS = frozenset(
    (
        "a", "an", "the", "of", "to", "in", "at", "on", "or", "and", "is", "are", "they", "them", "their", "you", "your",
        "my", "i", "how", "with",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """`columns` are (column, field); `values` are (field, as written, as meant): what a partner's words mean."""

    fingerprint: str
    columns: tuple[tuple[int, str], ...]
    values: tuple[tuple[str, str, str], ...] = ()

    def meant(self, field: str, written: str) -> str:
        """What a written name stands for; itself where nothing is known."""
        return next(
            (meant for named, text, meant in self.values if named == field and text == spoken(written)),
            written,
        )

    def as_json(self) -> dict[str, Any]:
        """Plain values, to be saved per partner and header fingerprint."""
        return {"fingerprint": self.fingerprint, "columns": list(self.columns), "values": list(self.values)}


def mapping_from_json(held: Mapping[str, Any]) -> SheetMapping:
    """The other way round of `SheetMapping.as_json`."""
    columns = tuple((int(column), str(field)) for column, field in held["columns"])
    values = tuple((str(field), str(text), str(meant)) for field, text, meant in held["values"])
    return SheetMapping(held["fingerprint"], columns, values)


def map_table(
    table: Table, register: Register, answers: Mapping[str, str], saved: SheetMapping | None = None
) -> tuple[SheetMapping, list[Finding]]:
    """The mapping to use, and what has to be said or asked about it."""
    key = fingerprint(table.headings)
    if saved and saved.fingerprint == key:
        says = "Read with the mapping saved for these headings: " + _told(table, saved.columns)
        return saved, [note("map.saved", says), *_missing(table, saved.columns)]
    columns = _columns(table, answers, key)
    known = all(exact_field(heading) or not likely_field(heading) for heading in table.headings)
    if known:
        return SheetMapping(key, columns), [*_missing(table, columns), *_unused(table, columns)]
    return _proposed(table, register, answers, SheetMapping(key, columns))


def _columns(table: Table, answers: Mapping[str, str], key: str) -> tuple[tuple[int, str], ...]:
    found: dict[str, int] = {}
    for cell in table.header.cells:
        said = answers.get(f"column:{key}:{cell.text}", "")
        field = said if said in FIELDS or said.startswith(COUNT) else likely_field(cell.text)
        if field and field not in found and said != "unused":
            found[field] = cell.column
    return tuple((column, field) for field, column in found.items())


def _told(table: Table, columns: tuple[tuple[int, str], ...]) -> str:
    headings = {cell.column: cell.text for cell in table.header.cells}
    return ", ".join(f'"{headings.get(column, "")}" is {field}' for column, field in columns) + "."


def _missing(table: Table, columns: tuple[tuple[int, str], ...]) -> list[Finding]:
    have = {field for _, field in columns}
    return [
        stop(
            "map.missing",
            f'no column "{field}". Expected the columns {", ".join(REQUIRED)}.',
            table.sheet.where(table.header.number),
            expected=field,
        )
        for field in REQUIRED
        if field not in have
    ]


def _unused(table: Table, columns: tuple[tuple[int, str], ...]) -> list[Finding]:
    used = {column for column, _ in columns}
    return [
        note(
            "map.unused",
            "this column is not part of a cohort sheet: not used.",
            table.sheet.where(table.header.number, cell.column),
        )
        for cell in table.header.cells
        if cell.column not in used and not is_for_reading(cell.text)
    ]


def _proposed(
    table: Table, register: Register, answers: Mapping[str, str], draft: SheetMapping
) -> tuple[SheetMapping, list[Finding]]:
    values = tuple(_values(table, register, answers, draft))
    mapping = SheetMapping(draft.fingerprint, draft.columns, values)
    names = "; ".join(f'"{_written(table, draft, field, text)}" is {meant}' for field, text, meant in values)
    lines = f"What stands above them ({table.above} filled) is left out. " if table.above else ""
    says = f"these are not the cohort sheet's headings. {lines}{_told(table, draft.columns)} {names + '.' if names else ''} Is that right?"
    where = table.sheet.where(table.header.number)
    asked = question(
        "map.proposed",
        says.replace("  ", " "),
        where,
        key=f"mapping:{draft.fingerprint}",
        ask=RIGHT,
        count=len(draft.columns),
    )
    return mapping, [asked, *_missing(table, draft.columns), *_unused(table, draft.columns)]


def _written(table: Table, draft: SheetMapping, field: str, text: str) -> str:
    column = next(column for column, named in draft.columns if named == field)
    cells = (row.at(column) for row in table.body)
    return next((cell.text for cell in cells if cell and spoken(cell.text) == text), text)


def _values(
    table: Table, register: Register, answers: Mapping[str, str], draft: SheetMapping
) -> list[tuple[str, str, str]]:
    fields = {field: column for column, field in draft.columns}
    found: dict[tuple[str, str], str] = {}
    for row in table.body:
        period = _period(row.at(fields.get("period", 0)), register)
        for field in ("measure", "cohort"):
            cell = row.at(fields.get(field, 0))
            if (
                cell
                and (field, spoken(cell.text)) not in found
                and not _known(register, field, cell.text, period)
            ):
                said = answers.get(f"value:{draft.fingerprint}:{field}:{cell.text}", "")
                found[field, spoken(cell.text)] = said or _guess(register, field, cell.text, period)
    return [(field, text, meant) for (field, text), meant in found.items() if meant]


def _period(cell: Any, register: Register) -> Period | None:
    return register.period_named(cell.text) if cell else None


def _known(register: Register, field: str, text: str, period: Period | None) -> bool:
    if field == "cohort":
        return register.cohort_named(text) is not None
    return register.measure_named(text, period) is not None


def _guess(register: Register, field: str, text: str, period: Period | None) -> str:
    if field == "cohort":
        return nearest(text, [name for cohort in register.cohorts for name in (cohort.id, cohort.name)])
    scored = [
        (_alike(text, measure), measure.code)
        for measure in register.measures
        if not period or measure.covers(period.start)
    ]
    best, code = max(scored, default=(0, ""))
    return code if best else ""


def _alike(text: str, measure: Measure) -> int:
    return len(_telling(text) & _telling(f"{measure.name} {' '.join(measure.also)}"))


def _telling(text: str) -> set[str]:
    return set(spoken(text).split()) - SMALL_WORDS
