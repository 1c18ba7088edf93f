"""From a partner's own headings and names to the cohort sheet's: proposed, asked once, then remembered."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
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
from measures.uploads.checking.register import Register
from measures.uploads.checking.tables import Table
from measures.uploads.checking.words import guess, strange_words
from measures.uploads.findings import Answer, Finding, note, question, stop

UNUSED = "unused"
AGREED = (
    Answer("yes", "Yes, and remember it"),
    Answer("no", "No, none of it: I will mend the sheet and send it again"),
)
Words = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """`columns` are (column, field); `values` are (field, as written, as meant): what a partner's words mean, blank
    where nobody knows; `headings` are (column, heading), `said` the answers about how the file is read."""

    fingerprint: str
    columns: tuple[tuple[int, str], ...]
    values: Words = ()
    headings: tuple[tuple[int, str], ...] = ()
    said: tuple[tuple[str, str], ...] = ()

    def meant(self, field: str, written: str) -> str:
        """What a written name stands for; itself where nothing is known."""
        return self.value(field, written) or written

    def value(self, field: str, written: str) -> str:
        """What a written name was said to stand for, or nothing."""
        found = (
            meant for named, text, meant in self.values if named == field and spoken(text) == spoken(written)
        )
        return next(found, "")

    @property
    def own(self) -> bool:
        """Whether anything in it differs from the cohort sheet's own words."""
        used = dict(self.columns)
        return bool(self.values) or any(used.get(at, "") != exact_field(text) for at, text in self.headings)

    def as_json(self) -> dict[str, Any]:
        """Plain values, to be saved per partner and header fingerprint."""
        return {
            "fingerprint": self.fingerprint, "columns": list(self.columns), "values": list(self.values),
            "headings": list(self.headings), "said": list(self.said),
        }  # fmt: skip


def mapping_from_json(held: Mapping[str, Any]) -> SheetMapping:
    """The other way round of `SheetMapping.as_json`."""
    columns = tuple((int(column), str(field)) for column, field in held["columns"])
    values = tuple((str(field), str(text), str(meant)) for field, text, meant in held["values"])
    headings = tuple((int(column), str(text)) for column, text in held.get("headings", ()))
    said = tuple((str(key), str(value)) for key, value in held.get("said", ()))
    return SheetMapping(held["fingerprint"], columns, values, headings, said)


def column_key(mark: str, heading: str) -> str:
    """What an answer about a heading is remembered by."""
    return f"column:{mark}:{heading}"


def value_key(mark: str, field: str, written: str) -> str:
    """What an answer about a word is remembered by."""
    return f"value:{mark}:{field}:{spoken(written)}"


def as_answers(mapping: SheetMapping) -> dict[str, str]:
    """The mapping as if every heading and word had been asked about on its own."""
    fields, mark = dict(mapping.columns), mapping.fingerprint
    columns = {column_key(mark, text): fields.get(at, UNUSED) for at, text in mapping.headings}
    words = {value_key(mark, field, text): meant for field, text, meant in mapping.values if meant}
    return {**columns, **words, f"mapping:{mark}": "yes"}


def map_table(
    table: Table, register: Register, answers: Mapping[str, str], saved: SheetMapping | None = None
) -> tuple[SheetMapping, list[Finding]]:
    """The mapping to use, and what has to be said or asked about it."""
    key = fingerprint(table.headings)
    known = saved if saved and saved.fingerprint == key else None
    headings = tuple((cell.column, cell.text) for cell in table.header.cells)
    draft = SheetMapping(key, _columns(table, answers, key, known), headings=headings)
    foreign = any(likely_field(heading) and not exact_field(heading) for heading in table.headings)
    mapping = replace(draft, values=_values(table, register, answers, draft, known, foreign=foreign))
    asked = _asked(table, mapping, known, answers) if known or foreign else []
    return mapping, [*asked, *_missing(table, mapping), *_unused(table, mapping)]


def _columns(
    table: Table, answers: Mapping[str, str], key: str, known: SheetMapping | None
) -> tuple[tuple[int, str], ...]:
    """What was said of a heading goes first, then what is remembered, then what it looks like."""
    cells, found = table.header.cells, dict[str, int]()
    said = {cell.column: answers.get(column_key(key, cell.text), "") for cell in cells}
    told = {cell.column for cell in cells if said[cell.column]}
    for cell in cells:
        _claim(found, said[cell.column], cell.column)
    for column, field in _moved(known, table) if known else ():
        _claim(found, field if column not in told else "", column)
    for cell in cells if known is None else ():
        _claim(found, likely_field(cell.text) if cell.column not in told else "", cell.column)
    return tuple(sorted((column, field) for field, column in found.items()))


