"""A member's ballot: cast, changed before the close, told by telephone and confirmed. The organisation's, never the person's."""

from typing import Any
from uuid import UUID, uuid4

from alliance.decisions import rules
from alliance.decisions.actions.reserved import use_where_in_effect
from alliance.decisions.actions.sealing import seal, tend
from alliance.decisions.actions.settling import close_if_ended, settle
from alliance.decisions.actions.standing import allowed, found, held, insider, state_of
from alliance.decisions.count.electorate import Objection, Position, State
from alliance.decisions.count.replay import step
from alliance.decisions.events import BEST_FOR_PEOPLE
from alliance.decisions.models import Proposal
from alliance.door.access import outsider
from alliance.door.action import Act, action
from alliance.door.refusals import DENIED, Refused, malformed


@action("vote.cast", needs=insider, first=settle)
def cast_vote(
    act: Act, *, proposal: int, org: UUID, revision: int, position: str, reason: str = "", harm: str = "",
    smallest_change: str = "", best_for_people: str = "",
) -> str | Refused:  # fmt: skip
    """Cast, or change, the ballot of `org` on D-`proposal`, as the text of `revision` reads; answers the ballot's id.

    `position` is agree, disagree (with the harm and the smallest change that would lift it) or abstain. In a sealed
    round nobody outside `org` sees what it says before all are in.
    """
    row = found(act, proposal)
    state = state_of(act, row)
    refused = rules.check_vote(
        state,
        org=str(org),
        person=act.actor,
        revision=revision,
        at=act.at,
        mandates=held(act, act.by),
    )
    refused = refused or _said(position, harm, smallest_change, best_for_people)
    if refused := refused or rules.check_use_reason(row.owner_id == org, position, reason):
        return refused
    ballot = str(uuid4())
    body = _body(row, ballot, org, revision, position, best_for_people)
    texts = _texts(position, reason, harm, smallest_change)
    if not state.sealing:
        _follow(act, row, step(state, act.log("vote.cast", body, **texts)))
        return ballot
    if refused := seal(act, body, texts):
        return refused
    _follow(act, row)
    return ballot


@action("vote.record", needs=insider, first=settle)
def record_vote(
    act: Act, *, proposal: int, org: UUID, person: UUID, revision: int, position: str, reason: str = "",
    harm: str = "", smallest_change: str = "", best_for_people: str = "",
) -> str | Refused:  # fmt: skip
    """Take down the vote that `person` told by telephone; it counts once somebody of `org` has confirmed it."""
    row = found(act, proposal)
    if not allowed(act, "vote.record"):
        return _denied(row, "take down another person’s vote")
    refused = rules.check_record(
        state_of(act, row), org=str(org), person=str(person), recorder=act.actor, revision=revision, at=act.at,
        mandates=held(act, person),
    ) or rules.check_open_round(state_of(act, row))  # fmt: skip
    refused = refused or _said(position, harm, smallest_change, best_for_people)
    if refused := refused or rules.check_use_reason(row.owner_id == org, position, reason):
        return refused
    ballot = str(uuid4())
    body = _body(row, ballot, org, revision, position, best_for_people) | {"on_behalf_of": str(person)}
    act.log("vote.recorded", body, **_texts(position, reason, harm, smallest_change))
    return ballot


@action("vote.confirm", needs=insider, first=settle)
def confirm_vote(act: Act, *, proposal: int, org: UUID, ballot: UUID) -> str | Refused:
    """Confirm the vote that somebody took down for `org`; from now on it counts."""
    row = found(act, proposal)
    if refused := rules.check_confirm(
        state_of(act, row),
        ballot=str(ballot),
        org=str(org),
        person=act.actor,
        at=act.at,
        mandates=held(act, act.by),
    ):
        return refused
    act.log("vote.confirmed", {"ballot": str(ballot), "proposal": str(row.id), "org": str(org)})
    _follow(act, row)
    return str(ballot)


def _follow(act: Act, row: Proposal, state: State | None = None) -> None:
    """What an accepted vote brings about at once: a full sealed round opens, unanimity closes, an emergency use takes
    effect. `state` is the vote with it, where that is known and no round was sealed."""
    if state is None or state.electorate.sealed:
        tend(act, row)
        state = None
    close_if_ended(act, row, state)
    if row.owner_id:
        row.refresh_from_db()
        use_where_in_effect(act, row)


def _said(position: str, harm: str, smallest_change: str, best_for_people: str) -> Refused | None:
    if position not in tuple(Position):
        return malformed("position", "Choose one: agree, disagree or abstain.")
    if best_for_people and best_for_people not in BEST_FOR_PEOPLE:
        return malformed("best_for_people", "Answer yes, no or unsure, or leave it out.")
    return rules.check_objection(Position(position), Objection(harm, smallest_change))


def _body(row: Proposal, ballot: str, org: UUID, revision: int, position: str, best: str) -> dict[str, Any]:
    body: dict[str, Any] = {
        "ballot": ballot,
        "proposal": str(row.id),
        "org": str(org),
        "revision": revision,
        "position": position,
    }
    return body | ({"best_for_people": best} if best else {})


def _texts(position: str, reason: str, harm: str, smallest_change: str) -> dict[str, str]:
    """What was said; only an objection has a harm and a smallest change."""
    against = {"harm": harm.strip(), "smallest_change": smallest_change.strip()}
    return {"reason": reason.strip()} | (against if position == Position.DISAGREE else {})


def _denied(row: Proposal, what: str) -> Refused:
    no = outsider(what)
    return Refused(no.code, no.sentence, DENIED, True, {"proposal": str(row.id)})
