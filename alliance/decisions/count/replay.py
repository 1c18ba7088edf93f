"""The fold: a proposal's events, in their order, become what the tally reads. An event the rules bar changes nothing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from alliance.contract.matters import Rule
from alliance.decisions.count.electorate import Ballot, Ending, Interest, Position, State, opening
from alliance.decisions.count.sealing import REVEALED, SEALED, noted, revealed, sealed_vote
from alliance.decisions.count.tally import Result, judge
from alliance.ledger.canonical import parse_instant
from alliance.ledger.event import Event

Held = TypeVar("Held")

OPENED = "proposal.opened"
ABOUT_MEMBERS = frozenset({"member.left", "member.merged"})


@dataclass(frozen=True, slots=True)
class Attempt:
    """A vote about to be taken: whose, by whom, on which revision, when, and whether a mandate is in force."""

    org: str
    person: str
    revision: int
    at: datetime
    mandated: bool = True


# In this order: the first that applies is the code an attempt is refused and logged with.
PRECEDENCE: Mapping[str, Callable[[State, Attempt], bool]] = {
    "withdrawn": lambda state, attempt: state.ending is Ending.WITHDRAWN,
    "adjourned": lambda state, attempt: state.ending is Ending.ADJOURNED,
    "late": lambda state, attempt: attempt.at >= state.closes,
    "early": lambda state, attempt: attempt.at < state.electorate.opens,
    "closed": lambda state, attempt: state.ending is not None,
    "not_elector": lambda state, attempt: attempt.org not in state.electorate.sides,
    "no_mandate": lambda state, attempt: not attempt.mandated,
    "recused": lambda state, attempt: attempt.org in state.recused or state.barred(attempt.person),
    "left": lambda state, attempt: attempt.org in state.gone,
    "stale_text": lambda state, attempt: attempt.revision != state.revision,
}


def bar(state: State, attempt: Attempt) -> str | None:
    """The first code of PRECEDENCE that bars this attempt, or None where the vote may be taken."""
    return next((code for code, applies in PRECEDENCE.items() if applies(state, attempt)), None)


def ended(state: State, at: datetime) -> str | None:
    """How the vote had ended at `at`, as one of withdrawn, adjourned, late, closed; None while it has not."""
    anyone = Attempt("", "", state.revision, at)
    codes = ("withdrawn", "adjourned", "late", "closed")
    return next((code for code in codes if PRECEDENCE[code](state, anyone)), None)


def all_have_voted(state: State) -> bool:
    """Whether every eligible member has voted; in a meeting, every eligible member that is represented there."""
    awaited = (
        state.eligible & state.electorate.represented if state.electorate.represented else state.eligible
    )
    return bool(awaited) and awaited <= state.ballots.keys()


def replay(events: Iterable[Event], now: datetime) -> State:
    """The state at `now` of the proposal that the first `proposal.opened` of `events` opens.

    `events` come in the order of `seq`; those of other proposals, and those after `now`, are passed over.
    ValueError where no proposal was opened.
    """
    state: State | None = None
    for event in events:
        if event.at > now:
            break
        if state is None:
            state = opening(event) if event.type == OPENED else None
        elif concerns(event, state.electorate.proposal):
            state = step(state, event)
    if state is None:
        raise ValueError("No proposal was opened by then.")
    return state


def concerns(event: Event, proposal: str) -> bool:
    """Whether `event` may touch the vote on `proposal`: its own events, and those about members."""
    return event.type in ABOUT_MEMBERS or event.body.get("proposal") == proposal


def step(state: State, event: Event) -> State:
    """The state after `event`; nothing after T changes an outcome."""
    if ended(state, event.at) and event.type != REVEALED:
        return state
    change = _CHANGES.get(event.type)
    return state if change is None else noted(state, change(state, event), event.at)


def _cast(state: State, event: Event) -> State:
    ballot = _ballot(event, event.actor)
    if state.sealing or bar(state, Attempt(ballot.org, ballot.cast_by, ballot.revision, event.at)):
        return state
    return _accept(state, ballot)


def _sealed(state: State, event: Event) -> State:
    """The last sealed ballot of an organisation counts, once it is opened."""
    vote = sealed_vote(event)
    if not state.sealing or bar(state, Attempt(vote.org, vote.cast_by, vote.revision, event.at)):
        return state
    return replace(state, sealed={**state.sealed, vote.org: vote})


def _revealed(state: State, event: Event) -> State:
    """Where the ballots that are opened agree, unanimity closes the vote at the instant the last of them came in."""
    opened = revealed(state, event)
    if opened is state or state.complete_at is None or not _closes_itself(opened):
        return opened
    return _end(opened, Ending.UNANIMOUS, state.complete_at)


def _recorded(state: State, event: Event) -> State:
    """A ballot told by telephone waits, counting for nothing, until somebody of its organisation confirms it."""
    ballot = _ballot(event, event.body["on_behalf_of"], event.actor)
    if state.sealing or bar(state, Attempt(ballot.org, ballot.cast_by, ballot.revision, event.at)):
        return state
    return replace(state, unconfirmed={**state.unconfirmed, ballot.org: ballot})


def _confirmed(state: State, event: Event) -> State:
    waiting = state.unconfirmed.get(event.body["org"])
    if waiting is None or waiting.id != event.body["ballot"] or event.actor == waiting.recorded_by:
        return state
    if bar(state, Attempt(waiting.org, event.actor, waiting.revision, event.at)):
        return state
    return _accept(state, replace(waiting, at=event.at))


def _accept(state: State, ballot: Ballot) -> State:
    """The last ballot of an organisation counts. Unanimity closes the vote only here, where a vote is accepted."""
    state = replace(
        state,
        ballots={**state.ballots, ballot.org: ballot},
        unconfirmed=_without(state.unconfirmed, ballot.org),
    )
    return _end(state, Ending.UNANIMOUS, ballot.at) if _closes_itself(state) else state


def _closes_itself(state: State) -> bool:
    pinned = state.electorate
    return pinned.auto_close and pinned.rule is Rule.UNANIMITY and judge(state).result is Result.CARRIED


def _amended(state: State, event: Event) -> State:
    """A new revision voids every ballot; interests stay."""
    closes = parse_instant(event.body["closes"])
    return replace(
        state,
        revision=event.body["revision"],
        revised_at=event.at,
        closes=closes,
        ballots={},
        unconfirmed={},
        sealed={},
    )


def _moved(state: State, event: Event) -> State:
    """A deadline only ever moves later."""
    return replace(state, closes=max(state.closes, parse_instant(event.body["closes"])))


def _withdrawn(state: State, event: Event) -> State:
    return _end(state, Ending.WITHDRAWN, event.at)


def _adjourned(state: State, event: Event) -> State:
    return _end(state, Ending.ADJOURNED, event.at)


def _closed_early(state: State, event: Event) -> State:
    return _end(state, Ending.CLOSED_EARLY, event.at) if all_have_voted(state) else state


def _declared(state: State, event: Event) -> State:
    """An organisation's interest voids its ballot for good; a personal one, what that person cast."""
    body = event.body
    interest = Interest(body["interest"], body["org"], body["person"], body["whose"] == "person")
    state = replace(state, interests={**state.interests, interest.id: interest})
    if interest.personal:
        return replace(
            state,
            ballots={org: one for org, one in state.ballots.items() if one.cast_by != interest.person},
            unconfirmed={
                org: one for org, one in state.unconfirmed.items() if one.cast_by != interest.person
            },
            sealed={org: one for org, one in state.sealed.items() if one.cast_by != interest.person},
        )
    return _void(state, interest.org)


