"""Makes expressions of the rules, written so that Python and a browser read them alike."""

import re
from functools import lru_cache

from alliance.nudge.told import RULES, TOLD, Names, Rule

_FLAT = str.maketrans(
    dict.fromkeys(TOLD["spaces"], " ") | dict.fromkeys(TOLD["apostrophes"], "'") | dict.fromkeys(TOLD["hyphens"], "-")
)  # fmt: skip
_LOWER = str.maketrans({chr(one): chr(one + 32) for one in range(65, 91)})
_SPECIAL = re.compile(r"[\\^$.*+?()\[\]{}|/]")


def flat(text: str) -> str:
    """The text with one sort of space, apostrophe and hyphen; every letter stays at its place."""
    return text.translate(_FLAT)


def fold(text: str) -> str:
    """The same in small letters, a to z alone, because languages differ about the others."""
    return flat(text).translate(_LOWER)


@lru_cache(maxsize=16)
def compiled(names: Names) -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """Every rule of the file with its expression, in which these names stand."""
    parts = TOLD["fragments"] | {
        "name": either(sorted({fold(one) for one in (*names.people, *names.bodies)})),
        "person": either(sorted({flat(one) for one in names.people})),
    }
    return tuple((rule, _compile(rule, parts)) for rule in RULES)


def either(names: list[str]) -> str:
    """An expression for any of the names, the longest first; for nothing at all where there are none."""
    listed = sorted((one for one in names if one and "<" not in one), key=len, reverse=True)
    return f"(?:{'|'.join(_SPECIAL.sub(_escaped, one) for one in listed)})" if listed else "(?!)"


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _compile(rule: Rule, parts: dict[str, str]) -> re.Pattern[str]:
    """Whole words; a blank of a rule that does not mind capitals stands for up to three."""
    joined = "|".join(rule.patterns)
    text = f"<edge>(?:{joined if rule.cased else joined.replace(' ', '<blank>')})<end>"
    blanks = {name: part if rule.cased else part.replace(" ", "<blank>") for name, part in parts.items()}
    return re.compile(_filled(text, blanks | {"blank": " {1,3}"}))


def _filled(text: str, parts: dict[str, str]) -> str:
    """The expression with each `<part>` put in, and those that stand within it."""
    while found := re.search(r"<([a-z]+)>", text):
        text = text.replace(found[0], parts[found[1]])
    return text