def _moved(known: SheetMapping, table: Table) -> tuple[tuple[int, str], ...]:
    """What is remembered, where the same headings stand now: an empty column before them changes nothing."""
    pairs = zip(known.headings, table.header.cells, strict=False)
    now = {old: cell.column for (old, _), cell in pairs}
    return tuple((now.get(column, column), field) for column, field in known.columns)


def _claim(found: dict[str, int], field: str, column: int) -> None:
    if field and field != UNUSED and (field in FIELDS or field.startswith(COUNT)):
        found.setdefault(field, column)


def _values(
    table: Table, register: Register, answers: Mapping[str, str], draft: SheetMapping, known: SheetMapping | None, *,
    foreign: bool,
) -> Words:  # fmt: skip
    """Every word that the register does not know, and what it stands for; guessed under a partner's own headings alone."""
    fields = {field: column for column, field in draft.columns}
    found = []
    for field, text, period in strange_words(table, fields, register):
        said = answers.get(value_key(draft.fingerprint, field, text), "")
        held = known.value(field, text) if known else ""
        found.append((field, text, said or held or (guess(register, field, text, period) if foreign else "")))
    return tuple(found)


def _asked(
    table: Table, mapping: SheetMapping, known: SheetMapping | None, answers: Mapping[str, str]
) -> list[Finding]:
    """The whole mapping is asked about once; later only words that were not there before."""
    where = table.sheet.where(table.header.number)
    if known is None:
        lines = f" What stands above them ({table.above} filled) is left out." if table.above else ""
        says = f"these are headings of your own.{lines} “How your sheet is read” shows what {_how_many(mapping)} are taken to mean. Is that right?"
        return [_question(mapping.fingerprint, says, where, len(mapping.columns))]
    saved = note("map.saved", f"Read with the mapping saved for these headings: {told(mapping)}")
    guessed = (one for one in mapping.values if not answers.get(value_key(mapping.fingerprint, *one[:2])))
    new = tuple(one for one in guessed if one[2] and one[2] != known.value(*one[:2]))
    if not new:
        return [saved]
    key = f"{mapping.fingerprint}:{sha256(repr(new).encode()).hexdigest()[:8]}"
    says = f"words that were not in the sheet before: {_words(new)}. Is that right?"
    return [saved, _question(key, says, where, len(new))]


def _how_many(mapping: SheetMapping) -> str:
    words = sum(bool(meant) for *_, meant in mapping.values)
    meant = f" and {words} word{'s' * (words > 1)}" if words else ""
    return f"{len(mapping.columns)} of them{meant}"


def _question(key: str, says: str, where: Any, count: int) -> Finding:
    return question("map.proposed", says, where, key=f"mapping:{key}", ask=AGREED, count=count)


def told(mapping: SheetMapping) -> str:
    """`"Group" is cohort, "Asked" is invited. "F" is Women.`"""
    headings = dict(mapping.headings)
    pairs = ", ".join(
        f'"{headings[column]}" is {field}' for column, field in mapping.columns if column in headings
    )
    return f"{pairs}. {_words(mapping.values)}." if _words(mapping.values) else f"{pairs}."


def _words(values: Words) -> str:
    return "; ".join(f'"{text}" is {meant}' for _, text, meant in values if meant)


def _missing(table: Table, mapping: SheetMapping) -> list[Finding]:
    have, where = {field for _, field in mapping.columns}, table.sheet.where(table.header.number)
    says = f"Expected the columns {', '.join(REQUIRED)}."
    return [
        stop("map.missing", f'no column "{field}". {says}', where, expected=field)
        for field in REQUIRED
        if field not in have
    ]


def _unused(table: Table, mapping: SheetMapping) -> list[Finding]:
    used, line = {column for column, _ in mapping.columns}, table.header.number
    says = "this column is not part of a cohort sheet: not used."
    return [
        note("map.unused", says, table.sheet.where(line, cell.column))
        for cell in table.header.cells
        if cell.column not in used and not is_for_reading(cell.text)
    ]