def _interest_withdrawn(state: State, event: Event) -> State:
    return replace(state, interests=_without(state.interests, event.body["interest"]))


def _ruled(state: State, event: Event) -> State:
    """Another member rules, each with a voice of its own: more than half of them must admit the declarer."""
    interest = state.interests.get(event.body["interest"])
    if interest is None:
        return state
    sides = {side: getattr(interest, side) | set(event.body[side]) for side in ("admit", "refuse")}
    heard = replace(interest, **sides, admitted=rules_in(state, interest, sides["admit"]))
    return replace(state, interests={**state.interests, interest.id: heard})


def rules_in(state: State, interest: Interest, admit: Iterable[str]) -> bool:
    """Whether the members of `admit` are more than half of the eligible others; a tie, or silence, is a no."""
    others = may_rule(state, interest)
    return 2 * len(others & frozenset(admit)) > len(others)


def may_rule(state: State, interest: Interest) -> frozenset[str]:
    """The members that rule on an interest: the eligible ones, without the declarer's."""
    return state.eligible - {interest.org}


def _left(state: State, event: Event) -> State:
    """A leaver's ballot is void; the quorum base stays."""
    org = event.body["org"]
    if org not in state.electorate.sides:
        return state
    return replace(_void(state, org), gone=state.gone | {org})


def _merged(state: State, event: Event) -> State:
    """Two members become one: both ballots void, one vote from now on, and what barred either bars the one."""
    gone, into = event.body["absorbed"], event.body["into"]
    if not {gone, into} & state.electorate.sides.keys():
        return state
    carried = {
        one.id: replace(one, org=into if one.org == gone else one.org) for one in state.interests.values()
    }
    pinned = state.electorate
    owner = into if pinned.owner == gone else pinned.owner
    present = pinned.represented | ({into} if gone in pinned.represented else set())
    heir = replace(pinned, owner=owner, represented=present)
    state = replace(_void(_void(state, gone), into), electorate=heir, interests=carried)
    return replace(state, gone=state.gone | ({gone} & pinned.sides.keys()))


def _ballot(event: Event, cast_by: str, recorded_by: str | None = None) -> Ballot:
    body = event.body
    position = Position(body["position"])
    return Ballot(body["ballot"], body["org"], body["revision"], position, cast_by, event.at, recorded_by)


def _end(state: State, ending: Ending, at: datetime) -> State:
    return replace(state, ending=ending, ended_at=at)


def _void(state: State, org: str) -> State:
    return replace(
        state, ballots=_without(state.ballots, org), unconfirmed=_without(state.unconfirmed, org),
        sealed=_without(state.sealed, org),
    )  # fmt: skip


def _refused(state: State, event: Event) -> State:
    return replace(state, refused=state.refused + 1)


def _without(held: Mapping[str, Held], key: str) -> Mapping[str, Held]:
    return {name: one for name, one in held.items() if name != key}


_CHANGES: Mapping[str, Callable[[State, Event], State]] = {
    "vote.cast": _cast,
    SEALED: _sealed,
    REVEALED: _revealed,
    "vote.recorded": _recorded,
    "vote.confirmed": _confirmed,
    "proposal.amended": _amended,
    "proposal.withdrawn": _withdrawn,
    "proposal.adjourned": _adjourned,
    "proposal.closed_early": _closed_early,
    "deadline.moved": _moved,
    "interest.declared": _declared,
    "interest.withdrawn": _interest_withdrawn,
    "interest.ruled": _ruled,
    "attempt.refused": _refused,
    "member.left": _left,
    "member.merged": _merged,
}
