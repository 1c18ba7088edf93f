"""Strict reading of delimited text: one dialect may fit, and ragged lines are said."""

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from measures.uploads.findings import Answer, Finding, Where, note, question, stop
from measures.uploads.grid import Cell as GridCell
from measures.uploads.grid import Grid, Row, Sheet
from measures.uploads.reading import limits
from measures.uploads.reading.limits import far_cell, halt, too_many_cells
from measures.uploads.reading.text import decode

NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
WORDS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
HALF = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a text under one delimiter: (line number, cells); `width` is the commonest."""

    delimiter: str
    lines: tuple[tuple[int, tuple[str, ...]], ...]
    width: int

    @property
    def fits(self) -> bool:
        """At least two columns, in at least half of the lines."""
        same = sum(len(cells) == self.width for _, cells in self.lines)
        return self.width > 1 and same * HALF >= len(self.lines)


def read_csv(data: bytes, answers: Mapping[str, str]) -> tuple[Grid, list[Finding], dict[str, str]]:
    """The grid of a text file, findings, and facts (encoding, delimiter); raises `Stopped`."""
    decoded = decode(data, answers)
    text, declared = _declared(decoded.text)
    reading, asked = _choose(text, declared, answers)
    found = [*decoded.findings, *asked, *_line_ends(text), *_preamble(reading), *_ragged(reading)]
    facts = {"encoding": decoded.encoding, "delimiter": reading.delimiter}
    return Grid("csv", (_sheet(reading),)), found, facts


def _declared(text: str) -> tuple[str, str]:
    first, _, rest = text.partition("\n")
    told = first.strip().lower()
    if told.startswith("sep=") and len(told) == len("sep=;"):
        return "\n" + rest, told[-1]
    return text, ""


def _choose(text: str, declared: str, answers: Mapping[str, str]) -> tuple[Reading, list[Finding]]:
    if declared:
        sure = _read(text, declared)
        return sure, [
            note("csv.delimiter", f"The file says that it is separated by {NAMES.get(declared, declared)}.")
        ]
    tried = [reading for reading in (_attempt(text, mark) for mark in NAMES) if reading]
    fitting = [reading for reading in tried if reading.fits]
    if not fitting:
        raise _no_columns(text)
    said = next(
        (reading for reading in fitting if WORDS[reading.delimiter] == answers.get("delimiter")), None
    )
    best = said or max(fitting, key=lambda reading: reading.width)
    return best, _asked(best, fitting, text)


def _asked(best: Reading, fitting: list[Reading], text: str) -> list[Finding]:
    doubtful = len(fitting) > 1 or (best.delimiter != "," and "," in text)
    if not doubtful:
        return (
            []
            if best.delimiter == ","
            else [note("csv.delimiter", f"Columns are separated by {NAMES[best.delimiter]}.")]
        )
    others = [reading for reading in fitting if reading is not best]
    ask = tuple(
        Answer(WORDS[one.delimiter], f"{NAMES[one.delimiter].capitalize()}: {one.width} columns")
        for one in (best, *others)
    )
    says = f"What separates the columns of this file? It looks like {NAMES[best.delimiter]}: read so, it has {best.width} columns."
    return [
        question(
            "csv.delimiter",
            says,
            key="delimiter",
            ask=(*ask, Answer("no", "Something else: I will save it again")),
        )
    ]


def _attempt(text: str, delimiter: str) -> Reading | None:
    try:
        return _read(text, delimiter)
    except csv.Error:
        return None


def _read(text: str, delimiter: str) -> Reading:
    source = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines, before, filled = [], 0, 0
    for cells in source:
        trimmed = tuple(cells)
        if any(cell.strip() for cell in trimmed):
            lines.append((before + 1, trimmed))
            filled += sum(bool(cell) for cell in trimmed)
        before = source.line_num
        _check_limits(before, filled, len(trimmed))
    widths = Counter(len(cells) for _, cells in lines)
    return Reading(delimiter, tuple(lines), widths.most_common(1)[0][0] if widths else 0)


def _check_limits(line: int, filled: int, width: int) -> None:
    if line > limits.MAX_ROWS or width > limits.MAX_COLUMNS:
        raise far_cell(Where(row=line))
    if filled > limits.MAX_FILLED:
        raise too_many_cells(Where(row=line))


def _no_columns(text: str) -> Exception:
    if text.count('"') % 2:
        return halt(
            "csv.quotes", "A quotation mark is opened and never closed. Save the sheet again as CSV UTF-8."
        )
    return halt(
        "csv.columns", "This text has no columns. Expected a header line and columns separated by commas."
    )


def _line_ends(text: str) -> list[Finding]:
    if "\r" in text and "\n" not in text:
        return [note("csv.line_ends", "Lines end in the way of old Macs: read all the same.")]
    return []


def _begins(reading: Reading) -> int:
    return next((number for number, cells in reading.lines if len(cells) == reading.width), 0)


def _preamble(reading: Reading) -> list[Finding]:
    first = _begins(reading)
    above = sum(number < first for number, _ in reading.lines)
    if not above:
        return []
    says = f"the table begins here, under {above} other lines. Should those be left out?"
    ask = (Answer("skip", "Yes, leave them out"), Answer("no", "No, I will mend it and send it again"))
    return [question("csv.preamble", says, Where(row=first), key="preamble", ask=ask, count=above)]


def _ragged(reading: Reading) -> list[Finding]:
    first = _begins(reading)
    found = []
    for number, cells in reading.lines:
        extra = any(cell.strip() for cell in cells[reading.width :])
        if number > first and (len(cells) < reading.width or extra):
            says = f"{len(cells)} columns, expected {reading.width} as in line {first}. Is a comma missing, or one too many?"
            found.append(
                stop(
                    "csv.ragged", says, Where(row=number), found=str(len(cells)), expected=str(reading.width)
                )
            )
    return found


def _sheet(reading: Reading) -> Sheet:
    rows = []
    for number, cells in reading.lines:
        filled = tuple(GridCell(column, "text", text) for column, text in enumerate(cells, 1) if text)
        rows.append(Row(number, filled))
    return Sheet("", tuple(rows))
