"""The 26 proposals of Marlhaven, told through the actions, come out as the tables say."""

from datetime import UTC, date, datetime

import pytest

from alliance.contract.access import enter
from alliance.contract.models import Affiliation, Organisation, RuleBookVersion
from alliance.decisions import actions, queries
from alliance.decisions.demo import rows
from alliance.decisions.models import Proposal
from alliance.door import clock
from alliance.door.access import Caller
from alliance.door.rebuild import rebuild
from alliance.door.refusals import Refused
from alliance.ledger import queries as ledger
from alliance.ledger.verify import verify
from alliance.people.models import Person
from alliance.public import queries as public
from alliance.reserved import queries as reserved
from alliance.wings import registry
from tests import told

NOW = told.WRITTEN


@pytest.fixture
def marlhaven(db):
    return told.marlhaven(NOW)


def outcomes_and_instants_are_as_written(marlhaven):
    found = {str(row): row for row in Proposal.objects.filter(alliance=marlhaven)}
    assert len(found) == 26
    for written in rows("decisions"):
        row = found[written["ref"]]
        if written["outcome"] == "amended":
            continue
        assert (row.result or "open", row.title) == (written["outcome"], written["title"])
        if written["decided_at"]:
            assert row.decided_at == datetime.fromisoformat(written["decided_at"])


def viewer(name):
    return enter(Person.objects.get(email=f"{name}@marlhaven.example").id, "marlhaven")


def shown(name, number):
    with clock.simulated(NOW):
        return queries.decision(viewer(name), number)


def telling_decisions_read_as_the_story_says(marlhaven):
    beds, cost, fund, women, pledge, shelter = (shown("samir", number) for number in (9, 10, 12, 16, 18, 23))
    assert beds.effective_from == datetime(2025, 1, 2, 15, 42, tzinfo=UTC)
    assert [(link.how, link.ref) for link in beds.links] == [("Its consequences are decided in", "D-010")]
    assert cost.opened_at == datetime(2025, 1, 2, 15, 42, tzinfo=UTC)
    assert cost.closes_at == datetime(2025, 1, 29, 17, tzinfo=UTC)
    assert (fund.revision, len(fund.wordings), fund.agreeing) == (2, 2, 7)
    assert women.sum == (
        "All 6 members who may vote agreed. Kindling Women's Centre stepped out for an interest."
    )
    assert pledge.sum == (
        "6 members agreed and none disagreed. 7 ballots came in, and 6 were needed. Marlhaven City Council abstained."
    )
    assert [seat.code for seat in shelter.objections] == ["LAN", "PVC"]


def peer_voices_has_joined_and_rule_book_1_holds(marlhaven):
    voices = Organisation.objects.get(code="PVC")
    assert voices.joined_at == Proposal.objects.get(number=7).decided_at
    assert Affiliation.objects.filter(org=voices).count() == 2
    assert RuleBookVersion.objects.get(number=1).decision == "D-002"
    assert [shown("samir", number).rulebook for number in (2, 3)] == [0, 1]


def the_look_back_is_no_line_of_its_own_while_a_vote_about_it_is_open(marlhaven):
    with clock.simulated(NOW):
        told = {
            name: [one.text for one in queries.waits(viewer(name), NOW)]
            for name in ("ines", "bronagh", "samir")
        }
    assert told == {
        "ines": [],
        "bronagh": [
            "Cast Kindling Women's Centre’s vote on D-025",
            "Cast Kindling Women's Centre’s vote on D-026",
        ],
        "samir": ["Cast Tideway Recovery CIC’s vote on D-026"],
    }


def the_look_back_and_the_vote_about_it_lead_to_each_other(marlhaven):
    pledge, vote = shown("samir", 18), shown("samir", 26)
    assert [(link.how, link.ref) for link in pledge.links] == [("Looked at again in", "D-026")]
    assert [(link.how, link.ref) for link in vote.links] == [("Looks again at", "D-018")]
    assert (pledge.expectation.sure, str(pledge.expectation.by)) == ("Fairly sure", "2026-03-31")
    assert [one.ref for one in pledge.expectation.now] == ["M-02"]
    seen = {one.view: (one.period, one.text) for one in pledge.expectation.figures}
    assert ("2025/26 Q4", "52%") in seen.values()
    assert ("2025/26 Q4", "42%") in seen.values()


