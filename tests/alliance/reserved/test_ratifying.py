"""Row 69: an emergency use ends on its day, unless all members, each with one vote, let it stand before then."""

from datetime import date, timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from alliance.decisions import actions
from alliance.decisions.asked import Asked
from alliance.door.action import Done
from alliance.door.rebuild import rebuild
from alliance.life.waiting import waits
from alliance.reserved import queries
from alliance.wings import registry
from meetings.meetings.models import AgendaItem
from tests.alliance.decisions.acting import act, all_vote, code, opened, row, settled, tail, vote
from tests.alliance.decisions.test_actions import RESERVED
from tests.alliance.decisions.test_pages import at_home
from tests.alliance.life.test_boards import page
from tests.cast import START, Cast, clock_at
from tests.meetings.stage import MORNING, put_to_vote, under_way

ENDS = date(2026, 3, 20)
DAY = 24.0
AFTER = START + timedelta(days=60)


@pytest.fixture
def emergency(cast: Cast) -> Cast:
    """D-001 is used at once, for 18 days, and opens D-002 about what it costs."""
    opened(
        cast, "council", org=cast.orgs["COU"], owner=cast.orgs["COU"], **RESERVED | {"category": "emergency", "expires_on": ENDS}
    )  # fmt: skip
    assert isinstance(vote(cast, 1, "COU", reason="Frost."), Done)
    return cast


def put(cast: Cast, hours: float = 3, **wanted: Any) -> Any:
    given = {
        "org": cast.orgs["KIN"], "matter": "consequence", "title": "Let the beds stand", "text": "Until we meet in May.",
        "review_on": date(2026, 9, 1), "ratifies": 1,
    } | wanted  # fmt: skip
    return act(cast, "kin", actions.open_proposal, hours=hours, asked=Asked(**given))


def test_row_69_unless_all_let_it_stand_it_ends_on_its_day(emergency: Cast) -> None:
    settled(emergency, 1, AFTER)
    assert (row(emergency, 1).life, row(emergency, 1).ratified_by) == ("ended", None)


def test_row_69_agreeing_to_its_consequences_does_not_let_it_stand(emergency: Cast) -> None:
    all_vote(emergency, 2, hours=3)
    assert row(emergency, 2).result == "carried"
    settled(emergency, 1, AFTER)
    assert row(emergency, 1).life == "ended"


def put_at_a_meeting(cast: Cast) -> Any:
    meeting = under_way(cast, items=("The beds",))
    with clock_at(hours=MORNING):
        return put_to_vote(cast, meeting, AgendaItem.objects.get().id, "kin", "consequence", ratifies=1)


@pytest.mark.parametrize("at_a_meeting", [False, True])
def test_row_69_all_let_it_stand_at_their_next_meeting_or_in_writing(
    emergency: Cast, at_a_meeting: bool
) -> None:
    assert isinstance(put_at_a_meeting(emergency) if at_a_meeting else put(emergency, MORNING), Done)
    assert row(emergency, 3).venue == ("meeting" if at_a_meeting else "written")
    all_vote(emergency, 3, hours=MORNING + 0.5)
    settled(emergency, 1, AFTER)
    found = page(emergency, hours=61 * DAY)
    assert (row(emergency, 1).life, found.reserved.ratified_by) == ("in_force", "D-003")
    assert found.life_words == "In force; all let it stand beyond its day, in D-003"
    assert rebuild(emergency.alliance, registry.projected(), check=True).identical


def test_row_69_one_objection_is_enough_and_nobody_is_outvoted(emergency: Cast) -> None:
    put(emergency)
    all_vote(emergency, 3, "COU", "ICB", "KIN", hours=4)
    vote(emergency, 3, "HOM", "disagree", hours=4)
    settled(emergency, 1, AFTER)
    assert (row(emergency, 3).result, row(emergency, 1).life) == ("not_carried", "ended")


def test_row_69_a_vote_carried_after_its_day_comes_too_late(emergency: Cast) -> None:
    put(emergency, 15 * DAY)
    all_vote(emergency, 3, hours=19 * DAY)
    settled(emergency, 1, AFTER)
    assert (row(emergency, 3).result, row(emergency, 1).life) == ("carried", "ended")
    assert "reserved.ratified" not in tail(emergency, 20)


