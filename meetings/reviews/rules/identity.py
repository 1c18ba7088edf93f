"""Where a text may point at somebody: what the rules about words find, and days, clocks and lone partners. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from alliance.nudge.identity import identity
from alliance.nudge.told import Names

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_DATES: Final = (
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b", rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b",
    r"\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b", r"\b(?:on|of) the \d{1,2}(?:st|nd|rd|th)\b",
    r"\b(?:christmas|boxing day|new year’?'?s|easter|good friday|hogmanay|bank holiday)\b",
)  # fmt: skip
_CLOCKS: Final = (
    r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d\b", r"\b(?:1[0-2]|[1-9]) ?[ap]\.?m\b", r"\b(?:[01]\d|2[0-3])[0-5]\d ?(?:h|hrs?|hours)\b",
    r"\b(?:half|quarter) (?:past|to)\b", r"\bo[’'‘ ]?clock\b",
)  # fmt: skip
TIMES: Final = (
    ("a date", re.compile("|".join(_DATES), re.IGNORECASE)),
    ("a clock", re.compile("|".join(_CLOCKS), re.IGNORECASE)),
)  # fmt: skip
KINDS: Final = {"ID1": "a name", "ID2": "a contact or a number", "ID3": "a lone role", "ID6": "a name"}


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text that may point at somebody: what kind it is, and the words."""

    kind: str
    words: str


def findings(texts: Iterable[str], names: Names) -> tuple[Found, ...]:
    """Every place, each once, in the order of the texts; `names` are how people and partners here may be called."""
    read = list(texts)
    found = [one for text in read for one in (*_people(text, names), *times(text))]
    return tuple(dict.fromkeys([*found, *_lone_partner(read, names)]))


def times(text: str) -> list[Found]:
    """Days and clocks: a release has neither, only T+ and a month."""
    return [Found(kind, match[0].strip()) for kind, pattern in TIMES for match in pattern.finditer(text)]


def _people(text: str, names: Names) -> list[Found]:
    """What the rules find, and names of people here however they are typed, as on a phone in small letters."""
    found = [
        Found(KINDS.get(hit.rule.id, "a number or a place"), hit.words.strip())
        for hit in identity(text, names)
    ]
    known = {one.words for one in found}
    typed = _anyhow(names.people).finditer(text) if names.people else ()
    return found + [Found(KINDS["ID6"], match[0]) for match in typed if match[0] not in known]


@lru_cache(maxsize=16)
def _anyhow(names: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)


def _lone_partner(texts: list[str], names: Names) -> list[Found]:
    """Partners named alone in a text: where two are named, nobody’s setting is singled out (V13)."""
    read = [text.casefold() for text in texts]
    named = [[name for name in names.bodies if name.casefold() in text] for text in read]
    whole = [
        [one for one in found if not any(one != other and one in other for other in found)] for found in named
    ]
    return [Found("a partner named alone", found[0]) for found in whole if len(found) == 1]
