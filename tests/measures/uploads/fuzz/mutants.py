"""Mutated files, each made from its number alone: bytes turned, XML rearranged, zip directories that lie."""

import io
import re
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from random import Random

from alliance.papers.scan.zipped import FAULTS
from tests.measures.uploads import hostile
from tests.measures.uploads.cast import demo, sheet_rows
from tests.measures.uploads.people.sheets import as_ods, ods_with
from tests.measures.uploads.test_template import filled_template

NASTY = (
    b"", b"0", b"-1", b"1", b"1e999", b"NaN", b"INF", b"-0", b"1048577", b"16385", b"99999999999999999999", b"4294967295", b"XFD1048576",
    b"A0", b"$", b"A1:XFD1048576", b"true", b"e", b"s", b"str", b"inlineStr", b"d", b"b", b"n", b"#REF!", b"_x0000_", b"\xff", b"&#0;",
    b"&amp;", b"]]>", b"<", b"2024-02-30", b"PT99999H", b"0x10", "\u0661\u0662".encode(), "\ufeff".encode(), b" ", b"\t", b"1,5", b"12*",
)  # fmt: skip
PIECES = (
    b"<!DOCTYPE a>", b'<!ENTITY a "b">', b"<!-- -->", b"<![CDATA[x]]>", b"<?x y?>", b"<c/>", b"<row/>", b"<v>1</v>", b"</row>", b"<is><t>x</t></is>",
    b'<c r="A1"/>', b'<c r="B2" t="e"><v>#N/A</v></c>', b"<f>1+1</f>", b"&a;", b"\x00", b"<mergeCell ref='A1:B2'/>",
)  # fmt: skip
HOUR = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
TAG = re.compile(rb"<[^<>]{1,400}>")
VALUE = re.compile(rb'="[^"<>]{0,200}"')
TEXT = re.compile(rb">[^<>]{1,200}<")


@dataclass(frozen=True)
class Mutant:
    """A file, its name, and how it was made."""

    seed: int
    how: str
    name: str
    data: bytes


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """What the mutants are made from, without the hour at which it was written."""
    return tuple((name, data if name.endswith(".csv") else _timeless(data)) for name, data in _seeds())


def _timeless(data: bytes) -> bytes:
    parts = {name: HOUR.sub(b"2026-07-22T09:00:00Z", part) for name, part in hostile.parts_of(data).items()}
    return zipped(parts.items())


