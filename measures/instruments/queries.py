"""The catalogue for whoever looks: a line for each instrument, and a page with everything that is known of one."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from measures.instruments import words
from measures.instruments.catalogue import instruments, sources
from measures.instruments.columns import Columns, columns, sheet_columns
from measures.instruments.example import Example, example
from measures.instruments.meaning import gives_one_figure
from measures.instruments.parts import parts_of
from measures.instruments.shapes import Bands, Instrument
from measures.instruments.words import number

OPEN: Final = MappingProxyType(
    {"eq5d5l": ("ons4_satisfaction",), "outcomes_star": ("ons4_satisfaction", "who5")}
)
NOT_CONFIRMED: Final = "not yet confirmed with the owner"


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    """An instrument in the list; `kind` is the word of the catalogue, `status` says it."""

    id: str
    name: str
    version: str
    kind: str
    status: str
    span: str
    direction: str
    owner: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """An instrument that is not accepted: whose it is, why, and what is open instead, as (id, name)."""

    id: str
    name: str
    owner: str
    reason: str
    alternative: str
    instead: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All instruments in the order of the catalogue: those that score, and those that are not accepted."""

    accepted: tuple[InstrumentLine, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class BandSet:
    """A set of bands as (from, label), on its scale; `note` says what is uncertain of it."""

    scale: str
    bands: tuple[tuple[str, str], ...]
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class InstrumentPage:
    """Everything known of one instrument. `rows` are (term, words); `unconfirmed` and `traps` are lists of their own.

    `in_sheets` whether a response sheet may have its columns, `adopted_as` the id under which it is adopted: its own where
    it gives one figure, that of its first figure where it gives several, none where it may not be.
    """

    line: InstrumentLine
    rows: tuple[tuple[str, str], ...]
    bands: tuple[BandSet, ...]
    changes: tuple[tuple[str, str], ...]
    unconfirmed: tuple[str, ...]
    traps: tuple[str, ...]
    columns: Columns
    in_sheets: bool
    adopted_as: str
    example: Example | None
    refusal: Refusal | None


def catalogue(viewer: Viewer) -> Catalogue:
    """Every instrument of the catalogue. No query: the catalogue is the same for all."""
    known = instruments().values()
    accepted = tuple(_line(each) for each in known if not each.refusal)
    return Catalogue(accepted, tuple(_refused(each) for each in known if each.refusal))


def instrument_page(viewer: Viewer, id: str) -> InstrumentPage:
    """One instrument; NotFound where the catalogue has none. No query."""
    found = instruments().get(id)
    if found is None:
        raise NotFound
    in_sheet = sheet_columns(found)
    return InstrumentPage(
        _line(found), _rows(found), tuple(_bands(each) for each in found.bands), _changes(found), found.confirm,
        found.traps, in_sheet if in_sheet.all else columns(found), bool(in_sheet.all), _adopted_as(found), example(found),
        _refused(found) if found.refusal else None,
    )  # fmt: skip


def _adopted_as(found: Instrument) -> str:
    parts = parts_of(found)
    return parts[0].id if parts else found.id if gives_one_figure(found) else ""


def _line(found: Instrument) -> InstrumentLine:
    direction = words.DIRECTION[found.score.direction] if found.score else ""
    return InstrumentLine(
        found.id, found.name, found.version, found.status, words.STATUS[found.status], words.spans(found), direction,
        found.licence.owner, not found.confirm,
    )  # fmt: skip


def _refused(found: Instrument) -> Refusal:
    instead = tuple((name, instruments()[name].name) for name in OPEN[found.id])
    alternative = found.refusal.alternative if found.refusal else ""
    return Refusal(found.id, found.name, found.licence.owner, found.licence.terms, alternative, instead)


def _rows(found: Instrument) -> tuple[tuple[str, str], ...]:
    licence = found.licence
    takes = words.joined([words.ACCEPTS[each] for each in found.accepts])
    rows = (
        ("Questions", words.questions(found.items)),
        ("Range", words.spans(found)),
        ("Which way", words.DIRECTION[found.score.direction] if found.score else ""),
        ("How it is scored", words.scoring(found)),
        ("Left-out questions", words.missing(found)),
        ("Clinical cut-off", _case(found)),
        ("What may be sent", f"{takes[:1].upper()}{takes[1:]}." if takes else ""),
        ("What may be shown", f"{words.WORDING[licence.wording]} {words.SCORES[licence.score]}"),
        ("Licence", f"{licence.terms} (owner: {licence.owner})"),
        ("Sources", "; ".join(sources()[each] for each in found.sources)),
        ("Version here", found.version),
    )  # fmt: skip
    return tuple(row for row in rows if row[1])


def _case(found: Instrument) -> str:
    if found.caseness is None:
        return ""
    return f"{number(found.caseness.least)} or more. Source: {_source(found.caseness.source)}"


def _bands(each: Bands) -> BandSet:
    note = [] if each.agreed else ["sources differ"]
    note += [] if each.verified else [NOT_CONFIRMED]
    return BandSet(
        each.scale, tuple((number(low), label) for low, label in zip(each.lower_bounds, each.labels, strict=True)),
        _source(each.source), words.joined(note),
    )  # fmt: skip


def _changes(found: Instrument) -> tuple[tuple[str, str], ...]:
    return tuple(
        (words.change_words(each), _source(each.source) + ("" if each.verified else f" ({NOT_CONFIRMED})"))
        for each in found.change
    )


def _source(id: str) -> str:
    return sources()[id] if id else "no source named"
