"""An outcome: computed from a proposal's events, never typed, with the sum that anybody can check."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from alliance.decisions.count.electorate import State
from alliance.decisions.count.replay import replay
from alliance.decisions.count.sealing import hidden
from alliance.decisions.count.sentences import named, sealed_sum, sum_in_words, sum_of, unopened_sum
from alliance.decisions.count.tally import (
    Counts,
    Reason,
    Result,
    Verdict,
    count,
    effective_from,
    judge,
    tally,
)
from alliance.ledger.canonical import instant_text
from alliance.ledger.event import Event


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a vote has come to. `decided_at` is T, None while open; `if_closed_now` is there only while open.

    `refused` counts the attempts refused before T, so that it does not matter when the outcome is computed; `sum` says the numbers without names.
    """

    result: Result
    reason: Reason
    counts: Counts
    eligible: int
    need: int
    decided_at: datetime | None
    effective_from: datetime | None
    if_closed_now: Verdict | None
    refused: int
    sum: str


def outcome(events: Iterable[Event], now: datetime) -> Outcome:
    """The outcome at `now` of the proposal that `events` open; ValueError where none was opened by then.

    Depends on its arguments alone: the electorate and rule pinned in `proposal.opened`, the window, the events
    in order of `seq`, and `now`.
    """
    return outcome_of(replay(events, now), now)


def outcome_of(state: State, now: datetime) -> Outcome:
    """The outcome at `now` of a proposal whose events are folded already, up to `now`."""
    verdict, counts = tally(state, now), count(state)
    is_open = verdict.result is Result.OPEN
    return Outcome(
        result=verdict.result,
        reason=verdict.reason,
        counts=counts,
        eligible=counts.eligible,
        need=state.electorate.need,
        decided_at=None if is_open else state.end,
        effective_from=effective_from(state, now),
        if_closed_now=judge(state) if is_open and not hidden(state, now) else None,
        refused=state.refused,
        sum=told_sum(state, counts, verdict),
    )


def positions(state: State) -> dict[str, str]:
    """By organisation of the electorate, the one place it has in the count: agree, disagree, abstain, silent, recused, left;
    `sealed` where its ballot is in and nobody has opened it."""
    counts = count(state)
    places = {org: place for place in Counts.__slots__ for org in getattr(counts, place)}
    return places | {org: "sealed" for org in counts.silent if org in state.sealed}


def told_sum(state: State, counts: Counts, verdict: Verdict, names: Mapping[str, str] | None = None) -> str:
    """The sum in words, with who where `names` are given; of a sealed round only who has voted."""
    if state.sealing and verdict.result is Result.OPEN:
        return sealed_sum(len(state.eligible & state.voted), _named(state.eligible - state.voted, names))
    if verdict.reason is Reason.UNOPENED:
        return unopened_sum(len(state.sealed))
    by_name = named(counts, names) if names is not None else None
    return sum_in_words(sum_of(state.electorate, counts, verdict.result), by_name)


def _named(orgs: Iterable[str], names: Mapping[str, str] | None) -> list[str]:
    """Their names, where they are told; else one blank for each."""
    return [names.get(org, "an organisation") if names else "" for org in orgs]


def outcome_body(proposal: str, found: Outcome) -> Mapping[str, Any]:
    """The body of `outcome.computed` for a vote that has ended; ValueError while it is open."""
    if found.decided_at is None:
        raise ValueError("An open vote has no outcome to log.")
    counts = found.counts
    sizes = {name: len(getattr(counts, name)) for name in Counts.__slots__}
    started = {"effective_from": instant_text(found.effective_from)} if found.effective_from else {}
    return {
        "proposal": proposal,
        "result": found.result.value,
        "reason": found.reason.value,
        **sizes,
        "eligible": found.eligible,
        "need": found.need,
        "refused": found.refused,
        "decided_at": instant_text(found.decided_at),
        **started,
    }
