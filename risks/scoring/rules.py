"""Scoring alone and revealing together: what a view may say, when a round is revealed, and how far apart the views are."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alliance.door.refusals import Refused, malformed
from alliance.ledger.canonical import encode
from risks.register.rules import ENOUGH, check_axis, check_reason
from risks.register.words import KNOWLEDGE

LONGEST_WORDS = 1000
WIDE = 3  # steps apart on an axis: from here on the partners ask what each of them sees


@dataclass(frozen=True, slots=True)
class View:
    """One partner's likelihood and consequence, and what it sees, in words if it likes."""

    org: UUID
    likelihood: int
    consequence: int
    words: str = ""


def check_start(
    *, state: str, agreed: int, due_on: date, today: date, reason: str, running: bool
) -> Refused | None:
    """Whether a round may begin: two partners hold the risk, none runs already, and whoever begins another says why."""
    if running:
        return Refused("round_runs", "A round is open for this risk. Give your partner’s view there.")
    if agreed < ENOUGH:
        return Refused(
            "not_joint",
            "Two or more partners must have agreed to hold this risk before it is scored. Ask them first.",
        )
    if due_on < today:
        return malformed("due_on", "That day has passed. Choose today or a later day.")
    if state != "proposed" and not reason.strip():
        return malformed("reason", "Say why it is scored again.")
    return None


def waited_for(partners: Iterable[str], holding: Collection[UUID]) -> list[UUID]:
    """The partners whose view a round waits for: those that held the risk when it began (ids), and still do."""
    return [UUID(org) for org in partners if UUID(org) in holding]


def check_words(words: str) -> Refused | None:
    """What a partner sees is said shortly, or not at all."""
    if len(words) <= LONGEST_WORDS:
        return None
    return malformed("words", f"Say what you see in at most {LONGEST_WORDS:,} characters.")


def check_reveal(*, inside: int, due_on: date, today: date) -> Refused | None:
    """Whether a decision may open a round that somebody has not answered: once its day is over, and where a view is in.

    Silence is no view: who is silent is shown as “not scored”.
    """
    if today <= due_on:
        return Refused(
            "not_due",
            "The round’s last day is not over yet. Until then every partner can still give its view.",
        )
    if not inside:
        return Refused(
            "no_views",
            "No partner has given a view yet, so there is nothing to open. The round stays open for views.",
        )
    return None


def complete(inside: int, expected: int) -> bool:
    """Whether every view is in. A round that only one partner is left in is never complete by itself: nobody scores alone."""
    return expected >= ENOUGH and inside == expected


def spread(views: Iterable[View]) -> tuple[int, int]:
    """How far apart the views are on each axis: the highest step less the lowest. There is no mean."""
    likely, grave = zip(*((one.likelihood, one.consequence) for one in views), strict=True)
    return max(likely) - min(likely), max(grave) - min(grave)


def wide(apart: Collection[int]) -> bool:
    """Whether the partners see it so differently that they ask all together what each of them sees."""
    return any(one >= WIDE for one in apart)


def to_text(view: View) -> str:
    """A view as canonical JSON, with each of its parts always there, so that their number tells nothing."""
    body = {
        "org": str(view.org),
        "likelihood": view.likelihood,
        "consequence": view.consequence,
        "words": view.words,
    }
    return encode(body).decode()


def from_text(text: str) -> View:
    """The view that `to_text` wrote."""
    body: Mapping[str, Any] = json.loads(text)
    return View(UUID(body["org"]), body["likelihood"], body["consequence"], body["words"])


def check_agreed(*, axis: str, reason: str, knowledge: str, state: str, running: bool) -> Refused | None:
    """Whether an agreed score may be entered: after the views are open, with a reason, first of where the risk is."""
    refused = check_axis(axis) or check_reason(reason)
    if refused:
        return refused
    if knowledge and knowledge not in dict(KNOWLEDGE):
        return malformed("knowledge", "Choose from the list how well we know this.")
    if running or state in ("proposed", "scoring"):
        return Refused(
            "sealed",
            "A score is agreed once the partners’ views lie open. Score alone first, then reveal together.",
        )
    if state == "revealed" and axis == "target":
        return Refused("current_first", "Say first where the risk is now, then where you want it to be.")
    return None


def check_no_until(until: date | None) -> Refused | None:
    """Only a target above the appetite holds until a day."""
    return (
        malformed("until", "Only a target above our appetite ends on a day. Leave it out.") if until else None
    )
