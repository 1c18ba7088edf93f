"""The scan for people: what could identify somebody stops the file, and is never repeated."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from measures.uploads.findings import Answer, Finding, Where, has_stop, note, question, stop
from measures.uploads.grid import Cell, Grid, Row, Sheet
from measures.uploads.people import patterns
from measures.uploads.people.columns import Column, columns_of
from measures.uploads.people.rows_of_people import one_row_per_person

TABLE_WIDTH = 3
WEAK = (
    Answer("yes", "It is not: a number of another kind"),
    Answer("no", "I will take it out and send it again"),
)
TAKE_OUT = "Nothing of this file was kept. Take it out and send totals only."
NHS_WORDS = frozenset({"nhs", "chi", "hsc", "patient"})
BIRTH_WORDS = frozenset({"dob", "birth", "birthday", "born"})
NAME_WORDS = frozenset(
    {"name", "names", "client", "surname", "initials", "forename", "firstname", "lastname", "fullname"}
)
OTHER_NAMES = frozenset(
    (
        "cohort", "measure", "partner", "organisation", "organization", "group", "sheet", "file", "period", "template",
        "alliance", "service", "team", "number", "count", "many", "no", "how", "total", "per", "percent", "category",
        "breakdown", "question", "indicator", "site", "project",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonScan:
    """What was found, and the grid without the contact details that stood beside the table."""

    findings: tuple[Finding, ...]
    grid: Grid

    @property
    def stopped(self) -> bool:
        """Whether anything found keeps the file out."""
        return has_stop(self.findings)


def scan_persons(
    grid: Grid, texts: Iterable[tuple[str, str]], known: Collection[str] = (), *, kind: str = "cohort"
) -> PersonScan:
    """Looks through every sheet and every text beside the cells; `known` are names in the register."""
    names = frozenset(name.casefold() for name in known)
    found: list[Finding] = []
    for sheet in grid.sheets:
        columns = columns_of(sheet)
        for column in columns:
            found += _column(sheet, column, names)
        found += one_row_per_person(sheet, columns, names) if kind == "cohort" else []
    kept, dropped = _drop_contacts(grid)
    return PersonScan((*found, *_beside(texts), *_cells(grid), *dropped), kept)


def _column(sheet: Sheet, column: Column, names: frozenset[str]) -> list[Finding]:
    where = Where(sheet.name, column=column.number, header=True)
    return [*_nhs(sheet, column, where), *_births(column, where), *_names(column, where, names)]


def _nhs(sheet: Sheet, column: Column, where: Where) -> list[Finding]:
    ten = [(row, text) for row, text in column.values if patterns.is_ten_digits(text)]
    good = [row for row, text in ten if patterns.passes_nhs(text)]
    if not good:
        return []
    at = sheet.where(good[0], column.number)
    if column.words & NHS_WORDS or patterns.too_many_pass(len(good), len(ten)):
        return [stop("person.nhs", f"looks like an NHS number. {TAKE_OUT}", at, count=len(good))]
    says = "ten digits that could be an NHS number. Is it one?"
    return [
        question("person.nhs", says, at, key=f"nhs:{sheet.name}:{column.number}", ask=WEAK, count=len(good))
    ]


def _births(column: Column, where: Where) -> list[Finding]:
    if column.words & BIRTH_WORDS and column.values:
        return [
            stop(
                "person.birth", f"this looks like dates of birth. {TAKE_OUT}", where, count=len(column.values)
            )
        ]
    dates = column.dates
    if len(dates) >= 10 and 5 * len(set(dates)) >= 4 * len(dates):
        return [
            stop(
                "person.birth",
                f"a different date in nearly every row, as dates of birth are. {TAKE_OUT}",
                where,
                count=len(dates),
            )
        ]
    return []


def _names(column: Column, where: Where, names: frozenset[str]) -> list[Finding]:
    heading = column.words & NAME_WORDS and not column.words & OTHER_NAMES
    if heading and column.values:
        says = f"this column looks like people's names or initials. {TAKE_OUT}"
        return [stop("person.name", says, where, count=len(column.values))]
    texts = [text for _, text in column.values]
    strange = [
        text for text in texts if patterns.looks_named(text) and patterns.clean(text).casefold() not in names
    ]
    if len(texts) >= 5 and 5 * len(strange) > 3 * len(texts) and 10 * len(set(texts)) > 9 * len(texts):
        return [
            stop(
                "person.name", f"this column looks like people's names. {TAKE_OUT}", where, count=len(strange)
            )
        ]
    return []


def _cells(grid: Grid) -> list[Finding]:
    found = []
    for sheet, row, cell in grid.cells():
        if cell.kind in {"text", "number"} and (code := _marks(cell.text, _in_table(row))):
            found.append(
                stop(code[0], f"looks like {code[1]}. {TAKE_OUT}", sheet.where(row.number, cell.column))
            )
    return found


def _in_table(row: Row) -> bool:
    return len(row.cells) >= TABLE_WIDTH


def _marks(text: str, in_table: bool) -> tuple[str, str] | None:
    if len(text) < 5:
        return None
    if patterns.has_insurance(text):
        return "person.insurance", "a National Insurance number"
    if patterns.has_postcode(text):
        return "person.postcode", "a full postcode"
    if in_table and patterns.has_email(text):
        return "person.email", "an e-mail address"
    return (
        ("person.phone", "a telephone number")
        if in_table and patterns.has_phone(text)
        else _sentence_nhs(text)
    )


def _sentence_nhs(text: str) -> tuple[str, str] | None:
    if patterns.is_ten_digits(text) or not any(map(patterns.passes_nhs, patterns.ten_digit_pieces(text))):
        return None
    return "person.nhs", "an NHS number"


def _beside(texts: Iterable[tuple[str, str]]) -> list[Finding]:
    found: dict[tuple[str, str], Finding] = {}
    for label, text in texts:
        for finding in _one_text(label, text):
            found.setdefault((finding.code, label), finding)
    return list(found.values())


def _one_text(label: str, text: str) -> list[Finding]:
    where = Where(part=label)
    if code := _marks(text, in_table=False):
        return [stop(code[0], f"looks like {code[1]}. {TAKE_OUT}", where)]
    if patterns.passes_nhs(text):
        return [_nhs_beside(text, where, label)]
    if patterns.has_email(text) or patterns.has_phone(text):
        return [
            note(
                "person.dropped",
                "an e-mail address or telephone number stands beside the table: not kept.",
                where,
            )
        ]
    return []


def _nhs_beside(text: str, where: Where, label: str) -> Finding:
    if set(re.findall(r"[a-z]+", text.lower())) & NHS_WORDS:
        return stop("person.nhs", f"looks like an NHS number. {TAKE_OUT}", where)
    return question(
        "person.nhs",
        "ten digits that could be an NHS number. Is it one?",
        where,
        key=f"nhs:{label}",
        ask=WEAK,
    )


def _drop_contacts(grid: Grid) -> tuple[Grid, list[Finding]]:
    found: list[Finding] = []
    sheets = tuple(_without_contacts(sheet, found) for sheet in grid.sheets)
    return Grid(grid.kind, sheets), found


def _without_contacts(sheet: Sheet, found: list[Finding]) -> Sheet:
    rows = tuple(row if _in_table(row) else _without(sheet, row, found) for row in sheet.rows)
    return Sheet(sheet.name, rows, sheet.hidden, sheet.merges)


def _without(sheet: Sheet, row: Row, found: list[Finding]) -> Row:
    kept: list[Cell] = []
    for cell in row.cells:
        if cell.kind == "text" and (patterns.has_email(cell.text) or patterns.has_phone(cell.text)):
            says = "an e-mail address or telephone number stands beside the table: not kept."
            found.append(note("person.dropped", says, sheet.where(row.number, cell.column)))
        else:
            kept.append(cell)
    return Row(row.number, tuple(kept))
