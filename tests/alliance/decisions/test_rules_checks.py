"""What is refused, with which code, and what the refusal says."""

from datetime import timedelta

import pytest

from alliance.decisions import rules
from alliance.decisions.count.electorate import Objection, Position
from alliance.decisions.count.replay import PRECEDENCE
from alliance.decisions.count.sentences import REFUSALS
from tests.alliance.decisions.stories import CLOSES, E8, MICROSECOND, MINUTE, OPENS, Story, code

DAY = timedelta(days=1)


def row(number, story, org, wanted, **how):
    return pytest.param(story, org, wanted, how, id=f"row-{number:02}")


ATTEMPTS = [
    row(23, Story().amended(), "P2", "stale_text", revision=1),
    row(25, Story(), "Z9", "not_elector"),
    row(27, Story().recused("P2"), "P2", "recused"),
    row(27, Story().recused("P2"), "P2", "recused", by="deputy-P2"),
    row(28, Story(), "P3", "not_elector"),
    row(31, Story().until(CLOSES), "P2", "late"),
    row(32, Story().until(CLOSES - MICROSECOND), "P2", None),
    row(33, Story().until(OPENS - MICROSECOND), "P2", "early"),
    row(37, Story().recused("P2").amended(), "P2", "recused"),
    row(39, Story(auto_close=True).agree(), "P2", "closed"),
    row(45, Story().agree().closed_early(), "P2", "closed"),
    row(46, Story().recused("P2").interest_withdrawn("P2"), "P2", None),
    row(49, Story(), "P2", "no_mandate", mandates=("P1",)),
    row(51, Story().interest("P2", whose="person"), "P2", "recused"),
    row(51, Story().interest("P2", whose="person"), "P2", None, by="deputy-P2"),
    row(60, Story().adjourned(), "P2", "adjourned"),
    row(73, Story().merged("P2", into="P1"), "P2", "left"),
    row(73, Story().agree().merged("P2", into="P1"), "P1", None),
    row(24, Story().withdrawn(), "P2", "withdrawn"),
    row(29, Story().left("P2"), "P2", "left"),
]


@pytest.mark.parametrize(("story", "org", "wanted", "how"), ATTEMPTS)
def test_an_attempt_is_refused_with_the_code_of_its_row(story, org, wanted, how):
    if story.at < OPENS and wanted != "early":
        story.until(OPENS)
    assert story.tries(org, **how) == wanted


def test_the_first_code_of_the_precedence_wins():
    order = "withdrawn, adjourned, late, early, closed, not_elector, no_mandate, recused, left, stale_text"
    assert ", ".join(PRECEDENCE) == order
    everything = Story(auto_close=True).recused("P2").left("P2").amended().until(CLOSES).tries
    assert everything("P2", revision=1, mandates=()) == "late"
    assert Story().withdrawn().until(CLOSES).tries("Z9", mandates=()) == "withdrawn"
    assert Story().until(OPENS).tries("Z9", mandates=()) == "not_elector"
    assert Story().recused("P2").left("P2").until(OPENS).tries("P2", mandates=(), revision=9) == "no_mandate"
    assert Story().recused("P2").left("P2").until(OPENS).tries("P2", revision=9) == "recused"
    assert Story().left("P2").until(OPENS).tries("P2", revision=9) == "left"


def test_who_is_denied_what_breaks_a_rule_and_both_are_logged():
    for name in PRECEDENCE:
        refused = rules.refusal(Story().state(), name, org="P2")
        assert refused.status == (403 if name in {"not_elector", "no_mandate"} else 409)
        assert refused.logged
        assert refused.about == {"proposal": "D", "org": "P2"}
        assert refused.sentence == REFUSALS[name]
        assert refused.sentence.endswith(".")


@pytest.mark.parametrize(
    ("position", "objection", "wanted"),
    [
        (Position.AGREE, None, None),
        (Position.DISAGREE, None, "harm"),
        (Position.DISAGREE, Objection(" ", "Less"), "harm"),
        (Position.DISAGREE, Objection("It costs us beds.", ""), "smallest_change"),
        (Position.DISAGREE, Objection("It costs us beds.", "Start in May."), None),
    ],
)
def test_an_objection_names_its_harm_and_the_smallest_change(position, objection, wanted):
    assert code(rules.check_objection(position, objection)) == wanted


