"""Conflicts of interest: declared, withdrawn, and ruled on by the other members."""

from uuid import UUID, uuid4

from alliance.decisions import rules
from alliance.decisions.actions.sealing import tend
from alliance.decisions.actions.settling import close_if_ended, settle
from alliance.decisions.actions.standing import allowed, found, held, insider, state_of
from alliance.decisions.events import INTEREST_KINDS, WHOSE
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
        _speaks(act, row, org)
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
    act: Act, *, proposal: int, interest: UUID, admit: tuple[UUID, ...], refuse: tuple[UUID, ...] = (),
    reason: str = "",
) -> str | Refused:  # fmt: skip
    """Note how the other members ruled; more than half of them must admit the declarer."""
    row = found(act, proposal)
    if not allowed(act, "interest.rule"):
        return _denied(row, "note a ruling")
    sides = {"admit": [str(org) for org in admit], "refuse": [str(org) for org in refuse]}
    if refused := rules.check_rule_interest(state_of(act, row), interest=str(interest), at=act.at, **sides):
        return refused
    act.log(
        "interest.ruled", {"interest": str(interest), "proposal": str(row.id)} | sides, reason=reason.strip()
    )
    return str(interest)


def _speaks(act: Act, row: Proposal, org: UUID) -> Refused | None:
    """An interest takes a member's vote away, so nobody declares it but those who may cast that vote."""
    return None if str(org) in held(act, act.by) else _denied(row, "declare this organisation’s interest")


def _said(kind: str, whose: str) -> Refused | None:
    if kind not in INTEREST_KINDS:
        return malformed("kind", f"Choose what kind of interest it is: {', '.join(INTEREST_KINDS)}.")
    if whose not in WHOSE:
        return malformed("whose", "Say whether it is your organisation’s interest or your own.")
    return None


def _denied(row: Proposal, what: str) -> Refused:
    no = outsider(what)
    return Refused(no.code, no.sentence, DENIED, True, {"proposal": str(row.id)})
