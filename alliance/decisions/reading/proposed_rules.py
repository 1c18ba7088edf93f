"""A proposed rule-book in plain words, so that nobody votes on settings unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alliance.contract.rulebook import RuleBook, from_body
from alliance.contract.words.rulebook import clauses, matters
from alliance.door.refusals import Refused


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One thing the proposed rule-book settles; `before` says it as it stands now, where that differs."""

    about: str
    says: str
    before: str = ""


def proposed_rules(settings: Mapping[str, Any] | None, now: RuleBook, members: int) -> tuple[RuleLine, ...]:
    """The lines of the rule-book in `settings`, those that change `now` first; empty where none is proposed."""
    book = from_body(settings) if settings else None
    if book is None or isinstance(book, Refused):
        return ()
    before = dict(_lines(now, members))
    lines = [
        RuleLine(about, says, _differs(says, before.get(about, "nothing")))
        for about, says in _lines(book, members)
    ]
    return tuple(sorted(lines, key=lambda line: not line.before))


def rules_sentence(settings: Mapping[str, Any], now: Mapping[str, Any], version: int, members: int) -> str:
    """What the rule-book in `settings` changes of rule-book `version`, in a sentence that can be voted on."""
    book = from_body(now)
    lines = () if isinstance(book, Refused) else proposed_rules(settings, book, members)
    changed = "; ".join(line.about for line in lines if line.before)
    if changed:
        return f"We adopt the rule-book as it is set out here. It changes: {changed}."
    return f"Nothing changes: {f'rule-book {version} stays' if version else 'the defaults become'} our rule-book."


def _differs(says: str, before: str) -> str:
    return "" if says == before else before


def _lines(book: RuleBook, members: int) -> list[tuple[str, str]]:
    kinds = [
        (line.name, f"Carried when {line.carried_when}, {line.venue}. {line.note}".strip())
        for line in matters(book)
    ]
    return [(clause.about, clause.says) for clause in clauses(book, members)] + kinds
