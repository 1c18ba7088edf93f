"""The rows of the register's table, through the door: what is logged, who is refused, what follows."""

from datetime import date, timedelta

import pytest

from alliance.contract import rulebook
from alliance.contract.models import Mandate, RuleBookVersion
from alliance.decisions import actions
from alliance.decisions.asked import Asked
from alliance.decisions.models import Proposal
from alliance.door import clock
from alliance.door.access import Caller
from alliance.door.action import Done
from alliance.door.rebuild import rebuild
from alliance.door.refusals import NotFound
from alliance.ledger import queries as ledger
from alliance.ledger.event import SYSTEM
from alliance.ledger.verify import verify
from alliance.mandates.actions import end_mandate
from alliance.wings import registry
from tests.alliance.decisions.acting import (
    LAST,
    act,
    all_vote,
    code,
    opened,
    row,
    settled,
    tail,
    vote,
)
from tests.cast import START, Cast, PersonFactory

MICROSECOND, HOUR = timedelta(microseconds=1), timedelta(hours=1)
LATE = (LAST - START) / HOUR


def test_unanimity_closes_a_written_vote_in_the_action_of_its_last_ballot(cast: Cast) -> None:
    assert opened(cast) == 1
    all_vote(cast, 1)
    found = row(cast, 1)
    assert (found.result, found.reason, found.life, found.agree, found.eligible) == (
        "carried", "unanimous", "in_force", 4, 4,
    )  # fmt: skip
    assert found.decided_at == START + 2 * HOUR
    assert tail(cast, 2) == ["vote.cast", "outcome.computed"]
    assert ledger.events(cast.alliance)[-1].actor == SYSTEM


def test_a_written_vote_closes_at_five_local_time_on_the_last_day(cast: Cast) -> None:
    opened(cast)
    assert row(cast, 1).closes_at == LAST


def test_numbers_have_no_gap(cast: Cast) -> None:
    assert [opened(cast), opened(cast), opened(cast)] == [1, 2, 3]
    unknown = Asked(cast.orgs["KIN"], "none", "x", "y")
    assert code(act(cast, "kin", actions.open_proposal, asked=unknown))[0] == "unknown_matter"
    assert opened(cast) == 4


def interest(cast: Cast, by: str, org: str, whose: str = "organisation", hours: float = 3):
    return act(
        cast,
        by,
        actions.declare_interest,
        hours=hours,
        proposal=1,
        org=cast.orgs[org],
        kind="financial",
        whose=whose,
    )


