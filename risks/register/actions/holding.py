"""A risk is held together: partners are asked, agree for themselves, say no or step back. Nobody is put in their place."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from alliance.contract.access import anyone_inside, permission
from alliance.contract.models import Organisation
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import NotFound, Refused
from risks.register import rules
from risks.register.actions.settling import settle
from risks.register.actions.standing import about, check_open, mandated, names, shared
from risks.register.models import Holder, Responsibility, Risk
from risks.register.words import Asked


@action("holder.ask", needs=permission("risk.raise", "ask a partner to hold a risk"), first=settle)
def ask_partner(act: Act, *, risk: UUID, org: UUID, role: str) -> str | Refused:
    """Ask one more partner to hold a risk, with the title of the role that would lead there."""
    one, duty = shared(act, risk)
    taken = set(duty.holders.values_list("org_id", flat=True))
    asked = [Asked(org, role)]
    refused = check_open(one) or check_holders(act, asked, taken)
    if refused:
        return refused
    ask(act, one, duty, asked)
    return str(one)


@action("holder.agree", needs=anyone_inside, first=settle)
def agree_to_hold(act: Act, *, risk: UUID, org: UUID, role: str = "") -> str | Refused:
    """Agree for a partner to hold a risk; `role` changes the title of its lead role, empty leaves it."""
    one, holder = _holder(act, risk, org)
    title = role.strip() or holder.role
    refused = (
        rules.check_mandate(org, mandated(act)) or check_open(one) or rules.check_role(title, names(act))
    )
    follows = refused or rules.answered(holder.state, "agree")
    if isinstance(follows, Refused):
        return follows
    _answer(holder, follows, act, title)
    act.log("holder.agreed", _body(one, holder), role=title)
    return str(one)


@action("holder.release", needs=anyone_inside, first=settle)
def release_holding(act: Act, *, risk: UUID, org: UUID, reason: str) -> str | Refused:
    """Say no for a partner that is asked, or step back for one that holds the risk. Nobody is put in its place."""
    one, holder = _holder(act, risk, org)
    refused = rules.check_mandate(org, mandated(act)) or rules.check_reason(reason)
    follows = refused or rules.answered(holder.state, "release")
    if isinstance(follows, Refused):
        return follows
    _answer(holder, follows, act, holder.role)
    act.log(f"holder.{follows}", _body(one, holder), reason=reason.strip())
    return str(one)


def check_holders(act: Act, asked: Sequence[Asked], taken: set[UUID]) -> Refused | None:
    """Whether these partners may be named as holders, beside those that are named already."""
    partners = Organisation.objects.filter(alliance_id=act.alliance, left_at=None).values_list(
        "id", flat=True
    )
    return rules.check_holders(asked, set(partners), taken, names(act))


def ask(act: Act, risk: Risk, duty: Responsibility, asked: Sequence[Asked]) -> None:
    """Write who is asked; a partner that the caller answers for has agreed at once."""
    mine = mandated(act)
    for one in asked:
        state = "agreed" if one.org in mine else "asked"
        holder = Holder(
            id=uuid4(), responsibility=duty, org_id=one.org, role=one.role.strip(), state=state, since=act.at,
        )  # fmt: skip
        saved(holder)
        act.log("holder.asked", _body(risk, holder) | {"responsibility": str(duty.id)}, role=holder.role)
        if state == "agreed":
            act.log("holder.agreed", _body(risk, holder), role=holder.role)


def _holder(act: Act, risk: UUID, org: UUID) -> tuple[Risk, Holder]:
    one, duty = shared(act, risk)
    holder = duty.holders.filter(org_id=org).first()
    if holder is None:
        raise NotFound
    return one, holder


def _answer(holder: Holder, state: str, act: Act, role: str) -> None:
    holder.state, holder.since, holder.role = state, act.at, role
    holder.save(update_fields=["state", "since", "role"])


def _body(risk: Risk, holder: Holder) -> dict[str, str]:
    return about(risk) | {"holder": str(holder.id), "org": str(holder.org_id)}
