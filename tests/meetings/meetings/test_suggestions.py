"""What is suggested for an agenda is suggested once, and written once, whoever asks for it and how often."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from alliance.door.action import Done, must
from alliance.door.refusals import Refused
from alliance.door.window import opened
from meetings.meetings import actions, queries
from meetings.meetings.models import AgendaItem, Meeting
from meetings.meetings.queries.votes import put_to_vote
from risks.escalation import actions as escalation
from risks.escalation import queries as drafted
from tests.alliance.decisions.acting import opened as proposed
from tests.cast import START, Cast, clock_at
from tests.meetings.meetings.test_pages import PAGE, signed_in
from tests.meetings.stage import DAY, MORNING, announced, under_way
from tests.risks.register.stage import live


@pytest.fixture
def next_one(cast: Cast) -> UUID:
    """A coming meeting, after one at which D-001, which is open for votes still, lacked the quorum."""
    with clock_at(hours=1):
        assert proposed(cast, closes=START + timedelta(days=26)) == 1
    meeting = under_way(cast, here=("COU",))
    with clock_at(hours=MORNING + 1):
        must(actions.add_item(cast.caller("kin"), meeting=meeting, ref="D-001"))
        must(actions.close_meeting(cast.caller("facilitator"), meeting=meeting))
        return announced(cast, day=DAY.replace(day=24))


def offered(cast: Cast) -> list[tuple[str, str]]:
    return [(one.kind, one.ref) for one in queries.meeting(cast.viewer("kin"), 2).suggestions]


def refs(meeting: UUID) -> list[str]:
    return list(AgendaItem.objects.filter(meeting=meeting).values_list("ref", flat=True))


def everything(client: Client) -> int:
    """All suggestions at once, as the page's button sends them."""
    left = AgendaItem.objects.get(undecided=True)
    sent = {"refs": "D-001 ", "carried": f"{left.id} "}
    return client.post(f"{PAGE}2/agenda/suggested/", sent).status_code


def test_a_decision_that_lacked_the_quorum_and_is_open_for_votes_is_suggested_once(
    cast: Cast, next_one: UUID
) -> None:
    with clock_at(hours=MORNING + 2):
        assert offered(cast) == [("undecided", "D-001")]
        must(actions.add_item(cast.caller("kin"), meeting=next_one, ref="D-001"))
        assert queries.meeting(cast.viewer("kin"), 2).items[0].carried == "MT-001"  # typed, and known again
        assert offered(cast) == []
        announced(cast, day=DAY.replace(day=31))
        assert [one.kind for one in queries.meeting(cast.viewer("kin"), 3).suggestions] == ["open"]


def test_all_suggestions_at_once_and_again_write_each_reference_once(cast: Cast, next_one: UUID) -> None:
    with clock_at(hours=MORNING + 2):
        assert everything(signed_in(cast, "kin")) == 302
        assert (
            everything(signed_in(cast, "homes")) == 409
        )  # who pressed the same button a moment later is told
    assert refs(next_one) == ["D-001"]
    assert AgendaItem.objects.get(meeting=next_one).carried_from is not None


def test_what_somebody_else_has_put_on_meanwhile_is_skipped(cast: Cast, next_one: UUID) -> None:
    left = AgendaItem.objects.get(undecided=True).id
    with clock_at(hours=MORNING + 2):
        must(actions.add_item(cast.caller("homes"), meeting=next_one, ref="D-001"))
        rest = actions.add_suggested(
            cast.caller("kin"), meeting=next_one, refs=["D-001", "MT-001", "MT-001"], carried=[left, left]
        )
        none = actions.add_suggested(cast.caller("kin"), meeting=next_one, refs=["MT-001"], carried=[left])
    assert isinstance(rest, Done)
    assert isinstance(none, Refused)
    assert (none.code, refs(next_one)) == ("nothing", ["D-001", "MT-001"])


def test_K30_a_risk_about_which_a_decision_is_drafted_comes_to_the_next_meeting_and_to_its_vote(
    cast: Cast, django_assert_max_num_queries
) -> None:
    with clock_at(hours=1):
        risk = live(cast)
        _later, first = announced(cast, day=DAY.replace(day=24)), announced(cast)
        must(escalation.escalate_risk(cast.caller("kin"), risk=risk.id, reason="Please"))
        pages = {one: queries.meeting(cast.viewer("observer"), one) for one in (1, 2)}
        assert [one for one in pages[1].suggestions if one.asked] == []
        (asked,) = [one for one in pages[2].suggestions if one.asked]
        assert (asked.ref, asked.title, asked.url) == ("R-01", risk.event, f"/a/{cast.slug}/risks/1/")
        assert asked.why == "a decision is drafted: a partner asks for a decision"
        for part in ("", "agenda/"):
            shown = signed_in(cast, "observer").get(f"{PAGE}2/{part}").content.decode()
            assert "Comes to this meeting by itself" in shown
        must(actions.add_item(cast.caller("kin"), meeting=first, ref="R-01"))
        page = queries.meeting(cast.viewer("kin"), 2)
        assert [one for one in page.suggestions if one.asked] == []
        begun = put_to_vote(cast.viewer("kin"), 2, page.items[0].id).begun
        assert (begun["title"], begun["matter"]) == ("R-01 Too few beds in winter", "practice")
        assert "What do we decide about it together?" in str(begun["text"])
        viewer = cast.viewer("kin")
        with django_assert_max_num_queries(1):
            drafted.topics(viewer)


def test_what_asks_and_lacked_the_quorum_is_carried_to_the_next_meeting_that_can_decide_it(
    cast: Cast,
) -> None:
    with clock_at(hours=1):
        risk = live(cast)
        must(escalation.escalate_risk(cast.caller("kin"), risk=risk.id, reason="Please"))
    meeting = under_way(cast, here=("COU",))
    with clock_at(hours=MORNING + 1):
        must(actions.add_item(cast.caller("kin"), meeting=meeting, ref="R-01"))
        must(actions.close_meeting(cast.caller("facilitator"), meeting=meeting))
        _second, third = (announced(cast, day=DAY.replace(day=day)) for day in (24, 31))
        left = AgendaItem.objects.get(undecided=True)
        (shown,) = queries.meeting(cast.viewer("kin"), 2).suggestions
        assert (shown.asked, shown.carried) == (True, left.id)
        assert shown.why.endswith("a partner asks for a decision; it lacked the quorum at MT-001")
    with clock_at(hours=MORNING + 15 * 24):  # nobody opened the second, so the next is the third
        again = announced(cast, day=DAY.replace(day=30))
        with opened():  # an adjourned meeting before it, which decides nothing that was not adjourned
            Meeting.objects.filter(id=again).update(adjourned_from=meeting)
        assert [one.asked for n in (2, 4) for one in queries.meeting(cast.viewer("kin"), n).suggestions] == [
            False
        ] * 2
        (shown,) = queries.meeting(cast.viewer("kin"), 3).suggestions
        assert (shown.asked, shown.carried) == (True, left.id)
        assert (
            signed_in(cast, "kin").post(f"{PAGE}3/agenda/suggested/", {"carried": str(left.id)}).status_code
            == 302
        )
        assert offered(cast) == []
    assert AgendaItem.objects.get(carried_from=left).meeting_id == third
