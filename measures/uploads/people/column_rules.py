"""What a whole column gives away that no single cell does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from measures.uploads.findings import Answer, Finding, Where, question, stop
from measures.uploads.grid import Sheet
from measures.uploads.people import patterns
from measures.uploads.people.columns import Column, table_begins
from measures.uploads.people.days import SHORTEST, could_be_birth, typed_day
from measures.uploads.people.told import RULES, SheetKind, exceeds, reaches, says, told, words

WEAK = (
    Answer("yes", "It is not: a number of another kind"),
    Answer("no", "I will take it out and send it again"),
)
DAYS = (Answer("yes", "Yes, it says nothing about one person"), WEAK[1])
NHS_WORDS, BIRTH_WORDS = words("nhs"), words("birth")
NAME_WORDS, OTHER_NAMES, KEY_WORDS = words("names"), words("other_names"), words("row_key")
BIRTH, NAMES, FREE_TEXT = RULES["birth"], RULES["names"], RULES["free_text"]
LONGEST_KEY = int(RULES["row_key"]["longest"])


@dataclass(frozen=True, slots=True)
class Seen:
    """What the rules need beside a column: its sheet, the names of the register, which kind of sheet, and the day."""

    sheet: Sheet
    names: frozenset[str]
    kind: SheetKind
    today: date


def column_findings(column: Column, seen: Seen) -> Iterator[Finding]:
    """All that one column gives away."""
    yield from _nhs(column, seen)
    yield from _days(column, seen)
    yield from _names(column, seen)
    if FREE_TEXT[seen.kind] == "stop":
        yield from _free_text(column, seen)
    if seen.kind == "responses" and column.words >= KEY_WORDS:
        yield from _row_key(column, seen)


def person_stop(code: str, where: Where, kind: SheetKind, count: int = 1) -> Finding:
    """A stop in the words of the rules; `code` may end in a mark that tells two sentences of one code apart."""
    return stop(code.rstrip("~"), told(code, kind), where, count=count)


def nhs_question(where: Where, key: str, count: int = 1) -> Finding:
    """Asked where one ten-digit number alone passes."""
    return question("person.nhs", says("person.nhs?"), where, key=f"nhs:{key}", ask=WEAK, count=count)


def _header(column: Column, seen: Seen) -> Where:
    return Where(seen.sheet.name, column=column.number, header=True)


def _nhs(column: Column, seen: Seen) -> Iterator[Finding]:
    long = {text for text in column.texts if patterns.is_ten_digits(text)}
    ten = [(row, text) for row, text in column.values if text in long] if long else []
    good = [row for row, text in ten if patterns.passes_nhs(text)]
    if not good:
        return
    at = seen.sheet.where(good[0], column.number)
    if column.words & NHS_WORDS or patterns.too_many_pass(len(good), len(ten)):
        yield person_stop("person.nhs", at, seen.kind, len(good))
    else:
        yield nhs_question(at, f"{seen.sheet.name}:{column.number}", len(good))


def _days(column: Column, seen: Seen) -> Iterator[Finding]:
    births = [day for _, day in column.days if could_be_birth(day, seen.today)]
    if column.words & BIRTH_WORDS and column.values:
        yield person_stop("person.birth", _header(column, seen), seen.kind, len(column.values))
    elif len(births) >= BIRTH["rows"] and reaches(len(set(births)), len(births), BIRTH["distinct"]):
        yield person_stop("person.birth~", _header(column, seen), seen.kind, len(births))
    elif column.days and seen.kind == "responses":
        at, key = _header(column, seen), f"person-date:{seen.sheet.name}:{column.number}"
        yield question("person.date", says("person.date?"), at, key=key, ask=DAYS, count=len(column.days))


def _names(column: Column, seen: Seen) -> Iterator[Finding]:
    at = _header(column, seen)
    if column.words & NAME_WORDS and not column.words & OTHER_NAMES and column.values:
        yield person_stop("person.name", at, seen.kind, len(column.values))
        return
    rows = len(column.values)
    if rows < NAMES["rows"] or not exceeds(len(column.texts), rows, NAMES["distinct"]):
        return
    named = {one for one in column.texts if patterns.looks_named(one) and _unknown(one, seen)}
    strange = sum(text in named for _, text in column.values)
    if exceeds(strange, rows, NAMES["share"]):
        yield person_stop("person.name~", at, seen.kind, strange)


def _unknown(text: str, seen: Seen) -> bool:
    return patterns.clean(text).casefold() not in seen.names


def _free_text(column: Column, seen: Seen) -> Iterator[Finding]:
    begins = table_begins(seen.sheet)
    if begins is None or seen.sheet.lists_findings:  # our own sentences, in a copy that was mended
        return
    long = [row for row, text in column.values if row > begins and len(text) > FREE_TEXT["longest"]]
    if long:
        yield person_stop("person.text", seen.sheet.where(long[0], column.number), seen.kind, len(long))


def _row_key(column: Column, seen: Seen) -> Iterator[Finding]:
    wrong = [row for row, text in column.values if not _is_row_key(text.strip(), seen.today)]
    if wrong:
        yield person_stop("person.row_key", seen.sheet.where(wrong[0], column.number), seen.kind, len(wrong))


def _is_row_key(text: str, today: date) -> bool:
    """At most eight characters (whole numbers from 1 are that as well) in which no rule sees a person."""
    if (
        len(text) < SHORTEST and text.isascii() and text.isdigit()
    ):  # too short for any rule below, as most keys are
        return True
    return len(text) <= LONGEST_KEY and not patterns.could_identify(text) and typed_day(text, today) is None
