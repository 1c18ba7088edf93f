"""Whose words, whose clock, whose vote: nobody holds power over another member's."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from alliance.contract import rulebook
from alliance.contract.models import Mandate
from alliance.decisions import actions, queries
from alliance.decisions.asked import Asked
from alliance.door.action import Done
from alliance.door.refusals import NotFound, Refused
from alliance.mandates.actions import end_mandate
from tests.alliance.decisions.acting import LAST, act, all_vote, code, number, opened, row, tail, vote
from tests.cast import Cast, clock_at

HOUR = timedelta(hours=1)


@pytest.mark.parametrize("by", ["council", "manager", "facilitator", "kin_data"])
def test_a_member_alone_opens_its_proposals(cast: Cast, by: str) -> None:
    asked = Asked(cast.orgs["KIN"], "vision", "x", "y", review_on=date(2026, 9, 1))
    assert code(act(cast, by, actions.open_proposal, asked=asked)) == ("not_proposer", 403)
    with pytest.raises(NotFound):
        act(cast, by, actions.open_proposal, asked=replace(asked, org=uuid4()))


WORDS = {
    "amend": (actions.amend_proposal, {"revision": 1, "title": "Mine", "text": "Other words."}),
    "withdraw": (actions.withdraw_proposal, {"reason": "It is late."}),
}


@pytest.mark.parametrize("what", WORDS)
@pytest.mark.parametrize("by", ["manager", "facilitator", "council", "kin_data"])
def test_the_words_of_a_proposal_belong_to_its_member(cast: Cast, what: str, by: str) -> None:
    opened(cast)
    action, wanted = WORDS[what]
    assert code(act(cast, by, action, proposal=1, **wanted)) == ("not_proposer", 403)
    assert tail(cast) == ["attempt.refused"]
    assert isinstance(act(cast, "kin", action, proposal=1, **wanted), Done)


LATER = {"closes": LAST + HOUR, "reason": "Everyone is ill."}


@pytest.mark.parametrize("by", ["manager", "facilitator", "kin"])
def test_the_team_only_runs_the_clock_by_rule(cast: Cast, by: str) -> None:
    opened(cast, closes=LAST - 24 * HOUR)
    assert code(act(cast, by, actions.close_early, proposal=1))[0] == "votes_missing"
    earlier = {"closes": LAST - 30 * HOUR, "reason": "Sooner."}
    assert code(act(cast, by, actions.move_deadline, proposal=1, **earlier))[0] == "not_later"
    later = {"closes": LAST - HOUR, "reason": ""}
    assert code(act(cast, by, actions.move_deadline, proposal=1, **later))[0] == "reason"
    assert isinstance(
        act(cast, by, actions.move_deadline, proposal=1, **later | {"reason": "Illness."}), Done
    )


@pytest.mark.parametrize("by", ["council", "observer", "homes_data"])
def test_nobody_else_runs_the_clock(cast: Cast, by: str) -> None:
    opened(cast)
    for action, wanted in ((actions.close_early, {}), (actions.move_deadline, LATER)):
        assert code(act(cast, by, action, proposal=1, **wanted)) == ("not_allowed", 403)


@pytest.mark.parametrize("by", ["homes_data", "manager"])
def test_who_may_not_cast_a_members_vote_cannot_have_it_stand_aside(cast: Cast, by: str) -> None:
    opened(cast)
    told = {"proposal": 1, "org": cast.orgs["HOM"], "kind": "financial", "whose": "organisation"}
    assert code(act(cast, by, actions.declare_interest, **told))[1] == 403
    assert isinstance(act(cast, "homes", actions.declare_interest, **told), Done)


def test_a_rule_book_without_deputies_waits_until_members_have_ended_theirs(cast: Cast) -> None:
    opened(cast, matter="rule_book", settings=rulebook.to_body(rulebook.DEFAULTS) | {"deputies": False})
    all_vote(cast, 1)
    assert code(act(cast, "manager", actions.adopt_rulebook, hours=3, decision=1))[0] == "deputies_stand"
    deputy = Mandate.objects.get(person=cast.people["council_deputy"])
    act(cast, "council", end_mandate, hours=4, mandate=deputy.id)
    assert isinstance(act(cast, "manager", actions.adopt_rulebook, hours=5, decision=1), Done)


def test_a_new_member_names_nobody_who_casts_anothers_ballot(cast: Cast) -> None:
    opened(cast, matter="members")
    all_vote(cast, 1)
    new = {"code": "NEW", "name": "New House", "side": "provider", "kind": "charity", "decision": 1}
    for part, answer in (("kin", "second_mandate"), ("stranger", "done")):
        first = {"representative": cast.people[part].id}
        got = act(cast, "manager", actions.admit_member, hours=3, first=first, **new)
        assert (got.code if isinstance(got, Refused) else "done") == answer


@pytest.mark.parametrize(
    ("part", "offered"),
    [("kin", (True, True, True)), ("manager", (False, False, True)), ("facilitator", (False, False, True)),
     ("council", (False, False, False)), ("observer", (False, False, False))],
)  # fmt: skip
def test_the_page_offers_what_the_rules_allow(cast: Cast, part: str, offered: tuple[bool, ...]) -> None:
    opened(cast)
    with clock_at(hours=2):
        may = queries.decision(cast.viewer(part), 1).may
        mine = queries.proposing(cast.viewer(part)).orgs
    assert (may.amend, may.withdraw, may.move) == offered
    assert bool(mine) is (part in ("kin", "council"))


def test_row_74_an_observers_voice_is_on_record_and_never_counted_until_it_is_a_member_with_a_vote(
    cast: Cast,
) -> None:
    opened(cast)
    assert code(vote(cast, 1, "VOX", by="observer")) == ("not_elector", 403)
    all_vote(cast, 1)
    assert (row(cast, 1).agree, row(cast, 1).eligible, row(cast, 1).refused) == (4, 4, 1)
    opened(cast, matter="members", title="Voices votes")
    all_vote(cast, 2)
    new = {"code": "VOI", "name": "Voices", "side": "provider", "kind": "lived_experience"}
    first = {"representative": cast.people["stranger"].id}
    admitted = act(cast, "manager", actions.admit_member, hours=3, decision=2, first=first, **new)
    cast.orgs["VOI"] = UUID(admitted.ref)
    asked = Asked(cast.orgs["KIN"], "vision", "Nights", "At night.", review_on=date(2026, 9, 1))
    assert number(act(cast, "kin", actions.open_proposal, hours=4, asked=asked)) == 3
    all_vote(cast, 3, hours=5)
    assert row(cast, 3).result == ""
    assert isinstance(vote(cast, 3, "VOI", by="stranger", hours=6), Done)
    assert (row(cast, 3).result, row(cast, 3).agree) == ("carried", 5)
