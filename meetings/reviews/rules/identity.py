"""Where a text may point at somebody: names, contacts, numbers, dates, clocks. Pure; found places are looked at by two people."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

MOST: Final = 20_000
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_DATES: Final = (
    r"\b\d{1,2}(?:st|nd|rd|th)?(?: of)? " + _MONTH + r"\b", r"\b" + _MONTH + r" \d{1,2}(?:st|nd|rd|th)?\b",
    r"\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b",
)  # fmt: skip
_PATTERNS: Final = (
    ("a name", re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Nurse|Sister|Cllr|Sir|Dame)\.? [A-Z][\w'’-]+")),
    ("a contact", re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")),
    ("a contact", re.compile(r"(?:\+44|\b0)[\d ()-]{8,13}\d\b")),
    ("a number", re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")),
    ("a number", re.compile(r"\b\d{6,}\b|\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")),
    ("a postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")),
    ("a date", re.compile("|".join(_DATES), re.IGNORECASE)),
    ("a clock", re.compile(r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d\b|\b(?:1[0-2]|[1-9]) ?[ap]\.?m\b", re.IGNORECASE)),
    ("a lone role", re.compile(r"\b(?:our|the) (?:only|sole|newest) (?!one\b)\w+(?: \w+)?|\bnew starter\b|\bagency (?:nurse|worker)\b", re.IGNORECASE)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text that may point at somebody: what kind it is, and the words."""

    kind: str
    words: str


def findings(texts: Iterable[str], names: Collection[str] = ()) -> tuple[Found, ...]:
    """Every place, each once, in the order of the texts; `names` are those of people who are known here."""
    known = _known(names)
    return tuple(dict.fromkeys(one for text in texts for one in _in(text[:MOST], known)))


def _in(text: str, known: re.Pattern[str] | None) -> list[Found]:
    found = [Found(kind, match[0].strip()) for kind, pattern in _PATTERNS for match in pattern.finditer(text)]
    return found + ([Found("a name", match[0]) for match in known.finditer(text)] if known else [])


def _known(names: Collection[str]) -> re.Pattern[str] | None:
    """Names whole, and each part of them that begins with a capital letter and is no short word."""
    parts = {part for name in names for part in (name, *name.split()) if len(part) > 2 and part[0].isupper()}
    return (
        re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(parts, key=len, reverse=True)))})\b")
        if parts
        else None
    )