REFUSED = {
    "row-25": ("not_elector", 403, lambda cast: vote(cast, 1, "VOX", by="observer")),
    "row-27": ("recused", 409, lambda cast: (interest(cast, "council", "COU"), vote(cast, 1, "COU", hours=4))[-1]),
    "row-27-deputy": (
        "recused", 409, lambda cast: (interest(cast, "council", "COU"), vote(cast, 1, "COU", by="council_deputy", hours=4))[-1],
    ),
    "row-26": ("recused", 409, lambda cast: (vote(cast, 1, "COU"), interest(cast, "council", "COU"), vote(cast, 1, "COU", hours=4))[-1]),
    "row-31": ("late", 409, lambda cast: vote(cast, 1, "COU", hours=LATE)),
    "row-33": ("early", 409, lambda cast: vote(cast, opened(cast, opens=START + 9 * HOUR), "COU")),
    "row-49": ("no_mandate", 403, lambda cast: vote(cast, 1, "HOM", by="homes_data")),
    "row-23": ("stale_text", 409, lambda cast: vote(cast, 1, "COU", revision=9)),
    "row-51": ("recused", 409, lambda cast: (interest(cast, "council", "COU", "person"), vote(cast, 1, "COU", hours=4))[-1]),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_vote_is_in_the_log_and_changes_nothing(cast: Cast, name: str) -> None:
    opened(cast)
    wanted, status, attempt = REFUSED[name]
    assert code(attempt(cast)) == (wanted, status)
    last = ledger.events(cast.alliance)[-1]
    assert (last.type, last.body["code"], last.body["action"]) == ("attempt.refused", wanted, "vote.cast")


def test_a_deputy_votes_where_the_representative_alone_has_an_interest(cast: Cast) -> None:
    opened(cast)
    interest(cast, "council", "COU", "person")
    assert isinstance(vote(cast, 1, "COU", by="council_deputy", hours=4), Done)


@pytest.mark.parametrize("name", ["row-32"])
def test_a_vote_one_microsecond_before_the_deadline_counts(cast: Cast, name: str) -> None:
    opened(cast)
    with clock.simulated(LAST - MICROSECOND):
        answer = actions.cast_vote(
            cast.caller("council"), proposal=1, org=cast.orgs["COU"], revision=1, position="agree"
        )
    assert isinstance(answer, Done)


def test_a_stranger_finds_nothing_and_leaves_no_trace(cast: Cast) -> None:
    opened(cast)
    size = len(ledger.events(cast.alliance))
    with pytest.raises(NotFound):
        vote(cast, 1, "COU", by="stranger")
    assert len(ledger.events(cast.alliance)) == size


def test_a_superuser_inside_without_a_mandate_is_refused_and_logged(cast: Cast) -> None:
    opened(cast)
    cast.people["manager"].is_superuser = cast.people["manager"].is_staff = True
    cast.people["manager"].save()
    assert code(vote(cast, 1, "COU", by="manager")) == ("no_mandate", 403)
    assert tail(cast) == ["attempt.refused"]
    outside = PersonFactory(is_superuser=True)
    with pytest.raises(NotFound):
        actions.cast_vote(
            Caller(cast.alliance, outside.id), proposal=1, org=cast.orgs["COU"], revision=1, position="agree"
        )


def test_row_54_a_double_click_is_one_ballot(cast: Cast) -> None:
    opened(cast)
    first, second = vote(cast, 1, "COU", key="k"), vote(cast, 1, "COU", key="k")
    assert (first.ref, first.replayed, second.replayed) == (second.ref, False, True)
    assert tail(cast, 2).count("vote.cast") == 1


def test_row_56_where_the_scheduler_never_runs_the_next_action_settles_first(cast: Cast) -> None:
    opened(cast)
    all_vote(cast, 1, "COU", "ICB", "HOM")
    assert code(vote(cast, 1, "KIN", hours=LATE + 5)) == ("late", 409)
    computed, refused = ledger.events(cast.alliance)[-2:]
    assert (computed.type, computed.actor, refused.type) == ("outcome.computed", SYSTEM, "attempt.refused")
    assert (row(cast, 1).decided_at, row(cast, 1).result, row(cast, 1).reason) == (
        LAST,
        "not_reached",
        "absent",
    )


@pytest.mark.parametrize("order", ["job-first", "vote-first"])
def test_row_55_the_outcome_depends_on_instants_not_on_who_runs_first(cast: Cast, order: str) -> None:
    opened(cast)
    all_vote(cast, 1, "COU", "ICB", "HOM")
    if order == "job-first":
        assert settled(cast, 1) == ("not_reached", "absent")
    assert code(vote(cast, 1, "KIN", hours=LATE))[0] == "late"
    assert settled(cast, 1) == ("not_reached", "absent")
    assert [event.type for event in ledger.events(cast.alliance)].count("outcome.computed") == 1


def test_row_22_new_words_void_the_votes_and_keep_the_notice(cast: Cast) -> None:
    opened(cast)
    all_vote(cast, 1, "COU", "ICB", "HOM")
    with clock.simulated(LAST - HOUR):
        actions.amend_proposal(
            cast.caller("kin"), proposal=1, revision=1, title="Calls", text="We call when asked."
        )
    assert row(cast, 1).closes_at == LAST - HOUR + timedelta(days=5)
    vote(cast, 1, "COU", revision=2, hours=LATE)
    assert settled(cast, 1, LAST + timedelta(days=6)) == ("not_reached", "absent")


def test_row_24_withdrawn_stays_to_be_seen_and_has_no_outcome(cast: Cast) -> None:
    opened(cast)
    vote(cast, 1, "COU")
    assert code(act(cast, "council", actions.withdraw_proposal, proposal=1, reason="no"))[1] == 403
    act(cast, "kin", actions.withdraw_proposal, proposal=1, reason="We learnt more.")
    assert (row(cast, 1).result, row(cast, 1).life) == ("withdrawn", "")
    assert code(vote(cast, 1, "ICB", hours=5))[0] == "withdrawn"


def test_row_34_deputy_and_representative_cast_one_vote_the_last_counts(cast: Cast) -> None:
    opened(cast)
    vote(cast, 1, "COU", "agree")
    vote(cast, 1, "COU", "disagree", by="council_deputy")
    all_vote(cast, 1, "ICB", "HOM", "KIN")
    assert settled(cast, 1) == ("not_carried", "objection")


def test_row_50_a_revoked_mandate_leaves_the_vote_standing(cast: Cast) -> None:
    opened(cast)
    vote(cast, 1, "COU", by="council_deputy")
    mandate = Mandate.objects.get(person=cast.people["council_deputy"])
    assert isinstance(act(cast, "council", end_mandate, hours=3, mandate=mandate.id), Done)
    assert code(vote(cast, 1, "COU", by="council_deputy", hours=4))[0] == "no_mandate"
    all_vote(cast, 1, "ICB", "HOM", "KIN", hours=5)
    assert row(cast, 1).result == "carried"


def test_row_53_a_telephoned_vote_counts_once_confirmed(cast: Cast) -> None:
    opened(cast)
    all_vote(cast, 1, "ICB", "HOM", "KIN")
    told = {
        "proposal": 1,
        "org": cast.orgs["COU"],
        "person": cast.people["council"].id,
        "revision": 1,
        "position": "agree",
    }
    assert code(act(cast, "icb", actions.record_vote, **told))[1] == 403
    answer = act(cast, "facilitator", actions.record_vote, **told)
    assert row(cast, 1).result == ""
    confirm = {"proposal": 1, "org": cast.orgs["COU"], "ballot": answer.ref}
    assert code(act(cast, "facilitator", actions.confirm_vote, **confirm))[0] == "no_mandate"
    assert isinstance(act(cast, "council", actions.confirm_vote, **confirm), Done)
    assert row(cast, 1).result == "carried"


def test_an_objection_without_its_harm_is_sent_back_and_not_logged(cast: Cast) -> None:
    opened(cast)
    size = len(ledger.events(cast.alliance))
    assert code(vote(cast, 1, "COU", "disagree", harm=" ")) == ("harm", 422)
    assert len(ledger.events(cast.alliance)) == size


RESERVED = {
    "matter": "reserved", "category": "scope", "legal_basis": "homelessness duty",
    "consequence_title": "What it costs the rest", "consequence_text": "Eighteen thousand, from contingency.",
}  # fmt: skip


def test_row_35_a_silent_owner_decides_nothing(cast: Cast) -> None:
    opened(cast, "council", org=cast.orgs["COU"], owner=cast.orgs["COU"], **RESERVED)
    all_vote(cast, 1, "ICB", "HOM", "KIN")
    assert settled(cast, 1) == ("not_reached", "owner_silent")
    assert Proposal.objects.count() == 1


def test_row_36_the_owner_decides_against_three_and_the_consequences_go_to_a_vote(cast: Cast) -> None:
    opened(cast, "council", org=cast.orgs["COU"], owner=cast.orgs["COU"], **RESERVED)
    vote(cast, 1, "COU", reason="The duty is ours.")
    for org in ("ICB", "HOM", "KIN"):
        vote(cast, 1, org, "disagree")
    assert settled(cast, 1) == ("reserved_decided", "owner_agreed")
    forced = row(cast, 2)
    assert (forced.matter, forced.rule, forced.title, forced.consequence_of_id) == (
        "consequence", "U", "What it costs the rest", row(cast, 1).id,
    )  # fmt: skip
    assert tail(cast, 3) == ["outcome.computed", "proposal.opened", "reserved.used"]


def test_row_69_an_emergency_takes_effect_at_once_while_advice_stays_open(cast: Cast) -> None:
    wanted = RESERVED | {"category": "emergency", "expires_on": date(2026, 3, 14)}
    opened(cast, "council", org=cast.orgs["COU"], owner=cast.orgs["COU"], **wanted)
    assert code(vote(cast, 1, "COU", hours=3)) == ("reason", 422)
    vote(cast, 1, "COU", hours=3, reason="Frost tonight.")
    assert tail(cast, 3) == ["vote.cast", "proposal.opened", "reserved.used"]
    assert (row(cast, 1).effective_from, row(cast, 1).result) == (START + 3 * HOUR, "")
    assert row(cast, 2).opens_at == START + 3 * HOUR
    assert (
        code(act(cast, "council", actions.withdraw_proposal, hours=4, proposal=1, reason="x"))[0]
        == "in_effect"
    )
    assert isinstance(vote(cast, 1, "KIN", "disagree", hours=4), Done)
    assert settled(cast, 1) == ("reserved_decided", "owner_agreed")
    assert (row(cast, 1).effective_from, Proposal.objects.count()) == (START + 3 * HOUR, 2)


def test_a_rule_book_comes_into_force_as_it_was_voted_on_and_once(cast: Cast) -> None:
    settings = rulebook.to_body(rulebook.DEFAULTS) | {"written_days": 21}
    opened(cast, matter="rule_book", settings=settings)
    assert code(act(cast, "manager", actions.adopt_rulebook, decision=1))[0] == "not_carried"
    all_vote(cast, 1)
    assert row(cast, 1).life == "waiting"
    assert isinstance(act(cast, "manager", actions.adopt_rulebook, hours=3, decision=1), Done)
    assert RuleBookVersion.objects.get(number=1).settings["written_days"] == 21
    assert row(cast, 1).life == "in_force"
    assert code(act(cast, "manager", actions.adopt_rulebook, hours=4, decision=1))[0] == "used"
    assert code(act(cast, "kin", actions.adopt_rulebook, hours=4, decision=1))[1] == 403


def test_a_decision_about_another_matter_admits_nobody(cast: Cast) -> None:
    opened(cast)
    all_vote(cast, 1)
    new = {"code": "NEW", "name": "New House", "side": "provider", "kind": "charity"}
    assert code(act(cast, "manager", actions.admit_member, hours=3, decision=1, **new))[0] == "wrong_matter"


@pytest.mark.parametrize("name", ["row-64"])
def test_a_carried_reversal_says_so_on_what_it_reverses(cast: Cast, name: str) -> None:
    opened(cast)
    all_vote(cast, 1)
    opened(cast, title="Not after all", reverses=1)
    all_vote(cast, 2, hours=4)
    assert (row(cast, 1).life, str(row(cast, 1).reversed_by), row(cast, 1).title) == (
        "reversed",
        "D-002",
        "Weekly calls",
    )


def test_the_log_alone_gives_the_same_rows_again(cast: Cast) -> None:
    opened(cast)
    act(
        cast, "kin", actions.amend_proposal, proposal=1, revision=1, title="Calls", text="We call when asked."
    )
    all_vote(cast, 1, revision=2, hours=3)
    opened(cast, "council", org=cast.orgs["COU"], owner=cast.orgs["COU"], **RESERVED)
    vote(cast, 2, "COU", hours=4)
    settled(cast, 2)
    assert rebuild(cast.alliance, registry.projected(), check=True).identical
    assert verify(cast.alliance, deep=True).whole
