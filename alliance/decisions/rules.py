"""What may be done to an open vote: each check answers None, or a refusal that says what to do instead."""

from collections.abc import Collection
from datetime import datetime

from alliance.contract.matters import Venue
from alliance.decisions.count.electorate import Interest, Objection, Position, State
from alliance.decisions.count.replay import Attempt, all_have_voted, bar, ended, may_rule
from alliance.decisions.count.sentences import REFUSALS
from alliance.decisions.count.tally import effective_from
from alliance.decisions.count.window import earliest_close, latest_close
from alliance.door.refusals import BROKEN_RULE, DENIED, Refused, malformed

ABOUT_WHO = frozenset({"not_elector", "no_mandate"})


def refusal(state: State, code: str, **about: str | int) -> Refused:
    """The refusal of an attempt barred by `code`; it is logged, for a refused vote is part of the record."""
    status = DENIED if code in ABOUT_WHO else BROKEN_RULE
    return Refused(code, REFUSALS[code], status, True, {"proposal": state.electorate.proposal, **about})


def check_vote(
    state: State, *, org: str, person: str, revision: int, at: datetime, mandates: Collection[str]
) -> Refused | None:
    """Whether `person` may cast the ballot of `org` on `revision` at `at`.

    `mandates` are the organisations that this person may vote for at that instant.
    """
    code = bar(state, Attempt(org, person, revision, at, mandated=org in mandates))
    return refusal(state, code, org=org, revision=revision) if code else None


def check_objection(position: Position, objection: Objection | None) -> Refused | None:
    """A vote against names the harm and the smallest change that would lift it, so that it can be met."""
    if position is not Position.DISAGREE:
        return None
    if objection is None or not objection.harm.strip():
        return malformed("harm", "Say what harm you see, so that the others can answer it.")
    if not objection.smallest_change.strip():
        return malformed("smallest_change", "Say the smallest change that would let you agree.")
    return None


def check_use_reason(decides: bool, position: str, reason: str) -> Refused | None:
    """Whoever uses a reserved power says why, for all to read; `decides` where the ballot is its owner's."""
    if decides and position == Position.AGREE and not reason.strip():
        return malformed("reason", "Say why the power is used now, so that every member can read it.")
    return None


def check_record(
    state: State,
    *,
    org: str,
    person: str,
    recorder: str,
    revision: int,
    at: datetime,
    mandates: Collection[str],
) -> Refused | None:
    """Whether `recorder` may take down a vote that `person`, who holds `mandates`, told them; it counts once confirmed."""
    barred = check_vote(state, org=org, person=person, revision=revision, at=at, mandates=mandates)
    if barred is None and recorder == person:
        return _broken(state, "own_vote", "This is your own vote: cast it yourself instead of recording it.")
    return barred


def check_open_round(state: State) -> Refused | None:
    """Whether a vote may be taken down for somebody: not in a sealed round, where the scribe would know it too."""
    if not state.sealing:
        return None
    return _broken(
        state,
        "sealed",
        "This round is sealed, and whoever takes a vote down would know it. They cast it themselves.",
    )


def check_confirm(
    state: State, *, ballot: str, org: str, person: str, at: datetime, mandates: Collection[str]
) -> Refused | None:
    """Whether `person` may confirm the recorded `ballot` of `org`, which counts only from then on."""
    waiting = state.unconfirmed.get(org)
    revision = waiting.revision if waiting else state.revision
    barred = check_vote(state, org=org, person=person, revision=revision, at=at, mandates=mandates)
    if barred:
        return barred
    if waiting is None or waiting.id != ballot:
        return _broken(
            state, "nothing_to_confirm", "That recorded vote no longer waits. Cast the vote yourself."
        )
    if waiting.recorded_by == person:
        return _broken(
            state, "own_record", "Whoever took a vote down cannot confirm it. Ask the representative."
        )
    return None


def check_amend(state: State, *, revision: int, closes: datetime, at: datetime) -> Refused | None:
    """Whether the text of `revision` may change at `at`, with the deadline `closes`; every ballot is void then."""
    if revision != state.revision and not ended(state, at):
        return refusal(state, "stale_text", revision=revision)
    return _over(state, at) or _in_effect(state, at) or _deadline(state, closes, at, circulated=at)


def check_move_deadline(state: State, *, closes: datetime, at: datetime) -> Refused | None:
    """Whether the deadline may move to `closes`: only later, only while open, within notice and before lapse."""
    if over := _over(state, at):
        return over
    if closes <= state.closes:
        return _broken(
            state, "not_later", "A deadline only moves later. Choose a time after the present deadline."
        )
    return _deadline(state, closes, at, circulated=state.revised_at or state.electorate.opens)


