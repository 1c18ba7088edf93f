"""What a proposal may reverse or replace: something agreed that still stands, earlier, and by its own rule or by unanimity. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from alliance.contract.matters import Rule
from alliance.decisions.count.states import lives_before
from alliance.decisions.words import reference
from alliance.door.refusals import Refused, malformed


@dataclass(frozen=True, slots=True)
class DecidedBy:
    """How something is or was decided: its rule, the threshold p of q where the rule is Q, and the member that decides
    alone where the matter is reserved."""

    rule: str
    p: int = 1
    q: int = 1
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A decision that a proposal names: its number, what became of it, and how it was decided."""

    number: int
    life: str
    by: DecidedBy


def check_links(
    reverses: Iterable[Earlier],
    supersedes: Iterable[Earlier],
    by: DecidedBy,
    *,
    in_part: bool,
    scope_note: str,
) -> Refused | None:
    """Whether a proposal decided `by` may reverse and replace these. Links lead back only, to what is there already, so
    that nothing can replace what rests on it."""
    ends, replaced = list(reverses), list(supersedes)
    if in_part != bool(scope_note):
        return malformed(
            "scope_note", "Say which part is replaced, and say so only where a part of it stays."
        )
    if in_part and not replaced:
        return malformed("in_part", "Say which decision is replaced in part.")
    if _twice([one.number for one in (*ends, *replaced)]):
        return malformed("twice", "Name a decision once: it is reversed, or replaced.")
    wrong = [refused for one in (*ends, *replaced) if (refused := _check_one(one, by))]
    return wrong[0] if wrong else None


def may_undo(original: DecidedBy, by: DecidedBy) -> bool:
    """Row 64: by the original's own rule, or by the unanimity of all."""
    return by == original or (by.rule == Rule.UNANIMITY and by.owner is None)


def _check_one(one: Earlier, by: DecidedBy) -> Refused | None:
    ref = reference(one.number)
    if one.life not in lives_before("reversed"):
        return Refused(
            "not_standing", f"{ref} is not an agreed decision that still stands. Name one that does, or none."
        )
    if may_undo(one.by, by):
        return None
    return Refused(
        "weaker_rule",
        f"{ref} is undone by the rule that made it, or by everyone. Choose the same kind of matter.",
    )


def _twice(numbers: Collection[int]) -> bool:
    return len(set(numbers)) < len(numbers)
