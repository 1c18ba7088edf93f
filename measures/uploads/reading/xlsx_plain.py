"""The ordinary rows of a worksheet, known by their very bytes: nine of ten cells cost a look into a dictionary.

A row is plain where every byte of it is of the shapes below: no hidden row, no formula, no error, no entity, no comment,
every cell with its place, in order. Whatever else a row holds, it is not plain, and expat's callbacks read it.
"""

import re
from typing import NamedTuple

from measures.uploads.grid import Line, Normal
from measures.uploads.reading import limits
from measures.uploads.reading.xlsx_cells import Values

ROW_END = b"</row>"
DECLARED = rb"""<\?xml version=["']1\.0["'](?: encoding=["'][Uu][Tt][Ff]-8["'])?(?: standalone=["'](?:yes|no)["'])?\s?\?>"""
HEAD = re.compile(rb"(?:\xef\xbb\xbf)?(?:" + DECLARED + rb")?\s*<[^!?]")
ROW = re.compile(
    rb'\s*<row r="([1-9][0-9]{0,4})"'
    rb'(?: (?:(?:spans|ht|customHeight|s|customFormat|outlineLevel|x14ac:dyDescent|thickTop|thickBot)="[^"<&]*"'
    rb'|(?:hidden|collapsed)="(?:0|false)"))*>'
)
CELL = re.compile(rb'<c r="([A-Z]{1,2})([1-9][0-9]{0,4})"([^<>]*(?:/>|></c>|><v>[^<&]+</v></c>))')
CELL_MARKS = len(b'<c r=""')  # what stands around the three groups
INSIDE = re.compile(rb'(?: s="([0-9]{1,5})")?(?: t="(n|s|b|str)")?(?:/>|></c>|><v>([^<&\r]+)</v></c>)')
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NAMES = [*ALPHABET, *(first + last for first in ALPHABET for last in ALPHABET)]
COLUMNS = {name.encode(): at for at, name in enumerate(NAMES[: limits.MAX_COLUMNS], 1)}


class PlainRow(NamedTuple):
    """A row as it was recognised: `last` is its last column, filled or not, 0 where it has no cell."""

    number: int
    line: Line
    filled: int
    last: int


class NotPlain(Exception):
    """Something that only expat's callbacks may read."""


class PlainRows:
    """Recognises plain rows; what stands between the marks of a cell is read once, however often it comes."""

    def __init__(self, values: Values) -> None:
        self._known = _Inside(values)

    def row(self, data: bytes, after: int) -> PlainRow | None:
        """A row with all its bytes, the end tag included; nothing where it is not plain or not below row `after`."""
        begins = ROW.match(data)
        if begins is None or not after < int(begins[1]) <= limits.MAX_ROWS:
            return None
        found = CELL.findall(data, begins.end())
        covered = sum([len(name) + len(number) + len(inside) for name, number, inside in found])
        if covered + CELL_MARKS * len(found) + begins.end() + len(ROW_END) != len(data):
            return None
        try:
            return self._row(begins[1], found)
        except (NotPlain, KeyError):
            return None

    def _row(self, number: bytes, found: list[tuple[bytes, bytes, bytes]]) -> PlainRow:
        line: Line = {}
        last = filled = 0
        for name, below, inside in found:
            column = COLUMNS[name]
            if column <= last or below != number:
                raise NotPlain
            last = column
            held, value = self._known[inside]
            filled += held
            if value is not None:
                line[column] = value
        return PlainRow(int(number), line, filled, last)


class _Inside(dict[bytes, tuple[bool, Normal | None]]):
    """{what a cell says behind its place: (whether it is filled, its value)}."""

    def __init__(self, values: Values) -> None:
        super().__init__()
        self._values = values

    def __missing__(self, inside: bytes) -> tuple[bool, Normal | None]:
        matched = INSIDE.fullmatch(inside)
        if matched is None:
            raise NotPlain
        style, kind, said = matched[1] or b"0", matched[2] or b"n", matched[3]
        found = (said is not None, None if said is None else self._value(kind, style, said))
        self[inside] = found
        return found

    def _value(self, kind: bytes, style: bytes, said: bytes) -> Normal | None:
        try:
            return self._values.of(kind.decode(), style.decode(), said.decode())
        except UnicodeDecodeError as fault:
            raise NotPlain from fault
