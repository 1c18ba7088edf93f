"""What may be done about a risk, by its kind, and what it takes where a cost moves onto one partner."""

from datetime import date
from uuid import UUID

from alliance.door.refusals import Refused, denied, malformed
from risks.register.words import TREATMENTS

LONGEST = 1000


def check_treatment(*, kind: str, verb: str, what: str, due_on: date, today: date) -> Refused | None:
    """Whether this can be planned: a verb that fits a threat or an opportunity, in words, by a day to come."""
    fitting = [name for name, _ in TREATMENTS[kind]]
    if verb not in fitting:
        return malformed(
            "verb", f"“{verb}” is not done about {_an(kind)}. Choose one of: {', '.join(fitting)}."
        )
    if not what.strip() or len(what) > LONGEST:
        return malformed("what", f"Say what is done, in at most {LONGEST:,} characters.")
    if due_on < today:
        return malformed("due_on", "That day has passed. Choose today or a later day.")
    return None


def _an(kind: str) -> str:
    return "an opportunity" if kind == "opportunity" else f"a {kind}"


def first_state(pain_to: UUID | None) -> str:
    """A treatment that moves a cost onto one partner waits for that partner and for a decision; another is planned."""
    return "planned" if pain_to is None else "consent"


def check_bearer(here: bool) -> Refused | None:
    """A cost is laid on a partner that is in the alliance; one that has left bears nothing."""
    if here:
        return None
    return Refused(
        "partner_left", "The partner that would bear the cost has left. Drop this, and plan it anew."
    )


def check_consent(pain_to: UUID | None, mandated: set[UUID]) -> Refused | None:
    """Only the partner that would bear the cost consents to it."""
    if pain_to in mandated:
        return None
    return denied(
        "no_mandate",
        "Only somebody with a mandate of the partner that would bear the cost can consent to it.",
    )


def settled(*, consented: bool, decision: str) -> str:
    """The state of a treatment that moves pain: planned once there is both the consent and the decision."""
    return "planned" if consented and decision else "consent"


def moved(state: str, verb: str) -> str | Refused:
    """The state that follows `done` or `drop`."""
    follows = {("planned", "done"): "done", ("planned", "drop"): "dropped", ("consent", "drop"): "dropped"}
    if (state, verb) in follows:
        return follows[state, verb]
    if (state, verb) == ("consent", "done"):
        return Refused(
            "moves_pain",
            "It moves pain onto one partner: it needs that partner’s consent and a decision first.",
        )
    return Refused("wrong_state", "This treatment is over. Plan another.")
