"""What must hold for a risk: held together, scored with a reason, looked at again in time."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from alliance.door.refusals import Refused, denied, malformed
from risks.register.matrix import Matrix
from risks.register.words import (
    AXES,
    DOMAINS,
    KINDS,
    PROXIMITIES,
    STATES,
    TAKES_DECISION,
    Asked,
    Choices,
    RiskWords,
    said,
)

LONGEST, LONGEST_EVENT, LONGEST_ROLE = 2000, 200, 120
ENOUGH = 2  # partners that hold a risk together
FIRST_REVIEW = 90  # days, where a risk has no score yet
REVIEW_DAYS = (365, 180, 90, 30)  # by level, from the lowest up
REFERENCE = re.compile(r"[A-Z]{1,3}-[0-9]{1,5}")
DECISION = re.compile(r"D-[0-9]{1,5}")

# State and verb: the state that follows; what is not drawn here is refused
MOVES: Mapping[tuple[str, str], str] = {
    ("proposed", "score"): "live",
    ("live", "score"): "live",
    ("issue", "score"): "issue",
    ("proposed", "review"): "proposed",
    ("live", "review"): "live",
    ("issue", "review"): "issue",
    ("live", "happen"): "issue",
    ("proposed", "close"): "closed",
    ("live", "close"): "closed",
    ("issue", "close"): "closed",
    ("closed", "reopen"): "proposed",
}


def check_words(words: RiskWords) -> Refused | None:
    """Whether a risk is said whole: every part has words, and the choices exist."""
    return (
        _text("cause", words.cause, "what could bring it about")
        or _text("event", words.event, "what would happen", LONGEST_EVENT)
        or _text("effect", words.effect, "what that would do")
        or _text("must_be_true", words.must_be_true, "what must be true for us to cope with it")
        or _one_of("kind", words.kind, KINDS)
        or _one_of("domain", words.domain, DOMAINS)
        or _one_of("proximity", words.proximity, PROXIMITIES)
    )


def _text(name: str, text: str, what: str, longest: int = LONGEST) -> Refused | None:
    if text.strip() and len(text) <= longest:
        return None
    return malformed(name, f"Say {what}, in at most {longest:,} characters.")


def _one_of(name: str, value: str, choices: Choices) -> Refused | None:
    return None if value in dict(choices) else malformed(name, f"Choose the {name} from the list.")


def check_review(review_on: date, today: date) -> Refused | None:
    """A risk is looked at again today or later."""
    return (
        malformed("review_on", "That day has passed. Choose today or a later day.")
        if review_on < today
        else None
    )


def check_holders(
    asked: Sequence[Asked], partners: Collection[UUID], taken: Collection[UUID], names: Collection[str]
) -> Refused | None:
    """Whether these partners may be named as holders.

    `partners` are the bodies of the alliance, `taken` those that are named already, `names` the names of its
    people: a lead is a role, so that it outlives whoever holds the post.
    """
    seen = set(taken)
    for one in asked:
        if one.org not in partners:
            return malformed("org", "Choose a partner of this alliance.")
        if one.org in seen:
            return malformed(
                "two_roles", "Each partner names one lead role. Name the second only if the first goes."
            )
        refused = check_role(one.role, names)
        if refused:
            return refused
        seen.add(one.org)
    return None


def check_role(role: str, names: Collection[str]) -> Refused | None:
    """A lead is the title of one role at the partner, never a person."""
    if not role.strip() or len(role) > LONGEST_ROLE:
        return malformed(
            "no_role", f"Name the role that leads at this partner, in at most {LONGEST_ROLE} characters."
        )
    if "@" in role or any(name and name.casefold() in role.casefold() for name in names):
        return malformed("person_named", "Write the title of the role, not the name of a person.")
    return None


def check_mandate(org: UUID, mandated: Collection[UUID]) -> Refused | None:
    """Only somebody with a mandate of a partner says yes or no for it."""
    if org in mandated:
        return None
    return denied("no_mandate", "Only somebody with a mandate of that partner can answer for it.")


def check_held(mandated: Collection[UUID], holders: Collection[UUID]) -> Refused | None:
    """Only somebody with a mandate of a partner that has agreed to hold a risk scores it or moves it on."""
    if set(mandated) & set(holders):
        return None
    return denied(
        "not_a_holder",
        "Only a partner that holds this risk can do this. Agree to hold it first, or ask one that does.",
    )


def check_close(verb: str, state: str, decision: str, carried: bool) -> Refused | None:
    """What the partners hold together they let go of together: closing a risk takes a decision once it is live.

    `carried` says whether `decision` is one of the alliance that holds; a risk that is only proposed needs none.
    """
    if verb != "close" or state not in TAKES_DECISION or (decision and carried):
        return None
    return malformed(
        "decision",
        "Name the decision by which the alliance closes this risk, such as D-018. It must be carried and still hold.",
    )


def answered(state: str, verb: str) -> str | Refused:
    """The state of a holder after it agrees or says no; a yes can be taken back, a no can become a yes."""
    follows = {
        ("asked", "agree"): "agreed", ("declined", "agree"): "agreed", ("left", "agree"): "agreed",
        ("asked", "release"): "declined", ("agreed", "release"): "left",
    }.get((state, verb))  # fmt: skip
    if follows:
        return follows
    return Refused("answered", "This partner has given that answer already. Look at the page again.")


def standing(state: str, named: int, agreed: int) -> str:
    """What is missing before a risk is held together; empty where nothing is.

    `named` counts the partners asked or agreed, `agreed` those that have agreed for themselves.
    """
    if agreed >= ENOUGH or state == "closed":
        return ""
    if state != "proposed":
        return "Needs a holder"
    return "Waiting for partners to agree" if named >= ENOUGH else "Draft: needs a second partner"


def check_score(likelihood: Any, consequence: Any, matrix: Matrix) -> Refused | None:
    """Whether both are whole steps of the matrix. Their product is worked out and never typed."""
    for name, value, labels in (
        ("likelihood", likelihood, matrix.likelihood), ("consequence", consequence, matrix.consequence),
    ):  # fmt: skip
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= len(labels):
            return malformed(name, f"Give the {name} as a whole number from 1 to {len(labels)}.")
    return None


def check_entry(*, axis: str, state: str, agreed: int, reason: str, decision: str) -> Refused | None:
    """Whether a score may be entered now; the first is about where the risk is, and by partners who hold it."""
    refused = _one_of("axis", axis, AXES) or check_reason(reason) or check_decision(decision)
    if refused:
        return refused
    if state == "proposed" and agreed < ENOUGH:
        return Refused(
            "not_joint",
            "Two or more partners must have agreed to hold this risk before it is scored. Ask them first.",
        )
    if state == "proposed" and axis == "target":
        return Refused("current_first", "Say first where the risk is now, then where you want it to be.")
    return None


def check_reason(reason: str) -> Refused | None:
    """Whatever changes a risk says why."""
    return _text("reason", reason, "why, in a few words, so that everyone can follow it later")


def check_decision(decision: str) -> Refused | None:
    """A decision is cited by its reference, or not at all."""
    if not decision or DECISION.fullmatch(decision):
        return None
    return malformed("decision", "Write the decision as a reference such as D-018, or leave it out.")


def check_reference(ref: str, own: str, linked: Collection[str]) -> Refused | None:
    """Whether `ref` can be linked to the risk `own`, which is linked to `linked` already."""
    if not REFERENCE.fullmatch(ref):
        return malformed("ref", "Write what it is linked to as a reference such as D-004 or R-06.")
    if ref == own or ref in linked:
        return Refused(
            "linked", f"{ref} is linked already." if ref != own else "A risk is not linked to itself."
        )
    return None


def moved(state: str, verb: str) -> str | Refused:
    """The state that follows `verb`."""
    follows = MOVES.get((state, verb))
    if follows is None:
        return Refused("wrong_state", f"This risk is {said(STATES, state).lower()}. Look at the page again.")
    return follows


def next_review(day: date, level: int | None) -> date:
    """When a risk that was looked at on `day` is looked at again: 30, 90, 180 or 365 days later, by its level."""
    days = FIRST_REVIEW if level is None else REVIEW_DAYS[min(level, len(REVIEW_DAYS) - 1)]
    return day + timedelta(days=days)


def days_left(review_on: date, today: date) -> int:
    """Days until a review; 0 on its day, which is not yet overdue."""
    return (review_on - today).days
