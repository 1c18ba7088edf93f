"""What must hold for a risk: held together, scored with a reason, looked at again in time."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from alliance.door.refusals import Refused, denied, malformed
from risks.register.matrix import Matrix
from risks.register.states import ends
from risks.register.words import (
    AXES,
    DOMAINS,
    KINDS,
    PROXIMITIES,
    SIDES,
    STATES,
    TAKES_REPLY,
    VELOCITIES,
    Asked,
    Choices,
    RiskWords,
    said,
)

LONGEST, LONGEST_EVENT, LONGEST_ROLE = 2000, 200, 120
ENOUGH = 2  # partners that hold a risk together
HIGH = 2  # counted from the top of a matrix: its two highest levels
FIRST_REVIEW = 90  # days, where a risk has no score yet
REVIEW_DAYS = (30, 90, 180, 365)  # by level, from the highest down
REFERENCE = re.compile(r"[A-Z]{1,3}-[0-9]{1,5}")
DECISION = re.compile(r"D-[0-9]{1,5}")
THEME = "V"  # the letter of a released theme: the only thing of a review that anything links to


@dataclass(frozen=True, slots=True)
class Cited:
    """A decision that is carried and holds, as an act that rests on it reads it: the `rule` it was taken by (U, K, M or Q),
    whether its words name the risk, and when it was made."""

    rule: str
    names: bool
    decided_at: datetime


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
        or (_one_of("velocity", words.velocity, VELOCITIES) if words.velocity else None)
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


def check_reply(verb: str, reply: str) -> Refused | None:
    """Whoever raised a risk that is declined, or goes into another, is answered; elsewhere there is no reply."""
    if verb in TAKES_REPLY:
        return _text("reply", reply, "to whoever raised it what becomes of it")
    return malformed("reply", "There is no reply to this. Leave it out.") if reply else None


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


def check_axis(axis: str) -> Refused | None:
    """A score is of where the risk is now, or of where we want it to be."""
    return _one_of("axis", axis, AXES)


def check_reason(reason: str) -> Refused | None:
    """Whatever changes a risk says why."""
    return _text("reason", reason, "why, in a few words, so that everyone can follow it later")


def check_decision(decision: str) -> Refused | None:
    """A decision is cited by its reference, or not at all."""
    if not decision or DECISION.fullmatch(decision):
        return None
    return malformed("decision", "Write the decision as a reference such as D-018, or leave it out.")


def check_cited(
    decision: str, cited: Cited | None, ref: str = "", *, everybody: bool = False, since: datetime | None = None
) -> Refused | None:  # fmt: skip
    """Whether an act may rest on this decision; `cited` is None where it is not carried or no longer holds.

    About a risk (`ref`), it is one that names that risk and was taken by consent or by everybody; `everybody` leaves only the
    latter. `since` is when what it judges came to be: a decision judges nothing that came after it.
    """
    if not decision or not DECISION.fullmatch(decision) or cited is None:
        return malformed(
            "decision",
            "Name the decision that this rests on, such as D-018. It must be carried and still hold.",
        )
    if not ref:
        return None
    if not cited.names:
        return malformed(
            "decision", f"{decision} does not name {ref} in its words. Name the decision that does."
        )
    if cited.rule not in (("U",) if everybody else ("U", "K")):
        how = "by every partner, with one vote each" if everybody else "by consent, or by every partner"
        return malformed("decision", f"{decision} was taken another way. This takes a decision {how}.")
    if since and cited.decided_at < since:
        return malformed(
            "decision", f"{decision} is older than what it would judge. It takes a decision made since."
        )
    return None


def names(text: str, ref: str) -> bool:
    """Whether a text names the risk `ref`, such as R-05 (R-5 will do)."""
    number = int(ref.partition("-")[2])
    return re.search(rf"(?<![\w-])R-0*{number}(?![\w-])", text) is not None


def check_linkable(ref: str, there: bool) -> Refused | None:
    """Only what is there is linked, and of a review nothing but a released theme; `there` says whether `ref` stands for
    something that whoever links it may see."""
    if there:
        return None
    if ref.partition("-")[0] == THEME:
        return Refused(
            "not_released", f"{ref} is not a released theme. Only what a review has released is linked."
        )
    return malformed(
        "ref", f"You see nothing called {ref} in this alliance. Look it up, then link it by its reference."
    )


def check_side(ref: str, side: str) -> Refused | None:
    """Only another risk stands on a side of the bow-tie: as a cause, or as an effect."""
    refused = _one_of("side", side, SIDES)
    if refused or not side or ref.startswith("R-"):
        return refused
    return malformed(
        "side", "Only another risk is a cause or an effect. Leave the side open for anything else."
    )


def convenor(holders: Sequence[UUID], number: int, day: date) -> UUID | None:
    """Whose turn it is to call the talks about risk `number`: the holders, in charter order, take a quarter of the year each."""
    return holders[(number + day.year * 4 + (day.month - 1) // 3) % len(holders)] if holders else None


def turn_ends(day: date) -> date:
    """The last day of the quarter of the year that `day` is in."""
    month = (day.month - 1) // 3 * 3 + 3
    return (date(day.year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)


def check_reference(ref: str, own: str, linked: Collection[str]) -> Refused | None:
    """Whether `ref` can be linked to the risk `own`, which is linked to `linked` already."""
    if not REFERENCE.fullmatch(ref):
        return malformed("ref", "Write what it is linked to as a reference such as D-004 or R-06.")
    if ref == own or ref in linked:
        return Refused(
            "linked", f"{ref} is linked already." if ref != own else "A risk is not linked to itself."
        )
    return None


def moved(state: str, verb: str, to: str = "") -> str | Refused:
    """The state that follows `verb`; `to` says which where there are two."""
    follows = [end for end in ends(state, verb) if to in ("", end)]
    if not follows:
        return Refused("wrong_state", f"This risk is {said(STATES, state).lower()}. Look at the page again.")
    return follows[0]


def next_review(day: date, level: int | None, bands: int = len(REVIEW_DAYS)) -> date:
    """When a risk that was looked at on `day` is looked at again: 30 days later for the highest of its matrix's `bands`, then
    90, 180 and 365; 90 where it has no score. `level` counts from 0, the lowest."""
    days = (
        FIRST_REVIEW if level is None else REVIEW_DAYS[min(max(bands - 1 - level, 0), len(REVIEW_DAYS) - 1)]
    )
    return day + timedelta(days=days)


def against(kind: str, product: int, limit: int | None) -> str:
    """Where a score stands beside the appetite of its domain; empty for an opportunity, which has no limit."""
    if kind == "opportunity":
        return ""
    if limit is None:
        return "Appetite not set"
    return "Outside our appetite" if product > limit else "Inside our appetite"


def grounds(
    *, kind: str, proximity: str, level: int, bands: int, product: int, limit: int | None
) -> list[str]:
    """Why a threat that is scored so should go to all partners; nothing for an opportunity. `level` counts from 0."""
    if kind != "threat":
        return []
    near = proximity == "now" and level >= bands - HIGH
    return ["near"] * near + ["outside"] * (limit is not None and product > limit)


def check_until(until: date | None, today: date) -> Refused | None:
    """An acceptance ends: it names the last day on which it holds."""
    if until is None or until <= today:
        return malformed(
            "until", "Name the last day on which this holds, tomorrow or later. Nothing is accepted for ever."
        )
    return None
