"""The rules about people as data, in the one file that the browser's first look reads as well."""

import json
import re
from pathlib import Path
from typing import Any, Final, Literal

PATH = Path(__file__).resolve().parents[2] / "static" / "measures" / "first_look" / "rules.json"
RULES: Final[dict[str, Any]] = json.loads(PATH.read_text(encoding="utf-8"))
# what each language writes in its own way: a letter, and one that is not small
LETTERS = {"letter": r"[^\W\d_]", "capital": r"[^\W\d_a-z]"}
KEPT = "Nothing of this file was kept."
SheetKind = Literal["cohort", "responses"]


def pattern(name: str) -> re.Pattern[str]:
    """One pattern of the file, ready to use."""
    return compiled(RULES["patterns"][name])


def compiled(text: str) -> re.Pattern[str]:
    """A pattern as it stands in the file, its fragments put in."""
    for fragment, inside in (RULES["fragments"] | LETTERS).items():
        text = text.replace(f"<{fragment}>", inside)
    return re.compile(text)


def words(name: str) -> frozenset[str]:
    """One list of heading words."""
    return frozenset(RULES["words"][name])


def says(code: str) -> str:
    """The sentence of a finding, without what to do."""
    return str(RULES["says"][code])


def told(code: str, kind: SheetKind) -> str:
    """A stop in full: what it is, what became of the file, what to do."""
    instead = RULES["instead"]
    return f"{says(code)} {KEPT} {instead.get(code, instead[kind])}"


def reaches(part: int, whole: int, share: list[int]) -> bool:
    """Whether part of whole is at least this share, [over, under]."""
    return part * share[1] >= whole * share[0]


def exceeds(part: int, whole: int, share: list[int]) -> bool:
    """Whether part of whole is more than this share, [over, under]."""
    return part * share[1] > whole * share[0]
