"""The one thing that can be done about gain and pain: put into force, as data, what the members have decided."""

from collections.abc import Sequence
from uuid import uuid4

from alliance.contract.access import members, permission
from alliance.decisions.using import note_use, usable
from alliance.decisions.words import reference
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import Refused, malformed
from risks.shares import rules
from risks.shares.body import from_body, to_body
from risks.shares.models import ShareTerms
from risks.shares.sums import Part, Terms

FRAMEWORK, TARGET = "commercial_framework", "target_cost"  # matters of the rule-book, both by unanimity


@action("shares.adopt", needs=permission("shares.adopt", "put terms of gain and pain into force"))
def adopt_terms(
    act: Act, *, decision: int, target: int, owner_bp: int, cap_bp: int, parts: Sequence[Part]
) -> str | Refused:
    """Put terms into force by the decision that is cited; answers the number of the version.

    A decision about the commercial framework brings terms whole, one about the target cost another target alone.
    `target` is in whole pence; each part names a provider by id. The owners are the commissioners who are members now.
    """
    last = ShareTerms.objects.filter(alliance_id=act.alliance).last()
    old = from_body(last.settings) if last else None
    new = _terms(act, target, owner_bp, cap_bp, parts)
    if isinstance(new, Refused):
        return new
    refused = rules.check_terms(new) or rules.check_new(old, new) or _check_decision(act, decision, old, new)
    if refused:
        return refused
    made = ShareTerms(
        id=uuid4(), alliance_id=act.alliance, number=last.number + 1 if last else 1, settings=to_body(new),
        decision=reference(decision), from_at=act.at,
    )  # fmt: skip
    saved(made)
    told = {"number": made.number, "settings": made.settings, "decision": made.decision}
    act.log("shares.adopted", {"terms": str(made.id), **told})
    note_use(act, decision, "shares.adopted")
    return str(made.number)


def _terms(act: Act, target: int, owner_bp: int, cap_bp: int, parts: Sequence[Part]) -> Terms | Refused:
    """The terms with everybody in contract order, or why somebody cannot be part of them."""
    sides = {str(org): side for org, side in members(act.alliance).values_list("id", "side")}
    named = {part.name: part for part in parts}
    if len(named) < len(parts) or any(sides.get(name) != "provider" for name in named):
        return malformed("org", "Name each provider of this alliance at most once, and nobody else.")
    owners = tuple(org for org, side in sides.items() if side == "commissioner")
    return Terms(target, owner_bp, cap_bp, owners, tuple(named[org] for org in sides if org in named))


def _check_decision(act: Act, decision: int, old: Terms | None, new: Terms) -> Refused | None:
    refused = usable(act.alliance, decision, FRAMEWORK)
    if refused is None or refused.code != "wrong_matter":
        return refused
    return usable(act.alliance, decision, TARGET) or rules.check_target_alone(old, new)
