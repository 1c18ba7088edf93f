"""Sealed ballots inside an action: kept unread, and opened all at once when the last is in or the vote closes."""

from collections.abc import Mapping
from typing import Any

from alliance.decisions.actions.standing import state_of
from alliance.decisions.count.sealing import FIELD, REVEALED, SAID, SEALED, TAKEN_BACK, ballot_text, due
from alliance.decisions.history import story
from alliance.decisions.models import Proposal
from alliance.decisions.sealed import safe
from alliance.decisions.sealed.opening import opening
from alliance.door.action import Act
from alliance.door.refusals import Refused
from alliance.ledger.commitments import new_salt


def seal(act: Act, ballot: Mapping[str, Any], said: Mapping[str, str]) -> Refused | None:
    """Log that `ballot`, the body of a `vote.cast`, was sealed, and keep what it says with its texts `said`; refused,
    before anything is written, where the key is missing."""
    key = safe.key_for_sealing(act.alliance)
    if isinstance(key, Refused):
        return key
    body = {name: value for name, value in ballot.items() if name not in SAID}
    salt, text = (
        new_salt(),
        ballot_text(**{name: value for name, value in ballot.items() if name in SAID}, **said),
    )
    event = act.seal(SEALED, body, {FIELD: salt}, **{FIELD: text})
    safe.keep(key, act.alliance, event, salt, text)
    return None


def tend(act: Act, proposal: Proposal) -> None:
    """Open a sealed round that is due, and forget each ballot that no longer counts. Nothing where none waits."""
    if not proposal.sealed_ballots.exists():
        return
    state = state_of(act, proposal)
    if due(state, act.at) is not None:
        _open(act, proposal)
    else:
        counting = () if state.ending in TAKEN_BACK else (one.id for one in state.sealed.values())
        safe.forget(proposal.id, but=counting)


def _open(act: Act, proposal: Proposal) -> None:
    events = story(act.alliance, proposal.id)
    body, texts = opening(act.alliance, str(proposal.id), state_of(act, proposal), act.at)
    if body is None:
        return  # all are in and the key is not there: it may be put back before the deadline
    for event in events:
        if event.seq in texts and event.type == SEALED:
            act.unseal(event, FIELD, *texts[event.seq])
    act.as_system(REVEALED, body)
    safe.forget(proposal.id)
