"""The sealed first round, pure: nobody sees another's ballot before all are in or the vote closes.

A ballot is logged as a salted commitment to its canonical JSON. One event of the system opens them all: those that were
sealed before T count, whenever it is written, and it changes nothing else. It opens early only where it opens every one.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from alliance.contract.matters import Venue
from alliance.decisions.count.electorate import Ballot, Ending, Position, SealedVote, State
from alliance.door.refusals import Refused, malformed
from alliance.ledger.canonical import encode
from alliance.ledger.event import SYSTEM, Event

SEALED, REVEALED, FIELD = "vote.sealed", "ballots.revealed", "said"
SAID = ("position", "best_for_people", "reason", "harm", "smallest_change")
TAKEN_BACK = (Ending.WITHDRAWN, Ending.ADJOURNED)


def check_seal(sealed: bool, venue: Venue, *, reserved: bool) -> Refused | None:
    """Whether the first round may be sealed: in writing, and where no one member decides."""
    if sealed and reserved:
        return malformed(
            "sealed", "Here one member decides, and the others advise it openly. Leave the seal out."
        )
    if sealed and venue is not Venue.WRITTEN:
        return malformed(
            "sealed", "In a meeting members hear one another. A sealed round needs a written vote."
        )
    return None


def ballot_text(**said: str) -> str:
    """What a ballot says as canonical JSON, the five fields of SAID always, so that their number tells nothing."""
    return encode({name: said.get(name, "") for name in SAID}).decode()


def said_in(text: str) -> dict[str, str]:
    """What the text of `ballot_text` says."""
    return dict(json.loads(text))


def due(state: State, now: datetime) -> datetime | None:
    """Since when the sealed ballots are to be opened: the instant the last came in, or T; None before, and for ever
    where the proposal was taken back, for else one could propose, withdraw and know."""
    if not state.sealing or state.ending in TAKEN_BACK:
        return None
    return state.complete_at or (state.closes if now >= state.closes else None)


def reveal_body(
    proposal: str, state: State, said: Mapping[str, Mapping[str, str]], now: datetime
) -> dict[str, Any] | None:
    """The body of `ballots.revealed`, from what the ballots that could be opened say, by id; None while it is not to be.

    One that cannot be opened holds the others back until the deadline: its key may be put back.
    """
    counting = [one.id for one in state.sealed.values()]
    if due(state, now) is None or (now < state.closes and any(one not in said for one in counting)):
        return None
    opened = {one: counted(said[one]) for one in sorted(counting) if one in said}
    return {"proposal": proposal, "ballots": opened}


def counted(said: Mapping[str, str]) -> dict[str, str]:
    """What of a ballot is counted, and stands in the log in the clear once it is opened."""
    return {name: said[name] for name in ("position", "best_for_people") if said[name]}


def sealed_vote(event: Event) -> SealedVote:
    """The ballot that a `vote.sealed` tells of."""
    body = event.body
    return SealedVote(
        body["ballot"], body["org"], body["revision"], event.actor, event.at, event.seq, event.commit.get(FIELD, "")
    )  # fmt: skip


def revealed(state: State, event: Event) -> State:
    """The state once the system has opened the ballots; those it could not open stay sealed, and count as none."""
    if event.actor != SYSTEM or due(state, event.at) is None:
        return state
    said = event.body["ballots"]
    opened = {org: _opened(one, said[one.id]) for org, one in state.sealed.items() if one.id in said}
    left = {org: one for org, one in state.sealed.items() if one.id not in said}
    return replace(state, ballots=opened, sealed=left, revealed=True)


def _opened(one: SealedVote, said: Mapping[str, str]) -> Ballot:
    return Ballot(one.id, one.org, one.revision, Position(said["position"]), one.cast_by, one.at)


def noted(before: State, after: State, at: datetime) -> State:
    """`after`, with the instant since which every eligible member's sealed ballot has been in."""
    if not after.sealing:
        return after
    if not after.eligible or not after.eligible <= after.sealed.keys():
        return replace(after, complete_at=None)
    same = before.sealed == after.sealed and before.eligible == after.eligible
    return after if same else replace(after, complete_at=at)


def hidden(state: State, now: datetime) -> bool:
    """Whether a reader at `now` may know only who has voted."""
    return state.sealing and (state.ending in TAKEN_BACK or now < state.closes)
