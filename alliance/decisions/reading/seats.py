"""The roll-call: every member of the electorate in charter order, where it stands and what it said."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from alliance.contract.matters import Rule, Share
from alliance.contract.models import Organisation
from alliance.decisions.count.electorate import Ballot, Interest, SealedVote, State
from alliance.decisions.count.outcome import Outcome, positions
from alliance.decisions.count.replay import may_rule
from alliance.decisions.count.sealing import SEALED
from alliance.decisions.count.sentences import multiplied
from alliance.decisions.reading.values import InterestLine, Seat, Step
from alliance.decisions.reading.words import DID, POSITIONS, names_of, quorum_words, sides_of
from alliance.ledger.event import Event

Texts = Mapping[int, Mapping[str, str]]
_VOTES = ("vote.cast", "vote.recorded", SEALED)
INTEREST_WORDS = {"declared": "Steps out", "admitted": "Admitted by the others", "withdrawn": "Withdrawn"}


def seats(
    orgs: Iterable[Organisation], state: State, found: Outcome, events: list[Event], texts: Texts, names: Mapping[str, str]
) -> tuple[Seat, ...]:  # fmt: skip
    """Each member pinned at opening; `names` are those of people, by id."""
    place = positions(state)
    votes = {event.body["ballot"]: event for event in events if event.type in _VOTES}
    words = POSITIONS if found.decided_at is None else DID
    return tuple(
        _seat(org, place.get(str(org.id), "left"), state, votes, texts, names, words)
        for org in orgs if str(org.id) in state.electorate.sides
    )  # fmt: skip


def _seat(
    org: Organisation, position: str, state: State, votes: Mapping[str, Event], texts: Texts,
    names: Mapping[str, str], words: Mapping[str, str],
) -> Seat:  # fmt: skip
    key, owner = str(org.id), state.electorate.owner
    ballot = state.ballots.get(key) or state.unconfirmed.get(key) or state.sealed.get(key)
    said = _said(ballot, votes, texts, names) if ballot and position != "recused" else {}
    return Seat(
        org.id, org.code, org.name, str(state.electorate.sides[key]), position, words[position],
        advice=owner is not None and owner != key, owner=owner == key, unconfirmed=key in state.unconfirmed, **said,
    )  # fmt: skip


def _said(
    ballot: Ballot | SealedVote, votes: Mapping[str, Event], texts: Texts, names: Mapping[str, str]
) -> dict[str, Any]:
    event = votes[ballot.id]
    said, scribe = texts.get(event.seq, {}), getattr(ballot, "recorded_by", None)
    best = event.body.get("best_for_people") or said.get("best_for_people", "")
    return {
        "cast_by": names.get(ballot.cast_by, ""), "recorded_by": names.get(scribe or "", ""),
        "at": ballot.at, "best_for_people": best,
        **{name: said.get(name, "") for name in ("reason", "harm", "smallest_change")},
    }  # fmt: skip


def steps(
    state: State, found: Outcome, rule_words: str, verdict: str, names: Mapping[str, str], quorum: Share
) -> tuple[Step, ...]:  # fmt: skip
    """The sum, step by step, as anybody can check it."""
    counts, pinned = found.counts, state.electorate
    rows = [
        ("Members when it opened", sides_of(pinned)), ("Stepped out for an interest", names_of(counts.recused, names)),
        ("Left since", names_of(counts.left, names)), ("May vote", str(counts.eligible)),
        ("Agree", names_of(counts.agree, names)), ("Disagree", names_of(counts.disagree, names)),
        ("Abstain", names_of(counts.abstain, names)),
        ("Have voted, sealed", names_of(state.sealed, names)),
        ("Have not voted", names_of([org for org in counts.silent if org not in state.sealed], names)),
    ]  # fmt: skip
    always = {"Members when it opened", "May vote"} | ({"Agree"} if not state.sealing else set())
    shown = [(what, value) for what, value in rows if value != "0" or what in always]
    if not state.sealing and pinned.owner is None and pinned.rule is not Rule.UNANIMITY:
        shown.append(("Ballots", quorum_words(pinned, counts, quorum)))
    if not state.sealing and (weighed := multiplied(pinned, counts)):
        shown.append(("Weighed", weighed))
    return tuple(Step(what, value) for what, value in [*shown, ("The rule", rule_words), ("So", verdict)])


def interests(
    events: list[Event], state: State, texts: Texts, orgs: Mapping[str, str], names: Mapping[str, str],
    own: frozenset[str], person: UUID,
) -> tuple[InterestLine, ...]:  # fmt: skip
    """Every interest declared, also those taken back; `own` are organisations whose interests the viewer may withdraw."""
    return tuple(
        _interest(event, state, texts, orgs, names, own, str(person))
        for event in events
        if event.type == "interest.declared"
    )


def _interest(
    event: Event, state: State, texts: Texts, orgs: Mapping[str, str], names: Mapping[str, str],
    own: frozenset[str], person: str,
) -> InterestLine:  # fmt: skip
    body = event.body
    standing = state.interests.get(body["interest"])
    word = "withdrawn" if standing is None else "admitted" if standing.admitted else "declared"
    personal = body["whose"] == "person"
    mine = body["person"] == person or (not personal and body["org"] in own)
    line = InterestLine(
        UUID(body["interest"]), orgs.get(body["org"], ""), names.get(body["person"], ""), body["kind"], personal, word,
        INTEREST_WORDS[word], texts.get(event.seq, {}).get("reason", ""), event.at, mine and word != "withdrawn",
    )  # fmt: skip
    return replace(line, **_rulings(standing, state, orgs, own)) if standing else line


def _rulings(
    interest: Interest, state: State, orgs: Mapping[str, str], own: frozenset[str]
) -> dict[str, Any]:
    """Who has ruled on a declared interest and how, and for which of the viewer's own a voice is still out."""
    others, said = may_rule(state, interest), interest.admit | interest.refuse
    sides = {
        side: tuple(orgs[org] for org in orgs if org in getattr(interest, side))
        for side in ("admit", "refuse")
    }
    out = tuple((UUID(org), name) for org, name in orgs.items() if org in (others & own) - said)
    return {**sides, "others": len(others), "may_rule": out}
