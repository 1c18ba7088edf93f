"""What must hold before gain and pain are shared by some terms."""

from dataclasses import replace
from typing import Any

from alliance.door.refusals import Refused, malformed
from risks.shares.sums import WHOLE, Terms

MOST = 10**14  # pence: a trillion pounds, and every sum with it stays a whole number that programs keep exact


def check_terms(terms: Terms) -> Refused | None:
    """Whether these terms can be reckoned with: whole numbers, nothing below 0, and shares that make one whole."""
    return (
        _whole("target", terms.target, MOST) or _whole("owner_bp", terms.owner_bp, WHOLE)
        or _whole("cap_bp", terms.cap_bp, WHOLE) or _check_parts(terms)
    )  # fmt: skip


def _check_parts(terms: Terms) -> Refused | None:
    for part in terms.parts:
        refused = _whole("bp", part.bp, WHOLE) or _whole("margin", part.margin, MOST)
        if refused:
            return refused
    if not terms.owners or not terms.parts:
        return malformed(
            "partners", "Gain and pain are shared between at least one commissioner and one provider."
        )
    if sum(part.bp for part in terms.parts) != WHOLE:
        return malformed(
            "bp",
            f"The partners’ shares add up to {percent(sum(part.bp for part in terms.parts))}. Make it 100%.",
        )
    return None


def check_actual(actual: Any) -> Refused | None:
    """Whether this can have been spent: whole pence, nothing below 0."""
    return _whole("actual", actual, MOST)


def _whole(name: str, value: Any, most: int) -> Refused | None:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most:
        return None
    return malformed(
        name, f"Give a whole number from 0 to {most:,}: whole pence, or hundredths of a per cent."
    )


def check_target_alone(old: Terms | None, new: Terms) -> Refused | None:
    """A decision about the target cost moves the target and nothing else."""
    if old and replace(old, target=new.target) == new:
        return None
    return Refused(
        "target_only",
        "That decision is about the target cost and moves the target alone. For the rest, cite one about the commercial framework.",
    )


def check_new(old: Terms | None, new: Terms) -> Refused | None:
    """A new version changes something."""
    return (
        Refused("nothing_new", "These terms are in force already. Change one of them.")
        if old == new
        else None
    )


def percent(bp: int) -> str:
    """Basis points as people read them: 3525 is “35.25%”, 5000 “50%”."""
    whole, part = divmod(bp, 100)
    return f"{whole}.{part:02}".removesuffix("0") + "%" if part else f"{whole}%"
