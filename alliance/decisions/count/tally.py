"""The tally: table 4.1 of the register's reference, step by step, in whole numbers of organisations."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from alliance.contract.matters import Rule
from alliance.contract.rulebook import Abstention
from alliance.decisions.count.electorate import EMERGENCY, Electorate, Ending, Position, State

LEAST_ELIGIBLE = 2
SIDES = 2


class Result(StrEnum):
    """What a vote has come to."""

    OPEN = "open"
    WITHDRAWN = "withdrawn"
    ADJOURNED = "adjourned"
    RESERVED_DECIDED = "reserved_decided"
    NOT_REACHED = "not_reached"
    REFER = "refer"
    CARRIED = "carried"
    NOT_CARRIED = "not_carried"


class Reason(StrEnum):
    """Why."""

    WITHDRAWN = "withdrawn"
    ADJOURNED = "adjourned"
    STILL_OPEN = "still_open"
    OWNER_AGREED = "owner_agreed"
    OWNER_DISAGREED = "owner_disagreed"
    OWNER_SILENT = "owner_silent"
    OWNER_ABSTAINED = "owner_abstained"
    TOO_FEW = "too_few_eligible"
    ONE_SIDE = "one_side"
    OBJECTION = "objection"
    UNANIMOUS = "unanimous"
    ABSENT = "absent"
    ABSTENTION = "abstention"
    INQUORATE = "inquorate"
    CONSENT = "consent"
    NO_ONE_AGREED = "no_one_agreed"
    MAJORITY = "majority"
    TIE = "tie"
    OUTVOTED = "outvoted"
    THRESHOLD = "threshold"
    BELOW_THRESHOLD = "below_threshold"
    UNOPENED = "unopened"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A result and its reason."""

    result: Result
    reason: Reason


@dataclass(frozen=True, slots=True)
class Counts:
    """The electorate, each member in exactly one place; ids sorted. Only the first four are eligible."""

    agree: tuple[str, ...]
    disagree: tuple[str, ...]
    abstain: tuple[str, ...]
    silent: tuple[str, ...]
    recused: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def ballots(self) -> int:
        """Eligible ballots in; an abstention is one, though it is not a vote cast."""
        return len(self.agree) + len(self.disagree) + len(self.abstain)

    @property
    def eligible(self) -> int:
        """The electorate less recused and leavers."""
        return self.ballots + len(self.silent)


def count(state: State) -> Counts:
    """Where each member of the electorate stands."""
    said = {org: state.ballots[org].position for org in state.eligible if org in state.ballots}
    return Counts(
        agree=tuple(sorted(org for org in said if said[org] is Position.AGREE)),
        disagree=tuple(sorted(org for org in said if said[org] is Position.DISAGREE)),
        abstain=tuple(sorted(org for org in said if said[org] is Position.ABSTAIN)),
        silent=tuple(sorted(state.eligible - said.keys())),
        recused=tuple(sorted(state.recused - state.gone)),
        left=tuple(sorted(state.gone)),
    )


def tally(state: State, now: datetime) -> Verdict:
    """Steps 1 and 2, then what the ballots say. First match wins."""
    if state.ending is Ending.WITHDRAWN:  # step 1
        return Verdict(Result.WITHDRAWN, Reason.WITHDRAWN)
    if state.ending is Ending.ADJOURNED:
        return Verdict(Result.ADJOURNED, Reason.ADJOURNED)
    if now < state.end:  # step 2
        return Verdict(Result.OPEN, Reason.STILL_OPEN)
    return judge(state)


def judge(state: State) -> Verdict:
    """Steps 3 to 5, then 6 and 7: what the ballots in hand come to. First match wins."""
    electorate, counts = state.electorate, count(state)
    if electorate.owner is not None:  # step 3
        return _reserved(electorate.owner, counts)
    if counts.eligible < LEAST_ELIGIBLE:  # step 4
        return Verdict(Result.REFER, Reason.TOO_FEW)
    if len({electorate.sides[org] for org in state.eligible}) < SIDES:
        return Verdict(Result.REFER, Reason.ONE_SIDE)
    if state.sealed:  # a ballot that nobody could open: whoever lost it must not win by it
        return Verdict(Result.NOT_REACHED, Reason.UNOPENED)
    if electorate.rule is Rule.UNANIMITY:  # step 5
        return _unanimity(counts, electorate.abstention)
    return _weigh(counts, electorate)