def a_duty_was_noted_and_the_public_reads_what_was_published(marlhaven):
    shelter = shown("samir", 23)
    assert [(one.name, one.legal_basis) for one in shelter.later.duties] == [
        ("Marlhaven City Council", "homelessness duty")
    ]
    assert reserved.meter(viewer("samir")).noted == 1
    assert shown("samir", 11).public == "opens"
    told = public.register("marlhaven").decisions
    assert [one.ref for one in told] == ["D-023", "D-018", "D-016", "D-012", "D-011", "D-007", "D-001"]


def looks_back_of_old_came_out_as_written(marlhaven):
    found = {str(row): row for row in Proposal.objects.filter(alliance=marlhaven)}
    for written in rows("decisions"):
        if written["looked_again_on"] and written["outcome"] == "carried":
            wanted = "change" if written["what_was_seen"].startswith("change") else "continued"
            row = found[written["ref"]]
            assert (row.life, str(row.review_on)) == (wanted, written["next_look_again"]), written["ref"]
    assert found["D-009"].life == "ended"


def test_six_agree_and_kindling_disagrees(marlhaven):
    people = {row["body"]: row["email"] for row in rows("people") if row["seat"] == "seat"}
    with clock.simulated(NOW):
        for code, email in people.items():
            caller = Caller(marlhaven, Person.objects.get(email=email).id)
            against = (
                {"position": "disagree", "harm": "Rotas", "smallest_change": "April"}
                if code == "KIN"
                else {"position": "agree"}
            )
            org = Organisation.objects.get(alliance_id=marlhaven, code=code).id
            assert not isinstance(
                actions.cast_vote(caller, proposal=26, org=org, revision=1, **against), Refused
            )
    with clock.simulated(datetime(2026, 8, 18, 16, tzinfo=UTC)):
        actions.settle_everywhere()
        look_back = queries.decision(viewer("ines"), 18)
    assert Proposal.objects.get(number=26).result == "not_carried"
    assert (look_back.life, look_back.review_due) == ("in_force", True)


def the_log_is_whole_and_gives_the_same_rows(marlhaven):
    assert verify(marlhaven, deep=True).whole
    assert rebuild(marlhaven, registry.projected(), check=True).identical
    kinds = [event.type for event in ledger.events(marlhaven)]
    assert (kinds.count("reserved.used"), kinds.count("attempt.refused")) == (1, 0)


READ = [
    outcomes_and_instants_are_as_written, telling_decisions_read_as_the_story_says,
    peer_voices_has_joined_and_rule_book_1_holds, the_look_back_is_no_line_of_its_own_while_a_vote_about_it_is_open,
    the_look_back_and_the_vote_about_it_lead_to_each_other, looks_back_of_old_came_out_as_written,
    the_log_is_whole_and_gives_the_same_rows, a_duty_was_noted_and_the_public_reads_what_was_published,
]  # fmt: skip


def test_the_story_once_told_reads_as_its_tables_say(marlhaven):
    """Told once, for telling it takes seconds, and looked at from each side."""
    for look in READ:
        look(marlhaven)


@pytest.mark.once  # which day it is, and what follows from it, is no matter of the database
def test_on_another_day_the_live_proposals_are_still_open_and_the_look_back_is_due(db):
    now = told.LATER
    marlhaven = told.marlhaven(now)
    with clock.simulated(now):
        open_now = queries.open_decisions(
            enter(Person.objects.get(email="bronagh@marlhaven.example").id, "marlhaven")
        )
        waits = queries.waits(viewer("bronagh"), now)
    assert [(one.ref, one.mine_missing) for one in open_now] == [("D-025", True), ("D-026", True)]
    assert [one.text for one in waits] == [f"Cast Kindling Women's Centre’s vote on D-02{n}" for n in (5, 6)]
    assert Proposal.objects.get(alliance=marlhaven, number=18).review_on == date(2027, 2, 3)