def check_withdraw(state: State, *, at: datetime) -> Refused | None:
    """Whether a proposal may be withdrawn: while its vote runs, unless an emergency use has taken effect."""
    return _over(state, at) or _in_effect(state, at)


def check_adjourn(state: State, *, at: datetime) -> Refused | None:
    """Whether a vote may stop because its meeting lost the quorum."""
    if over := _over(state, at):
        return over
    if state.electorate.venue is not Venue.MEETING:
        return _broken(
            state, "not_in_meeting", "Only a vote in a meeting can be adjourned. Withdraw it instead."
        )
    return None


def check_close_early(state: State, *, at: datetime) -> Refused | None:
    """Whether a vote may close before its deadline: once all eligible, or in a meeting all represented, have voted."""
    if over := _over(state, at) or _not_yet(state, at):
        return over
    if not all_have_voted(state):
        return _broken(state, "votes_missing", "Not everyone has voted. Wait for them, or for the deadline.")
    return None


def check_declare_interest(
    state: State, *, org: str, person: str, personal: bool, at: datetime
) -> Refused | None:
    """Whether `person` may declare an interest of `org`, or (`personal`) their own, in this proposal."""
    if over := _over(state, at):
        return over
    if org not in state.electorate.sides:
        return refusal(state, "not_elector", org=org)
    if org in state.gone:
        return refusal(state, "left", org=org)
    if any(_same(one, org, person, personal) for one in state.interests.values()):
        return _broken(
            state, "declared_already", "This interest is declared already; there is nothing more to do."
        )
    return None


def check_withdraw_interest(state: State, *, interest: str, at: datetime) -> Refused | None:
    """Whether a declared interest may be withdrawn; a vote it voided stays void."""
    return _over(state, at) or _unknown(state, interest)


def check_rule_interest(state: State, *, interest: str, org: str, at: datetime) -> Refused | None:
    """Whether the member `org` may rule on an interest: an eligible one, not the declarer's, and once."""
    if stop := _over(state, at) or _unknown(state, interest):
        return stop
    declared = state.interests[interest]
    if org == declared.org:
        return _broken(
            state, "declarer_present", "Whoever declared takes no part in the ruling. The others rule."
        )
    if org in declared.admit | declared.refuse:
        return _broken(state, "ruled_twice", "An organisation rules once: for admitting, or against.")
    if org not in may_rule(state, declared):
        return _broken(state, "not_eligible", "Only members who may vote here can rule on an interest.")
    return None


def check_reserved_use(
    state: State, *, category: str, expires: datetime | None, at: datetime
) -> Refused | None:
    """Whether the owner's reserved power is used here; an emergency use must say when it expires."""
    waits = effective_from(state, at) is None and not state.electorate.boards
    if state.electorate.owner is None or waits:
        return _broken(
            state, "not_in_effect", "The owner has not decided this, so there is no use to act on yet."
        )
    if category != state.electorate.category:
        return _broken(
            state, "category", f"The proposal was opened as “{state.electorate.category}”. Use that category."
        )
    if expires is not None and expires <= at:
        return _broken(state, "expired", "A reserved use expires after it begins. Choose a later expiry.")
    return None


def _over(state: State, at: datetime) -> Refused | None:
    code = ended(state, at)
    return refusal(state, code) if code else None


def _in_effect(state: State, at: datetime) -> Refused | None:
    if effective_from(state, at) is None:
        return None
    return _broken(
        state, "in_effect", "The owner's decision is in effect already. Open a new proposal to change it."
    )


def _not_yet(state: State, at: datetime) -> Refused | None:
    return refusal(state, "early") if at < state.electorate.opens else None


def _deadline(state: State, closes: datetime, at: datetime, circulated: datetime) -> Refused | None:
    if closes < earliest_close(state, at):
        days = state.electorate.notice.days
        return _broken(
            state,
            "too_soon",
            f"Leave members at least {days} days, and never less than the present deadline does.",
        )
    if state.electorate.venue is Venue.WRITTEN and closes > latest_close(state, circulated):
        days = state.electorate.written_days
        return _broken(
            state, "lapses", f"A written decision lapses after {days} days. Choose an earlier deadline."
        )
    return None


def _same(interest: Interest, org: str, person: str, personal: bool) -> bool:
    if interest.personal != personal:
        return False
    return interest.person == person if personal else interest.org == org


def _unknown(state: State, interest: str) -> Refused | None:
    if interest in state.interests:
        return None
    return _broken(
        state, "no_such_interest", "No such interest stands in this proposal. Look at its page again."
    )


def _broken(state: State, code: str, sentence: str) -> Refused:
    return Refused(code, sentence, logged=True, about={"proposal": state.electorate.proposal})
