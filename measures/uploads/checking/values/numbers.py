"""Numbers as people type them: cleaned where that is safe, asked where it is not, refused where it is text."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from measures.uploads.grid import Cell

How = Literal[
    "plain", "cleaned", "grouped", "decimal_mark", "withheld", "percent", "letter", "text", "boolean", "date"
]

PLAIN = re.compile(r"\A[-+]?\d+(\.\d+)?\Z")
GROUPED = re.compile(r"\A-?\d{1,3}(,\d{3})+(\.\d+)?\Z")
COMMA = re.compile(r"\A-?(\d+|\d{1,3}([. ]\d{3})+),\d+\Z")
MIDDLE = re.compile("\\A-?\\d+[\u00b7\u2219\u22c5\u2027]\\d+\\Z")
PERCENT = re.compile(r"\A-?\d+([.,]\d+)?\s*%\Z")
WITHHELD = re.compile(r"\A(<\s*\d+|\*|[cC]|\.\.)\Z")
LETTERS = str.maketrans("OoIl", "0011")
MINUSES = str.maketrans("\u2212\u2012\u2013", "---")
ASCII = re.compile(r"\A[\x21-\x7e]+\Z")


@dataclass(frozen=True, slots=True)
class Number:
    """How a cell was read; `decimals` counts the places written, `hint` is what was probably meant."""

    how: How
    value: Decimal | None = None
    decimals: int = 0
    hint: str = ""


def clean_number(text: str) -> str:
    """Full-width digits, no-break spaces and the minus sign as a keyboard types them."""
    return unicodedata.normalize("NFKC", text).translate(MINUSES).strip()


def read_number(cell: Cell) -> Number:
    """A cell of a number column."""
    if cell.kind == "number":
        return _decimal("plain", cell.text)
    if cell.kind == "boolean":
        return Number("boolean")
    if cell.kind in {"date", "time"}:
        return Number("date")
    return _typed(cell.text)


def _typed(written: str) -> Number:
    text = clean_number(written)
    if PLAIN.match(text):
        return _decimal("plain" if text == written else "cleaned", text)
    if WITHHELD.match(text):
        return Number("withheld")
    if GROUPED.match(text):
        return _decimal("grouped", text.replace(",", ""))
    if COMMA.match(text) or MIDDLE.match(text):
        return _decimal("decimal_mark", _with_point(text))
    return _not_a_number(text)


def _with_point(text: str) -> str:
    if "," in text:
        return text.replace(".", "").replace(" ", "").replace(",", ".")
    return re.sub("[\u00b7\u2219\u22c5\u2027]", ".", text)


def _not_a_number(text: str) -> Number:
    if PERCENT.match(text):
        return Number("percent", Decimal(text.rstrip("% ").replace(",", ".")))
    swapped = text.translate(LETTERS)
    if swapped != text and any(mark.isdigit() for mark in text) and PLAIN.match(swapped):
        return Number("letter", hint=swapped)
    return Number("text")


def _decimal(how: How, text: str) -> Number:
    try:
        value = Decimal(text)
    except ArithmeticError:
        return Number("text")
    places = len(text.partition(".")[2])
    return Number(how, value, places) if value.is_finite() else Number("text")


def letter_in(text: str) -> str:
    """The first letter that stands for a digit."""
    return next((mark for mark in text if mark in "OoIl"), "")
