"""A risk is raised, its words are changed, and it is linked to what it hangs together with."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from django.db.models import Max

from alliance.contract.access import permission
from alliance.contract.models import Objective
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import Refused, malformed
from alliance.links.naming import named_by
from risks.register import rules
from risks.register.actions.drafting import draft_due
from risks.register.actions.holding import ask, check_holders
from risks.register.actions.settling import live_again, settle
from risks.register.actions.standing import about, check_held, found, shared, today, with_
from risks.register.models import Responsibility, Risk, RiskLink
from risks.register.words import OTHER_SIDE, Asked, RiskWords

_TEXTS = ("cause", "event", "effect", "must_be_true")
_CHOICES = ("domain", "proximity", "velocity")


@action("risk.raise", needs=permission("risk.raise", "raise a risk"), first=settle)
def raise_risk(
    act: Act, *, words: RiskWords, holders: Sequence[Asked], review_on: date, objective: UUID | None = None,
    expected_on: date | None = None,
) -> str | Refused:  # fmt: skip
    """Raise a risk; answers its reference, such as R-04.

    Each partner in `holders` is asked; it has agreed at once where the caller holds its mandate. `expected_on` is
    the day it would bite, where that is known. With fewer than two holders the risk stays a draft.
    """
    refused = (
        rules.check_words(words) or rules.check_review(review_on, today(act)) or _check_objective(act, objective)
        or check_holders(act, holders, set())
    )  # fmt: skip
    if refused:
        return refused
    made = Risk(
        id=uuid4(), alliance_id=act.alliance, number=_next(act), kind=words.kind, cause=words.cause.strip(),
        event=words.event.strip(), effect=words.effect.strip(), domain=words.domain, objective_id=objective,
        proximity=words.proximity, velocity=words.velocity, expected_on=expected_on, review_on=review_on, raised_at=act.at,
    )  # fmt: skip
    duty = Responsibility(id=uuid4(), risk=made, must_be_true=words.must_be_true.strip())
    saved(made, duty)
    _log_raised(act, made, duty)
    ask(act, made, duty, holders)
    return str(made)


@action("risk.change", needs=permission("risk.score", "change the words of a risk"), first=settle)
def change_risk(
    act: Act, *, risk: UUID, words: RiskWords, reason: str, expected_on: date | None = None
) -> str | Refused:
    """Say a risk anew, and why; its kind stays. One that is accepted is live again, to be looked at: that was another risk."""
    one, duty = shared(act, risk)
    refused = (
        check_held(act, one)
        or rules.check_reason(reason)
        or rules.check_words(words)
        or _same_kind(one, words)
    )
    follows = refused or rules.moved(one.state, "change")
    if isinstance(follows, Refused):
        return follows
    if one.state == "accepted":
        live_again(act, one, "changed")
    for name in (*_TEXTS[:-1], *_CHOICES):
        setattr(one, name, getattr(words, name).strip())
    one.expected_on, duty.must_be_true = expected_on, words.must_be_true.strip()
    one.save(update_fields=[*_TEXTS[:-1], *_CHOICES, "expected_on"])
    duty.save(update_fields=["must_be_true"])
    act.log("risk.changed", about(one) | _choices(one), reason=reason.strip(), **_texts(one, duty))
    draft_due(act, one)
    return str(one)


@action("risk.link", needs=permission("risk.raise", "link a risk"), first=settle)
def link_reference(act: Act, *, risk: UUID, ref: str, side: str = "") -> str | Refused:
    """Link a risk to what it hangs together with, by its reference; of a review, to a theme that it has released.

    `side` is where another risk stands in this one’s bow-tie: cause or effect. Said later, on the page of either, it takes the
    place of what was said on both.
    """
    one = found(act, risk)
    links = {link.ref: link for link in one.links.all()}
    same = {name for name, link in links.items() if link.side == side}
    refused = (
        rules.check_reference(ref, str(one), same) or rules.check_side(ref, side) or check_there(act, ref)
    )
    if refused:
        return refused
    made = links.get(ref) or RiskLink(id=uuid4(), risk=one, ref=ref, made_at=act.at)
    made.side = _agreed_side(act, one, ref, side, anew=ref not in links)
    made.save()
    act.log("risk.linked", about(one) | {"ref": ref} | with_(side=made.side))
    return str(one)


def _agreed_side(act: Act, risk: Risk, ref: str, side: str, *, anew: bool) -> str:
    """The side that holds on both pages: what is said now, or where a new link says none, what the other risk says of it."""
    back = RiskLink.objects.filter(risk__alliance_id=act.alliance, ref=str(risk))
    other = next((link for link in back.select_related("risk") if str(link.risk) == ref), None)
    if other is None:
        return side
    if anew and not side:
        return OTHER_SIDE[other.side]
    other.side = OTHER_SIDE[side]
    other.save(update_fields=["side"])
    return side


def check_there(act: Act, ref: str) -> Refused | None:
    """Whether `ref` stands for something that whoever acts may see and name; of a review, that is a theme that it has released."""
    return rules.check_linkable(ref, ref in named_by(act.alliance, act.by, [ref]))


def _same_kind(risk: Risk, words: RiskWords) -> Refused | None:
    if words.kind == risk.kind:
        return None
    return malformed("kind", "A threat does not become an opportunity. Close this one and raise the other.")


def _check_objective(act: Act, objective: UUID | None) -> Refused | None:
    if objective is None or Objective.objects.filter(alliance_id=act.alliance, id=objective).exists():
        return None
    return malformed("objective", "Choose an objective of this alliance, or none.")


def _next(act: Act) -> int:
    return (Risk.objects.filter(alliance_id=act.alliance).aggregate(top=Max("number"))["top"] or 0) + 1


def _choices(risk: Risk) -> dict[str, str]:
    expected = risk.expected_on.isoformat() if risk.expected_on else ""
    return {name: getattr(risk, name) for name in _CHOICES if getattr(risk, name)} | with_(expected=expected)


def _texts(risk: Risk, duty: Responsibility) -> dict[str, str]:
    return {name: getattr(risk, name) for name in _TEXTS[:-1]} | {"must_be_true": duty.must_be_true}


def _log_raised(act: Act, risk: Risk, duty: Responsibility) -> None:
    body = about(risk) | {"number": risk.number, "kind": risk.kind, "review": risk.review_on.isoformat()}
    more = {"responsibility": str(duty.id), **with_(objective=str(risk.objective_id or ""))}
    act.log("risk.raised", body | _choices(risk) | more, **_texts(risk, duty))