def _weigh(counts: Counts, electorate: Electorate) -> Verdict:
    """Steps 6 and 7: enough ballots, then what they say by rule K, M or Q."""
    if counts.ballots < electorate.need:  # step 6
        return Verdict(Result.NOT_REACHED, Reason.INQUORATE)
    if electorate.rule is Rule.CONSENT:  # step 7
        return _consent(counts)
    if electorate.rule is Rule.MAJORITY:
        return _majority(counts)
    return _threshold(counts, electorate.p, electorate.q)


def _reserved(owner: str, counts: Counts) -> Verdict:
    """Step 3: the owner decides; what the others say is advice."""
    if owner in counts.agree:
        return Verdict(Result.RESERVED_DECIDED, Reason.OWNER_AGREED)
    if owner in counts.disagree:
        return Verdict(Result.RESERVED_DECIDED, Reason.OWNER_DISAGREED)
    if owner in counts.abstain:
        return Verdict(Result.NOT_REACHED, Reason.OWNER_ABSTAINED)
    return Verdict(Result.NOT_REACHED, Reason.OWNER_SILENT)


def _unanimity(counts: Counts, abstention: Abstention) -> Verdict:
    """Step 5: any objection stops it; silence never consents; an abstention blocks unless it may stand aside."""
    if counts.disagree:
        return Verdict(Result.NOT_CARRIED, Reason.OBJECTION)
    if counts.silent:
        return Verdict(Result.NOT_REACHED, Reason.ABSENT)
    if counts.abstain and (abstention is Abstention.BLOCKS or not counts.agree):
        return Verdict(Result.NOT_REACHED, Reason.ABSTENTION)
    return Verdict(Result.CARRIED, Reason.UNANIMOUS)


def _consent(counts: Counts) -> Verdict:
    """Step 7, K: no objection, and at least one agrees."""
    if counts.disagree:
        return Verdict(Result.NOT_CARRIED, Reason.OBJECTION)
    if not counts.agree:
        return Verdict(Result.NOT_CARRIED, Reason.NO_ONE_AGREED)
    return Verdict(Result.CARRIED, Reason.CONSENT)


def _majority(counts: Counts) -> Verdict:
    """Step 7, M: A > D. A tie falls, for nobody has a casting vote."""
    agreed, objected = len(counts.agree), len(counts.disagree)
    if agreed > objected:
        return Verdict(Result.CARRIED, Reason.MAJORITY)
    if agreed < objected:
        return Verdict(Result.NOT_CARRIED, Reason.OUTVOTED)
    return Verdict(Result.NOT_CARRIED, Reason.TIE if agreed else Reason.NO_ONE_AGREED)


def _threshold(counts: Counts, p: int, q: int) -> Verdict:
    """Step 7, Q: A + D > 0 and A*q >= p*(A + D)."""
    agreed, cast = len(counts.agree), len(counts.agree) + len(counts.disagree)
    if cast == 0:
        return Verdict(Result.NOT_CARRIED, Reason.NO_ONE_AGREED)
    if agreed * q >= p * cast:
        return Verdict(Result.CARRIED, Reason.THRESHOLD)
    return Verdict(Result.NOT_CARRIED, Reason.BELOW_THRESHOLD)


def effective_from(state: State, now: datetime) -> datetime | None:
    """When an outcome takes effect by itself: an emergency use from its owner's vote, advice still open; all else at T,
    unless boards must ratify it first or it is advice."""
    electorate = state.electorate
    owners = state.ballots.get(electorate.owner or "")
    if electorate.category == EMERGENCY and judge(state).reason is Reason.OWNER_AGREED and owners:
        return None if state.ending in (Ending.WITHDRAWN, Ending.ADJOURNED) else owners.at
    verdict = tally(state, now)
    decided = verdict.result is Result.CARRIED or verdict.reason is Reason.OWNER_AGREED
    return state.end if decided and electorate.takes_effect else None