def test_row_69_a_vote_carried_in_time_counts_also_where_nothing_was_settled_meanwhile(
    emergency: Cast,
) -> None:
    put_at_a_meeting(emergency)
    all_vote(emergency, 3, hours=MORNING + 0.5)
    settled(emergency, 3, AFTER)
    assert (row(emergency, 3).result, str(row(emergency, 1).ratified_by)) == ("carried", "D-003")


@pytest.mark.parametrize(
    ("wanted", "refused"),
    [({"matter": "practice"}, ("everyone", 409)), ({"ratifies": 2}, ("not_emergency", 409))],
)  # fmt: skip
def test_row_69_only_a_vote_of_everyone_on_an_emergency_use(emergency: Cast, wanted, refused) -> None:
    assert code(put(emergency, **wanted)) == refused


def test_row_69_a_use_is_let_stand_once_and_not_when_it_is_over(emergency: Cast) -> None:
    assert code(put(emergency, 40 * DAY)) == ("use_over", 409)
    assert row(emergency, 1).life == "ended"


def test_row_69_what_all_let_stand_is_not_asked_again(emergency: Cast) -> None:
    put(emergency)
    all_vote(emergency, 3, hours=4)
    assert code(put(emergency, 5)) == ("ratified", 409)


def test_row_69_where_the_vote_that_let_it_stand_is_reversed_its_last_day_is_back(emergency: Cast) -> None:
    put(emergency)
    all_vote(emergency, 3, hours=4)
    put(emergency, 5, title="Let them end after all", ratifies=None, reverses=3)
    all_vote(emergency, 4, hours=6)
    assert (row(emergency, 3).life, row(emergency, 1).ratified_by) == ("reversed", None)
    with clock_at(hours=7):
        assert queries.meter(emergency.viewer("observer")).uses[0].ratified_by == ""
    settled(emergency, 1, AFTER)
    assert row(emergency, 1).life == "ended"
    assert rebuild(emergency.alliance, registry.projected(), check=True).identical


def test_row_69_an_emergency_ends_at_the_latest_when_members_must_have_met(cast: Cast) -> None:
    given = {
        **RESERVED,
        "category": "emergency",
        "title": "Beds",
        "text": "Tonight.",
        "review_on": date(2026, 9, 1),
    }
    far = Asked(org=cast.orgs["COU"], owner=cast.orgs["COU"], expires_on=date(2026, 4, 3), **given)
    assert code(act(cast, "council", actions.open_proposal, asked=far)) == ("expires_on", 422)


def test_row_69_members_and_the_manager_are_asked_until_a_vote_runs(emergency: Cast) -> None:
    def asked(part: str, hours: float) -> list[date | None]:
        with clock_at(hours=hours):
            found = waits(emergency.viewer(part), START + timedelta(hours=hours))
        return [one.due for one in found if one.kind == "emergency"]

    assert [asked(part, 3) for part in ("homes", "manager", "observer")] == [[ENDS], [ENDS], []]
    put(emergency, 4)
    assert [asked(part, 5) for part in ("homes", "manager")] == [[], []]
    assert asked("homes", 60 * DAY) == []


def test_row_69_page_api_and_meter_tell_it(emergency: Cast) -> None:
    with clock_at(hours=3):
        shown = at_home(emergency, "kin").get(f"/a/{emergency.slug}/decisions/1/").content.decode()
        drafts = f"/a/{emergency.slug}/decisions/drafts/?matter=consequence&concerns=1&how=ratifies"
        begun = at_home(emergency, "kin").get(drafts).content.decode()
        sent = {
            "org": str(emergency.orgs["KIN"]), "matter": "consequence", "title": "Let them stand", "text": "Until May.",
            "review_on": "2026-09-01", "ratifies": 1,
        }  # fmt: skip
        told = at_home(emergency, "kin", APIClient).post(
            f"/api/v1/alliances/{emergency.slug}/decisions", sent, format="json"
        )
    assert "how=ratifies#begin" in shown
    assert "Let this emergency use stand beyond its day" in begun
    assert [(one["how"], one["ref"]) for one in told.json()["links"]] == [("Asks all to let stand", "D-001")]
    all_vote(emergency, 3, hours=4)
    settled(emergency, 3)
    with clock_at(hours=40 * DAY):
        use = queries.meter(emergency.viewer("observer")).uses[0]
        page_of = (
            at_home(emergency, "kin").get(f"/a/{emergency.slug}/decisions/reserved-powers/").content.decode()
        )
    assert (use.ended, use.ratified_by) == (False, "D-003")
    assert "Stands beyond its day" in page_of
