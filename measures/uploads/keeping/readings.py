"""How a sheet is read, as pages and programs show it: each heading with its field, each strange word with its meaning."""

from dataclasses import dataclass

from measures.uploads.checking.mapping import UNUSED, SheetMapping
from measures.uploads.checking.register import Register
from measures.uploads.checking.words import called, choices


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and the field of the cohort sheet that it is read as; "unused" where it is not read."""

    column: int
    text: str
    field: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word that the register does not know; `meant` is what it is read as, blank where nobody has said it yet,
    `options` are (name, name in words)."""

    place: int
    field: str
    text: str
    meant: str
    words: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SheetReading:
    """A whole mapping, to be shown before it is used."""

    headings: tuple[Heading, ...]
    words: tuple[Word, ...]


def reading_of(mapping: SheetMapping, register: Register) -> SheetReading:
    """A mapping in words."""
    fields = dict(mapping.columns)
    headings = tuple(Heading(at, text, fields.get(at, UNUSED)) for at, text in mapping.headings)
    words = tuple(
        Word(
            place,
            field,
            text,
            meant,
            called(register, field, meant) if meant else "",
            _options(register, field),
        )
        for place, (field, text, meant) in enumerate(mapping.values)
    )
    return SheetReading(headings, words)


def _options(register: Register, field: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, called(register, field, name)) for name in choices(register, field))
