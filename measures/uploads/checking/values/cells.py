"""Cells of the number columns: type, whole numbers, and the messages for what is neither."""

from decimal import Decimal

from measures.uploads.checking.headings import DECIMAL
from measures.uploads.checking.values.numbers import Number, letter_in, read_number
from measures.uploads.findings import Finding, Where, note, stop
from measures.uploads.grid import Cell

HUNDRED = Decimal(100)


def is_whole_field(field: str) -> bool:
    """Fields that count people."""
    return field not in DECIMAL


def number_cell(
    field: str, cell: Cell, where: Where, n: Decimal | None
) -> tuple[Number | None, list[Finding]]:
    """The number of a cell, or None with the stop that says why; `n` helps to read a share."""
    read = read_number(cell)
    if read.how in {"percent", "letter", "text", "boolean", "date"}:
        return None, [_not_a_number(field, cell, where, read, n)]
    if read.how == "withheld":
        return read, [note("cell.withheld", "withheld by you: kept as withheld, never as 0.", where)]
    wrong = _wrong(field, cell, where, read, n)
    return (None, [wrong]) if wrong else (read, _cleaned(cell, where, read))


def _wrong(field: str, cell: Cell, where: Where, read: Number, n: Decimal | None) -> Finding | None:
    value = read.value if read.value is not None else Decimal(0)
    if is_whole_field(field) and value != value.to_integral_value():
        share = f"; {_about(value * HUNDRED, n)}" if field == "numerator" and 0 < value < 1 and n else ""
        return stop(
            "cell.whole",
            f"found {cell.text}, expected a whole number{share}.",
            where,
            found=cell.text,
            expected="a whole number",
        )
    if value < 0 and field != "mean":
        return stop(
            "cell.negative",
            f"found {cell.text}, expected 0 or more.",
            where,
            found=cell.text,
            expected="0 or more",
        )
    if value.adjusted() > 8:
        return stop(
            "cell.large",
            "a number far too large for people in a cohort. Type it again.",
            where,
            expected="a smaller number",
        )
    return None


def _cleaned(cell: Cell, where: Where, read: Number) -> list[Finding]:
    if read.how == "cleaned":
        return [
            note(
                "cell.cleaned",
                f"read as {read.value}: spaces or special characters taken off.",
                where,
                found=cell.text,
            )
        ]
    if read.how == "grouped":
        return [note("cell.grouped", f'"{cell.text}" read as {read.value}.', where, found=cell.text)]
    if cell.kind == "text" and where.sheet:  # in a text file every number is text
        return [note("cell.stored_as_text", f"a number stored as text, read as {read.value}.", where)]
    return []


def _not_a_number(field: str, cell: Cell, where: Where, read: Number, n: Decimal | None) -> Finding:
    want = "a whole number" if is_whole_field(field) else "a number like 21.5"
    shown = cell.text[:40]
    if read.how == "percent":
        share = f"; {_about(read.value, n)}" if field == "numerator" and n and read.value is not None else ""
        return stop(
            "cell.percent", f'"{shown}" is text, expected {want}{share}.', where, found=shown, expected=want
        )
    if read.how == "letter":
        says = f'found "{shown}": letter {letter_in(shown)}, {read.hint}? Expected {want}.'
        return stop("cell.letter", says, where, found=shown, expected=read.hint)
    words = {"boolean": f"found {shown}, a yes or no", "date": f"found {shown}, a date"}
    says = f"{words.get(read.how, f'{chr(34)}{shown}{chr(34)} is text')}, expected {want}."
    return stop("cell.not_a_number", says, where, found=shown, expected=want)


def _about(percent: Decimal, n: Decimal | None) -> str:
    people = (percent * (n or 0) / HUNDRED).quantize(Decimal(1))
    return f"{percent.normalize():f}% of {n} is about {people}"
