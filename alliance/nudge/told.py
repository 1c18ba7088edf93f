"""What is looked for, as data: the one file that the browser reads as well."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

PATH = Path(__file__).resolve().parents[1] / "static" / "alliance" / "nudge" / "rules.json"
TOLD: Final[dict[str, Any]] = json.loads(PATH.read_text(encoding="utf-8"))
Kind = Literal["draft", "title", "action", "question"]
KINDS: Final[tuple[Kind, ...]] = ("draft", "title", "action", "question")
TIERS: Final = "ipf"  # identity, person, frame: the higher comes first
FRAME: Final = "f"


@dataclass(frozen=True, slots=True)
class Names:
    """How the people and the bodies of an alliance may be called in a text, as they are written."""

    people: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it looks for, the question it asks instead, and sentences that it takes up or leaves alone.

    `kinds` are the kinds of field in which it is looked for; a `cased` rule minds capitals.
    """

    id: str
    tier: str
    patterns: tuple[str, ...]
    reframe: str
    flag: tuple[str, ...]
    leave: tuple[str, ...]
    kinds: tuple[Kind, ...] = KINDS
    cased: bool = False


@dataclass(frozen=True, slots=True)
class Category:
    """Rules of one sort: what they have in common, and why it is worth a question."""

    code: str
    name: str
    why: str
    rules: tuple[Rule, ...]


def _rule(told: Mapping[str, Any]) -> Rule:
    fields: dict[str, Any] = {
        name: tuple(one) if isinstance(one, list) else one for name, one in told.items()
    }
    return Rule(**fields)


RULES: Final = tuple(_rule(one) for one in TOLD["rules"])
CATEGORIES: Final = tuple(
    Category(code, name, why, tuple(rule for rule in RULES if rule.id.rstrip("0123456789") == code))
    for code, (name, why) in TOLD["categories"].items()
)
CAP: Final[int] = TOLD["cap"]
MOST: Final[int] = TOLD["most"]
SAYS: Final[str] = TOLD["says"]
EXAMPLES: Final = Names(*(tuple(TOLD["examples"][name]) for name in ("people", "bodies")))
