"""Conflicts of interest: declared, withdrawn, and ruled on by the other members."""

from uuid import UUID, uuid4

from alliance.decisions import rules
from alliance.decisions.actions.sealing import tend
from alliance.decisions.actions.settling import close_if_ended, settle
from alliance.decisions.actions.standing import found, held, insider, state_of
from alliance.decisions.events import INTEREST_KINDS, RULINGS, WHOSE
from alliance.decisions.models import Proposal
from alliance.door.access import outsider
from alliance.door.action import Act, action
from alliance.door.refusals import DENIED, NotFound, Refused, malformed


@action("interest.declare", needs=insider, first=settle)
def declare_interest(
    act: Act, *, proposal: int, org: UUID, kind: str, whose: str, reason: str = ""
) -> str | Refused:
    """Declare an interest in D-`proposal`: the `organisation`'s, which steps out with its deputy, or one's own
    (`person`), so that the deputy may vote. Answers the interest's id; a ballot that it touches is void for good."""
    row = found(act, proposal)
    if refused := (
        _speaks(act, row, org, "declare this organisation’s interest")
        or _said(kind, whose)
        or rules.check_declare_interest(
            state_of(act, row), org=str(org), person=act.actor, personal=whose == "person", at=act.at
        )
    ):
        return refused
    interest = str(uuid4())
    body = {"interest": interest, "proposal": str(row.id), "org": str(org), "person": act.actor}
    act.log("interest.declared", body | {"kind": kind, "whose": whose}, reason=reason.strip())
    if row.sealed_ballots.exists():  # it may have been the last that the others waited for
        tend(act, row)
        close_if_ended(act, row)
    return interest


@action("interest.withdraw", needs=insider, first=settle)
def withdraw_interest(act: Act, *, proposal: int, interest: UUID, reason: str = "") -> str | Refused:
    """Take a declared interest back; the vote that it voided is cast anew."""
    row = found(act, proposal)
    state = state_of(act, row)
    declared = state.interests.get(str(interest))
    if declared is None and rules.check_withdraw_interest(state, interest=str(interest), at=act.at) is None:
        raise NotFound
    if (
        declared
        and act.actor != declared.person
        and (declared.personal or declared.org not in held(act, act.by))
    ):
        return _denied(row, "withdraw another’s interest")
    if refused := rules.check_withdraw_interest(state, interest=str(interest), at=act.at):
        return refused
    act.log("interest.withdrawn", {"interest": str(interest), "proposal": str(row.id)}, reason=reason.strip())
    return str(interest)


@action("interest.rule", needs=insider, first=settle)
def rule_on_interest(
    act: Act, *, proposal: int, interest: UUID, org: UUID, ruling: str, reason: str = ""
) -> str | Refused:
    """Say for the member `org`, once, whether to `admit` or `refuse` whoever declared an interest; nobody says it for
    another. More than half of the others must admit. Answers the interest's id."""
    row = found(act, proposal)
    if refused := (
        _speaks(act, row, org, "rule for this organisation")
        or _is_ruling(ruling)
        or rules.check_rule_interest(state_of(act, row), interest=str(interest), org=str(org), at=act.at)
    ):
        return refused
    sides = {side: [str(org)] if side == ruling else [] for side in RULINGS}
    body = {"interest": str(interest), "proposal": str(row.id)} | sides
    act.log("interest.ruled", body, reason=reason.strip())
    return str(interest)


def _is_ruling(ruling: str) -> Refused | None:
    return None if ruling in RULINGS else malformed("ruling", "Say whether to admit or to refuse.")


def _speaks(act: Act, row: Proposal, org: UUID, what: str) -> Refused | None:
    """A member's voice is spoken by those who may cast its vote, and by nobody else."""
    return None if str(org) in held(act, act.by) else _denied(row, what)


def _said(kind: str, whose: str) -> Refused | None:
    if kind not in INTEREST_KINDS:
        return malformed("kind", f"Choose what kind of interest it is: {', '.join(INTEREST_KINDS)}.")
    if whose not in WHOSE:
        return malformed("whose", "Say whether it is your organisation’s interest or your own.")
    return None


def _denied(row: Proposal, what: str) -> Refused:
    no = outsider(what)
    return Refused(no.code, no.sentence, DENIED, True, {"proposal": str(row.id)})
