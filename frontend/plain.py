"""Words for where a line end, a first sign or one that is not seen would mean something: letters, calendars, documents, sheets."""

import re
import unicodedata

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def one_line(text: str) -> str:
    """Words as one line: line ends become blanks, and signs that are not seen go."""
    return " ".join("".join(" " if _unseen(sign) else sign for sign in text).split())


def _unseen(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")


def for_xml(text: str) -> str:
    """Words without the signs that XML cannot hold, nor therefore any document or workbook."""
    return _NOT_XML.sub("", text)


def no_formula(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that looks like it gets an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def in_cell(text: str) -> str:
    """What somebody typed, as the cell of a workbook may hold it: nothing that runs, and nothing that is not seen."""
    return no_formula(for_xml(text))