def zipped(parts: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive that is the same whenever it is made."""
    held = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(held, "w", method) as archive:
        warnings.simplefilter("ignore")  # of one name twice: that is one of the mutants
        for name, content in parts:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else method
            archive.writestr(info, content)
    return held.getvalue()


def _seeds() -> tuple[tuple[str, bytes], ...]:
    text = demo("cohort/LAN_2025-26_Q1.csv")
    return (
        ("openpyxl.xlsx", hostile.workbook()), ("xlsxwriter.xlsx", hostile.by_xlsxwriter()), ("template.xlsx", filled_template()),
        ("1904.xlsx", hostile.from_1904()), ("hidden.xlsx", hostile.workbook(change=hostile.hidden_sheet)),
        ("comment.xlsx", hostile.workbook(change=hostile.comment("a note"))), ("plain.ods", as_ods(sheet_rows())),
        ("styles.ods", ods_with("x", parts={"styles.xml": "<a><p>x</p></a>"})), ("comma.csv", text),
        ("semicolon.csv", text.replace(b",", b";")), ("utf16.csv", text.decode().encode("utf-16")),
        ("own.csv", demo("faults/TID_2025-26_Q3_own_headings.csv")),
    )  # fmt: skip


def mutant(seed: int) -> Mutant:
    """The mutant of a number: the same for ever."""
    dice = Random(seed)
    name, data = dice.choice(seeds())
    ways = BYTES if name.endswith(".csv") else (*BYTES, *XML * 3, *ZIP * 2)
    how = []
    for _ in range(dice.choice((1, 1, 1, 2, 3, 6))):
        way = dice.choice(ways)
        how.append(way.__name__)
        try:
            data = way(data, dice)
        except (*FAULTS, IndexError):
            data = turned(data, dice)  # an earlier change left no archive to change
    return Mutant(seed, "+".join(how), name, data)


def _at(data: bytes, dice: Random) -> int:
    return dice.randrange(max(1, len(data)))


def turned(data: bytes, dice: Random) -> bytes:
    """A few bytes turned."""
    made = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 8, 40))):
        if made:
            made[_at(data, dice)] = dice.randrange(256)
    return bytes(made)


def put_in(data: bytes, dice: Random) -> bytes:
    """Something nasty put in."""
    at = _at(data, dice)
    return data[:at] + dice.choice(NASTY + PIECES) + data[at:]


def cut_out(data: bytes, dice: Random) -> bytes:
    """A piece cut out."""
    at = _at(data, dice)
    return data[:at] + data[at + dice.choice((1, 2, 10, 300)) :]


def cut_off(data: bytes, dice: Random) -> bytes:
    """The end cut off."""
    return data[: _at(data, dice)]


def doubled(data: bytes, dice: Random) -> bytes:
    """A piece written twice."""
    at = _at(data, dice)
    piece = data[at : at + dice.choice((1, 20, 400))]
    return data[:at] + piece * dice.choice((2, 2, 50)) + data[at:]


def spliced(data: bytes, dice: Random) -> bytes:
    """The head of one file and the tail of another."""
    other = dice.choice(seeds())[1]
    return data[: _at(data, dice)] + other[_at(other, dice) :]


def _in_part(change: Callable[[bytes, Random], bytes], data: bytes, dice: Random) -> bytes:
    parts = hostile.parts_of(data)
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    likely = [name for name in names if "sheet" in name.lower() or name == "content.xml"]
    name = dice.choice(likely if likely and dice.random() < 0.7 else names)
    parts[name] = change(parts[name], dice)
    return zipped(parts.items())


def _spot(pattern: re.Pattern[bytes], data: bytes, dice: Random) -> tuple[int, int]:
    return dice.choice([found.span() for found in pattern.finditer(data)])


def attribute_changed(data: bytes, dice: Random) -> bytes:
    """A value of an attribute made nasty."""

    def change(part: bytes, dice: Random) -> bytes:
        start, end = _spot(VALUE, part, dice)
        return part[: start + 2] + dice.choice(NASTY) + part[end - 1 :]

    return _in_part(change, data, dice)


def text_changed(data: bytes, dice: Random) -> bytes:
    """A text made nasty."""

    def change(part: bytes, dice: Random) -> bytes:
        start, end = _spot(TEXT, part, dice)
        return part[: start + 1] + dice.choice(NASTY) + part[end - 1 :]

    return _in_part(change, data, dice)


def tag_moved(data: bytes, dice: Random) -> bytes:
    """A tag taken away, or put where another one was."""

    def change(part: bytes, dice: Random) -> bytes:
        start, end = _spot(TAG, part, dice)
        other = _spot(TAG, part, dice)
        return part[:start] + dice.choice((b"", part[slice(*other)])) + part[end:]

    return _in_part(change, data, dice)


def element_doubled(data: bytes, dice: Random) -> bytes:
    """Everything between two tags written several times."""

    def change(part: bytes, dice: Random) -> bytes:
        first, last = sorted((_spot(TAG, part, dice)[0], _spot(TAG, part, dice)[1]))
        return part[:first] + part[first:last] * dice.choice((2, 3, 30)) + part[last:]

    return _in_part(change, data, dice)


def piece_put_in(data: bytes, dice: Random) -> bytes:
    """A piece of XML between two tags."""

    def change(part: bytes, dice: Random) -> bytes:
        end = _spot(TAG, part, dice)[1]
        return part[:end] + dice.choice(PIECES) + part[end:]

    return _in_part(change, data, dice)


def nested(data: bytes, dice: Random) -> bytes:
    """A part within thousands of elements."""
    return _in_part(
        lambda part, dice: part.replace(b"<sheetData", b"<a>" * dice.choice((50, 5000)) + b"<sheetData", 1),
        data,
        dice,
    )


def bytes_in_part(data: bytes, dice: Random) -> bytes:
    """Bytes of one part changed."""
    return _in_part(dice.choice((turned, put_in, cut_out, doubled, cut_off)), data, dice)


def _rezip(
    data: bytes, edit: Callable[[list[tuple[str, bytes]]], None], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    parts = list(hostile.parts_of(data).items())
    edit(parts)
    return zipped(parts, method)


def part_dropped(data: bytes, dice: Random) -> bytes:
    """A part missing."""
    return _rezip(data, lambda parts: parts.pop(dice.randrange(len(parts))) and None)


def part_renamed(data: bytes, dice: Random) -> bytes:
    """A part under another name."""
    names = (
        "../a",
        "/a",
        "a\\b",
        "C:a",
        "",
        "xl/vbaProject.bin",
        "xl/styles.xml",
        "XL/WORKBOOK.XML",
        "a" * 300,
        "mimetype",
        "Object 1/content.xml",
    )

    def edit(parts: list[tuple[str, bytes]]) -> None:
        at = dice.randrange(len(parts))
        parts[at] = (dice.choice(names), parts[at][1])

    return _rezip(data, edit)


def parts_swapped(data: bytes, dice: Random) -> bytes:
    """Two parts with one another's content, or in another order."""

    def edit(parts: list[tuple[str, bytes]]) -> None:
        first, last = (dice.randrange(len(parts)) for _ in range(2))
        (one, a), (two, b) = parts[first], parts[last]
        parts[first], parts[last] = ((one, b), (two, a)) if dice.random() < 0.5 else ((two, b), (one, a))

    return _rezip(data, edit, dice.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))


def directory_lies(data: bytes, dice: Random) -> bytes:
    """A field of a local header or of the directory overwritten."""
    made = bytearray(data)
    spots = [found.start() for found in re.finditer(b"PK(\x01\x02|\x03\x04|\x05\x06)", data)]
    at = dice.choice(spots) + dice.randrange(4, 46)
    value = dice.choice((0, 1, 8, 0x41, 99, 0xFFFF))
    if at + 2 <= len(made):
        struct.pack_into("<H", made, at, value)
    return bytes(made)


def stuffed(data: bytes, dice: Random) -> bytes:
    """Something before, between or behind the archive."""
    junk = dice.choice((b"\0" * 100, b"PK\x05\x06" + bytes(18), b"<html>", b"PK\x03\x04" + bytes(26)))
    at = dice.choice((0, len(data), data.rfind(b"PK\x05\x06"), data.find(b"PK\x01\x02")))
    return data[:at] + junk + data[at:]


BYTES = (turned, put_in, cut_out, cut_off, doubled, spliced)
XML = (attribute_changed, text_changed, tag_moved, element_doubled, piece_put_in, nested, bytes_in_part)
ZIP = (part_dropped, part_renamed, parts_swapped, directory_lies, stuffed)
