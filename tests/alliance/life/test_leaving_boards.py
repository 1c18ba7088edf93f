"""Row 68 where a member leaves, or becomes part of another, before its board has agreed; and how long boards have."""

from datetime import timedelta

from alliance.contract.matters import Capacity
from alliance.door import clock
from alliance.door.action import Done
from alliance.life.actions import correct_decision, leave_alliance, merge_members
from tests.alliance.decisions.acting import SEATS, act, all_vote, code, opened, row, tail
from tests.alliance.decisions.test_pages import at_home
from tests.alliance.life.test_boards import HOUR, page, ratified, same, subject, under
from tests.cast import START, Cast


def leaves(cast: Cast, org: str, hours: float) -> None:
    assert isinstance(
        act(cast, SEATS[org], leave_alliance, hours=hours, org=cast.orgs[org], confirmed=True), Done
    )


def test_row_68_a_member_that_leaves_has_no_board_here_and_its_condition_falls_away(cast: Cast) -> None:
    subject(cast, "COU", "HOM")
    leaves(cast, "HOM", 3)
    assert tail(cast, 2) == ["member.left", "decision.condition_lifted"]
    assert row(cast, 1).life == "subject"
    shown = page(cast).later.conditions.boards
    assert [(one.name, one.lifted) for one in shown] == [
        ("Stonebridge Council", False),
        ("Threshold Homes", True),
    ]
    ratified(cast, "COU", hours=5)
    assert (row(cast, 1).life, row(cast, 1).effective_from) == ("in_force", START + 5 * HOUR)
    assert same(cast)


def test_row_68_where_the_last_awaited_member_leaves_the_decision_is_in_force_and_does_what_it_decided(
    cast: Cast,
) -> None:
    opened(cast)
    all_vote(cast, 1)
    opened(cast, title="Not after all", reverses=1, boards=(cast.orgs["HOM"],))
    all_vote(cast, 2, hours=3)
    leaves(cast, "HOM", 4)
    assert (row(cast, 2).life, row(cast, 2).effective_from, row(cast, 1).life) == (
        "in_force",
        START + 4 * HOUR,
        "reversed",
    )
    assert same(cast)


def test_row_68_a_board_that_ratified_before_its_member_left_stays_told(cast: Cast) -> None:
    subject(cast, "COU", "HOM")
    ratified(cast, "HOM")
    leaves(cast, "HOM", 4)
    assert "decision.condition_lifted" not in tail(cast, 3)
    assert [one.ratified_at is not None for one in page(cast, hours=5).later.conditions.boards] == [
        False,
        True,
    ]


def test_row_68_the_board_of_the_member_that_it_became_part_of_is_awaited_instead(cast: Cast) -> None:
    subject(cast, "HOM")
    opened(cast, matter="members", title="Homes and Kin become one")
    all_vote(cast, 2, hours=3)
    both = {"absorbed": cast.orgs["HOM"], "into": cast.orgs["KIN"]}
    assert isinstance(act(cast, "manager", merge_members, hours=4, decision=2, **both), Done)
    assert row(cast, 1).life == "subject"
    assert code(ratified(cast, "HOM", "kin", hours=5)) == ("no_mandate", 403)
    assert isinstance(ratified(cast, "KIN", hours=5), Done)
    assert row(cast, 1).life == "in_force"
    assert same(cast)


def test_how_long_boards_have_and_members_may_object_is_the_rule_books(cast: Cast) -> None:
    under(cast, Capacity.ALLIANCE, boards_days=30, correction_days=3)
    subject(cast, "COU")
    assert row(cast, 1).long_stop == START.replace(hour=0) + timedelta(days=30) - HOUR
    ratified(cast, "COU")
    act(cast, "kin", correct_decision, hours=4, proposal=1, text="We call each weak.", reason="A slip.")
    assert page(cast, hours=5).later.corrections[0].until == START.replace(hour=0) + timedelta(days=3)
    with clock.simulated(START + 6 * HOUR):
        rules = at_home(cast, "kin").get(f"/a/{cast.slug}/agreement/rule-book/").content.decode()
        asked = at_home(cast, "kin").get(f"/a/{cast.slug}/decisions/new/?matter=rule_book").content.decode()
    assert "they have 30 days unless it names another" in rules
    assert "Any member can ask for a vote instead, for 3 days." in rules
    assert 'value="30"' in asked