@pytest.mark.parametrize(
    ("ballot", "person", "wanted"),
    [
        ("told", "rep-P2", None),
        ("told", "secretary", "own_record"),
        ("other", "rep-P2", "nothing_to_confirm"),
    ],
    ids=["row-53", "row-53-by-the-secretary", "row-53-another"],
)
def test_a_telephoned_vote_is_confirmed_by_its_organisation(ballot, person, wanted):
    story = Story().recorded("P2")
    refused = rules.check_confirm(
        story.state(), ballot=ballot, org="P2", person=person, at=OPENS, mandates=["P2"]
    )
    assert code(refused) == wanted


def test_one_may_record_another_persons_vote_but_not_ones_own():
    told = {"org": "P2", "person": "rep-P2", "revision": 1, "at": OPENS, "mandates": ["P2"]}
    assert code(rules.check_record(Story().state(), recorder="secretary", **told)) is None
    assert code(rules.check_record(Story().state(), recorder="rep-P2", **told)) == "own_vote"
    assert code(rules.check_record(Story().recused("P2").state(), recorder="secretary", **told)) == "recused"


@pytest.mark.parametrize(
    ("story", "closes", "wanted"),
    [
        pytest.param(Story(), CLOSES, None, id="row-22"),
        pytest.param(Story(), CLOSES - MINUTE, "too_soon", id="row-22-earlier"),
        pytest.param(
            Story().until(CLOSES - DAY), CLOSES + 4 * DAY - MICROSECOND, "too_soon", id="row-22-short"
        ),
        pytest.param(Story().until(CLOSES - DAY), CLOSES + 4 * DAY, None, id="row-22-notice"),
        pytest.param(Story(auto_close=True).agree(), CLOSES, "closed", id="row-48"),
        pytest.param(Story().until(CLOSES), CLOSES + 9 * DAY, "late", id="row-22-late"),
        pytest.param(Story(), CLOSES + 30 * DAY, "lapses", id="row-22-lapses"),
    ],
)
def test_an_amendment_leaves_the_notice_that_was_promised(story, closes, wanted):
    state = story.state()
    assert code(rules.check_amend(state, revision=1, closes=closes, at=story.at)) == wanted


def test_those_in_one_room_need_no_days_of_notice():
    story = Story(venue="meeting").until(CLOSES - DAY)
    assert rules.check_amend(story.state(), revision=1, closes=CLOSES, at=story.at) is None


def test_an_amendment_starts_from_the_latest_text():
    story = Story().amended()
    assert code(rules.check_amend(story.state(), revision=1, closes=CLOSES, at=story.at)) == "stale_text"


@pytest.mark.parametrize(
    ("story", "closes", "wanted"),
    [
        pytest.param(Story(), CLOSES + DAY, None, id="row-59"),
        pytest.param(Story(), CLOSES, "not_later", id="row-59-same"),
        pytest.param(Story().until(CLOSES - DAY), CLOSES + DAY, "too_soon", id="row-59-notice"),
        pytest.param(Story().until(CLOSES), CLOSES + 9 * DAY, "late", id="row-59-late"),
        pytest.param(Story(), CLOSES + 20 * DAY, "lapses", id="row-59-lapses"),
    ],
)
def test_a_deadline_moves_later_while_the_vote_is_open(story, closes, wanted):
    assert code(rules.check_move_deadline(story.state(), closes=closes, at=story.at)) == wanted


def test_a_moved_deadline_counts_and_never_pulls_the_end_forward():
    assert Story().moved(CLOSES + DAY).outcome(CLOSES).result == "open"
    assert Story().moved(OPENS + DAY).outcome(OPENS + 2 * DAY).result == "open"


@pytest.mark.parametrize(
    ("story", "wanted"),
    [
        pytest.param(Story().agree(), None, id="row-45"),
        pytest.param(Story().agree("C1", "C2", "P1"), "votes_missing", id="row-45-missing"),
        pytest.param(Story(represented=["C1", "P1"]).agree("C1", "P1"), None, id="row-45-meeting"),
        pytest.param(Story(represented=["C1", "P1"]).agree("C1", "P2"), "votes_missing", id="row-45-absent"),
        pytest.param(Story().recused("P2").agree("C1", "C2", "P1"), None, id="row-45-recused"),
        pytest.param(Story().recused("C1", "C2", "P1", "P2"), "votes_missing", id="row-45-nobody"),
        pytest.param(Story().agree().until(OPENS - MINUTE), "early", id="row-45-early"),
    ],
)
def test_a_vote_closes_early_once_all_who_can_have_voted(story, wanted):
    at = story.at
    state = story.until(CLOSES).state()
    assert code(rules.check_close_early(state, at=at)) == wanted


