"""The opening of a sealed round, for whoever reads before it is written: the same event, made in memory alone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from alliance.decisions.count.electorate import State
from alliance.decisions.count.replay import OPENED, replay
from alliance.decisions.count.sealing import FIELD, REVEALED, due, reveal_body, said_in
from alliance.decisions.sealed.safe import Opened, opened
from alliance.ledger.commitments import commitment
from alliance.ledger.event import SYSTEM, Event

UNWRITTEN = -1  # the number of an entry that is not in the log
Stories = Mapping[UUID, list[Event]]


def as_it_stands(alliance: UUID, stories: Stories, now: datetime) -> tuple[dict[UUID, list[Event]], Opened]:
    """The stories as they will read once what is due at `now` is opened, and the texts opened with it, by entry.

    One query where a sealed round is due and not written; none else.
    """
    told, texts = dict(stories), dict[int, tuple[bytes, str]]()
    for proposal, events in stories.items():
        state = _due(events, now)
        body, said = opening(alliance, str(proposal), state, now) if state else (None, {})
        if body is not None:
            told[proposal] = [*events, Event(UNWRITTEN, now, REVEALED, SYSTEM, body)]
            texts |= said
    return told, texts


def opening(
    alliance: UUID, proposal: str, state: State, now: datetime
) -> tuple[dict[str, Any] | None, Opened]:
    """The body of `ballots.revealed` for a round that is due, or None while its key is awaited; and what it opens.

    A ballot that is not what its vote committed to counts as one that could not be opened.
    """
    votes = {one.seq: one for one in state.sealed.values()}
    texts = {
        seq: (salt, text) for seq, (salt, text) in opened(alliance, votes).items()
        if commitment(salt, text) == votes[seq].commitment
    }  # fmt: skip
    said = {votes[seq].id: said_in(text) for seq, (_, text) in texts.items()}
    return reveal_body(proposal, state, said, now), texts


def spoken(texts: Opened) -> dict[int, dict[str, str]]:
    """What was opened, as the texts of the log read."""
    return {seq: {FIELD: text} for seq, (_, text) in texts.items()}


def _due(events: list[Event], now: datetime) -> State | None:
    if not any(event.type == OPENED and event.body.get("sealed") for event in events):
        return None
    state = replay(events, now)
    return state if due(state, now) is not None else None
