"""The 26 proposals of the Marlhaven alliance, opened, voted and counted by the pure rules alone."""

import csv
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

import pytest

from alliance import demo
from alliance.contract.matters import DEFAULT_MATTERS, MatterType, Rule, Side, Venue
from alliance.contract.rulebook import DEFAULTS
from alliance.decisions import rules
from alliance.decisions.count.opening import Opening, check_open, opened_body
from alliance.decisions.count.outcome import outcome
from alliance.decisions.count.replay import replay
from alliance.decisions.count.sentences import named, sum_in_words, sum_of
from alliance.ledger.canonical import instant_text
from alliance.ledger.event import Event

NOW = datetime(2026, 7, 22, 16, tzinfo=UTC)
BEFORE_D_007 = frozenset({"D-001", "D-002", "D-003", "D-004", "D-005", "D-006", "D-007"})
RULE_BOOK_1 = replace(DEFAULTS, matters=(*DEFAULT_MATTERS, MatterType("pool_100k", Rule.CONSENT)))


def rows(name):
    with (Path(demo.__file__).parent / "marlhaven" / f"{name}.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        return list(csv.DictReader(file))


def instant(text):
    return datetime.fromisoformat(text).astimezone(UTC)


PROPOSALS = {ref: list(found) for ref, found in groupby(rows("decisions"), key=lambda row: row["ref"])}
NAMES = {row["code"]: row["name"] for row in rows("partners")}
MEMBERS = {row["code"]: Side(row["side"]) for row in rows("partners") if row["membership"] == "member"}
VOTES = defaultdict(list)
for vote in rows("votes"):
    if vote["position"] != "silent":
        VOTES[vote["decision"], vote["revision"]].append(vote)


def members(ref):
    return {org: side for org, side in MEMBERS.items() if org != "PVC" or ref not in BEFORE_D_007}


def book(ref):
    return DEFAULTS if ref in {"D-001", "D-002"} else RULE_BOOK_1


def asked(ref):
    row, reserved = PROPOSALS[ref][0], PROPOSALS[ref][0]["matter_type"] == "reserved"
    venue = Venue(row["venue"])
    return Opening(
        proposal=ref, number=int(ref[2:]), matter=row["matter_type"], venue=venue, opens=instant(row["opens_at"]),
        closes=instant(row["closes_at"]), proposed_by=row["proposer"], review_on=row["look_again_on"] or "2027-01-01",
        owner="COU" if reserved else None, category=row["category"] or None,
        represented=frozenset(members(ref)) if venue is Venue.MEETING else frozenset(),
    )  # fmt: skip


def body_of(ref, vote, number):
    common = {"proposal": ref, "org": vote["partner"]}
    if vote["position"] == "recused":
        return "interest.declared", {
            **common, "interest": f"{ref}-i{number}", "person": vote["cast_by"], "whose": "organisation",
        }  # fmt: skip
    return "vote.cast", {
        **common, "ballot": f"{ref}-{number}", "revision": int(vote["revision"]), "position": vote["position"],
    }  # fmt: skip


def log(ref):
    """The events of a proposal as the file tells them, in order of time."""
    first, *amendments = PROPOSALS[ref]
    opened = opened_body(book(ref), 0 if book(ref) is DEFAULTS else 1, members(ref), asked(ref))
    told = [(instant(first["opens_at"]), "proposal.opened", opened, "P02")]
    for row in amendments:
        body = {
            "proposal": ref,
            "revision": int(row["revision"]),
            "closes": instant_text(instant(row["closes_at"])),
        }
        told.append((instant(row["opens_at"]), "proposal.amended", body, "P15"))
    votes = [vote for row in PROPOSALS[ref] for vote in VOTES[ref, row["revision"]]]
    told += [(instant(vote["at"]), *body_of(ref, vote, n), vote["cast_by"]) for n, vote in enumerate(votes)]
    told.sort(key=lambda entry: entry[0])
    return [Event(seq, at, kind, actor, body) for seq, (at, kind, body, actor) in enumerate(told)]


def test_the_file_holds_26_proposals_with_the_outcomes_it_says():
    last = [found[-1]["outcome"] for found in PROPOSALS.values()]
    sizes = {outcome: last.count(outcome) for outcome in set(last)}
    assert sizes == {"carried": 21, "not_carried": 2, "reserved_decided": 1, "open": 2}


@pytest.mark.parametrize("ref", PROPOSALS)
def test_a_proposal_of_the_demo_comes_out_as_the_file_says(ref):
    told, found = PROPOSALS[ref][-1], outcome(log(ref), NOW)
    assert found.result == told["outcome"]
    assert found.decided_at == (instant(told["decided_at"]) if told["decided_at"] else None)


@pytest.mark.parametrize("ref", PROPOSALS)
def test_the_rule_book_of_the_demo_lets_each_proposal_open(ref):
    matter = book(ref).matter(asked(ref).matter)
    assert check_open(book(ref), members(ref), asked(ref), asked(ref).opens) is None
    said = PROPOSALS[ref][0]["rule"].split(":")[0]
    assert said == ("reserved" if matter.reserved else {"U": "unanimity", "K": "consent"}[matter.rule])


@pytest.mark.parametrize("ref", PROPOSALS)
def test_each_ballot_of_the_demo_passes_the_door(ref):
    events = log(ref)
    for place, event in enumerate(events):
        if event.type == "vote.cast":
            body, state = event.body, replay(events[:place], event.at)
            refused = rules.check_vote(
                state, org=body["org"], person=event.actor, revision=body["revision"], at=event.at,
                mandates=[body["org"]],
            )  # fmt: skip
            assert refused is None


def told(ref, now=NOW):
    events = log(ref)
    found = outcome(events, now)
    told = sum_of(replay(events, now).electorate, found.counts, found.result)
    return sum_in_words(told, named(found.counts, NAMES))


def test_the_sums_read_as_the_register_prints_them():
    assert told("D-016") == (
        "All 6 members who may vote agreed. Kindling Women's Centre stepped out for an interest."
    )
    assert told("D-022").startswith(
        "5 of the 7 members who may vote agreed. Kindling Women's Centre and Tideway Recovery CIC disagreed."
    )
    assert told("D-018") == (
        "6 members agreed and none disagreed. 7 ballots came in, and 6 were needed. Marlhaven City Council abstained."
    )


def test_the_winter_beds_were_in_effect_from_the_councils_vote():
    decided = instant("2025-01-02T15:42:00+00:00")
    assert outcome(log("D-009"), decided + timedelta(hours=1)).effective_from == decided
    assert outcome(log("D-009"), NOW).effective_from == decided