def test_an_early_close_that_was_not_allowed_changes_nothing():
    assert Story().agree("C1").closed_early().outcome(OPENS + DAY).result == "open"


@pytest.mark.parametrize(
    ("org", "person", "personal", "wanted"),
    [
        ("C1", "rep-C1", False, None),
        ("Z9", "rep-Z9", False, "not_elector"),
        ("P2", "deputy-P2", False, "declared_already"),
        ("P2", "rep-P2", True, None),
        ("P1", "rep-P1", False, "left"),
    ],
)
def test_an_interest_is_declared_once_by_a_member(org, person, personal, wanted):
    state = Story().recused("P2").left("P1").state()
    refused = rules.check_declare_interest(state, org=org, person=person, personal=personal, at=OPENS)
    assert code(refused) == wanted


@pytest.mark.parametrize(
    ("interest", "org", "wanted"),
    [
        pytest.param("i-P2", "C1", None, id="row-52"),
        pytest.param("i-P2", "P2", "declarer_present", id="row-52-declarer"),
        pytest.param("i-P2", "C2", "ruled_twice", id="row-52-twice"),
        pytest.param("i-P2", "Z9", "not_eligible", id="row-52-stranger"),
        pytest.param("i-P1", "C1", "no_such_interest", id="row-52-unknown"),
    ],
)
def test_each_of_the_other_members_rules_once_on_an_interest(interest, org, wanted):
    state = Story().recused("P2").ruled("P2", [], ["C2"]).state()
    refused = rules.check_rule_interest(state, interest=interest, org=org, at=OPENS)
    assert code(refused) == wanted
    assert (code(rules.check_withdraw_interest(state, interest=interest, at=OPENS)) is None) == (
        interest == "i-P2"
    )


def test_withdrawing_and_adjourning_are_for_open_votes():
    assert rules.check_withdraw(Story().state(), at=OPENS) is None
    assert code(rules.check_withdraw(Story().state(), at=CLOSES)) == "late"
    used = Story(owner="C1", category="emergency").until(OPENS).cast("C1")
    assert code(rules.check_withdraw(used.state(), at=used.at)) == "in_effect"
    assert code(rules.check_amend(used.state(), revision=1, closes=CLOSES, at=used.at)) == "in_effect"
    assert rules.check_adjourn(Story(venue="meeting").state(), at=OPENS) is None
    assert code(rules.check_adjourn(Story().state(), at=OPENS)) == "not_in_meeting"
    assert code(rules.check_adjourn(Story().adjourned().state(), at=OPENS)) == "adjourned"


@pytest.mark.parametrize(
    ("positions", "category", "expires", "wanted"),
    [
        pytest.param("agree", "emergency", CLOSES, None, id="row-69"),
        pytest.param("agree", "scope", CLOSES, "category", id="row-69-category"),
        pytest.param("agree", "emergency", OPENS, "expired", id="row-69-expired"),
        pytest.param("disagree", "emergency", CLOSES, "not_in_effect", id="row-69-no"),
    ],
)
def test_a_reserved_use_follows_its_owners_decision(positions, category, expires, wanted):
    story = Story(owner="C1", category="emergency").until(OPENS).cast("C1", positions)
    refused = rules.check_reserved_use(story.state(), category=category, expires=expires, at=story.at)
    assert code(refused) == wanted


@pytest.mark.parametrize("number", [pytest.param(38, id="row-38")])
def test_whoever_votes_for_several_members_casts_one_ballot_each(number):
    story = Story().until(OPENS).cast("P1", by="both").cast("P2", by="both").agree("C1", "C2")
    assert story.end() == ("carried", "unanimous")
    assert len(story.outcome().counts.agree) == 4


def test_refused_attempts_are_counted_until_the_vote_ends():
    refused = {"action": "vote.cast", "code": "recused", "org": "P2"}
    story = Story(members=E8).log("attempt.refused", refused, "rep-P2").agree().until(CLOSES)
    assert story.log("attempt.refused", refused, "rep-P2").outcome(CLOSES + DAY).refused == 1
