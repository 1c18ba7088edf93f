"""The thread of a decision: what it rests on and led to, at most three links away, each thing once, for constant queries."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from alliance.decisions.models import Proposal
from alliance.decisions.queries import looked_for
from alliance.door import clock
from alliance.door.action import must
from alliance.door.refusals import NotFound
from alliance.door.window import opened as window
from alliance.life.queries import thread_of
from alliance.links.thread import Knot, thread
from alliance.tasks.actions import create_task
from meetings.meetings.actions import add_item
from meetings.meetings.models import AgendaItem
from risks.register.actions import link_reference
from risks.register.models import Risk
from tests.alliance.decisions.acting import all_vote, opened
from tests.alliance.decisions.test_pages import at_home
from tests.cast import START, Cast, build, clock_at
from tests.meetings.stage import MORNING, announced, put_to_vote, under_way
from tests.risks.register.stage import raised

NOW = START + timedelta(hours=6)


def task(cast: Cast, source: str) -> str:
    with clock_at(hours=3):
        due = START.date() + timedelta(days=30)
        made = create_task(
            cast.caller("manager"), what="Write to all", org=cast.orgs["KIN"], due=due, source=source
        )
    return must(made).ref


def risk(cast: Cast, *refs: str) -> Risk:
    with clock_at(hours=4):
        made = raised(cast, "COU", "HOM")
        for ref in refs:
            must(link_reference(cast.caller("council"), risk=made.id, ref=ref))
    return made


def listed(cast: Cast, *refs: str) -> None:
    with clock_at(hours=5):
        meeting = announced(cast)
        for ref in refs:
            must(add_item(cast.caller("manager"), meeting=meeting, ref=ref))


def knots(cast: Cast, ref: str = "D-001", part: str = "observer") -> dict[str, Knot]:
    with clock.simulated(NOW):
        found = thread(cast.viewer(part), ref)
    assert len({knot.ref for knot in found}) == len(found)
    return {knot.ref: knot for knot in found}


def carried(cast: Cast, **said) -> int:
    number = opened(cast, **said)
    all_vote(cast, number)
    return number


DIRECT: dict[str, tuple[Callable[[Cast], object], str, str]] = {
    "an action that came from it": (
        lambda cast: task(cast, "D-001"),
        "A-001",
        "An action that came from D-001",
    ),
    "a risk linked with it": (
        lambda cast: risk(cast, "D-001"),
        "R-01",
        "A risk that hangs together with D-001",
    ),
    "a meeting that listed it": (lambda cast: listed(cast, "D-001"), "MT-001", "With D-001 on its agenda"),
    "a decision that looks again": (
        lambda cast: opened(cast, looks_again_at=1),
        "D-002",
        "Looks again at D-001",
    ),
    "one about ending it": (lambda cast: opened(cast, reverses=1), "D-002", "Is about ending D-001"),
    "one that replaced it": (lambda cast: carried(cast, supersedes=(1,)), "D-002", "Replaced D-001"),
    "one that names it": (
        lambda cast: opened(cast, text="As in D-001."),
        "D-002",
        "Names D-001 in its words",
    ),
}


@pytest.mark.parametrize("name", DIRECT)
def test_one_link_away_stands(cast: Cast, name: str) -> None:
    make, ref, how = DIRECT[name]
    carried(cast)
    make(cast)
    found = knots(cast)
    assert (list(found), found[ref].how, found[ref].links) == ([ref], how, 1)


def test_what_its_own_words_name_and_where_its_effect_is_looked_for(cast: Cast) -> None:
    task(cast, "")
    risk(cast)
    opened(cast, text="Because of R-01.", expected_effect="A-001 is done.", expected_where="A-001")
    found = knots(cast)
    assert set(found) == {"R-01", "A-001"}
    assert found["R-01"].how == "Named in the words of D-001"


def test_the_meeting_in_which_it_was_put_to_the_vote(cast: Cast) -> None:
    meeting = under_way(cast, items=("Beds",))
    with clock_at(hours=MORNING + 0.5):
        assert must(put_to_vote(cast, meeting, AgendaItem.objects.get().id)).ref == "D-001"
    assert knots(cast)["MT-001"].how == "D-001 was put to the vote here"


def test_at_most_three_links_deep_and_the_fourth_is_left_out(cast: Cast) -> None:
    carried(cast)
    for before in (1, 2, 3, 4):
        opened(cast, looks_again_at=before, title=f"After {before}")
    assert {ref: knot.links for ref, knot in knots(cast).items()} == {"D-002": 1, "D-003": 2, "D-004": 3}
    assert {ref: knot.links for ref, knot in knots(cast, "D-003").items()} == {
        "D-002": 1, "D-004": 1, "D-001": 2, "D-005": 2,
    }  # fmt: skip


def test_a_ring_ends_and_each_thing_is_reached_by_its_shortest_way(cast: Cast) -> None:
    opened(cast, text="See D-002.")
    opened(cast, text="See D-001 and D-003.")
    opened(cast, text="See D-001.")
    assert {ref: knot.links for ref, knot in knots(cast).items()} == {"D-002": 1, "D-003": 1}


def test_a_meeting_leads_no_further(cast: Cast) -> None:
    carried(cast)
    task(cast, "")
    listed(cast, "D-001", "A-001")
    assert set(knots(cast)) == {"MT-001"}


def test_nothing_of_another_alliance_and_nothing_that_does_not_exist(cast: Cast) -> None:
    other = build("millbrook")
    carried(other)
    task(other, "D-001")
    opened(cast, text="As in R-77 and D-999.")
    assert knots(cast) == {}


def test_the_number_of_queries_is_the_same_for_two_things_and_for_thirty(cast: Cast) -> None:
    carried(cast)
    task(cast, "D-001")
    risk(cast, "A-001")

    def counted() -> int:
        viewer = cast.viewer("observer")
        with clock.simulated(NOW), CaptureQueriesContext(connection) as queries:
            thread(viewer, "D-001")
        return len(queries)

    few = counted()
    for _ in range(15):
        task(cast, "D-001")
        risk(cast, "A-001")
    assert counted() == few


def test_page_and_api_show_the_same_thread_by_date_with_its_own_milestones(cast: Cast) -> None:
    carried(cast)
    task(cast, "D-001")
    risk(cast, "D-001")
    with clock.simulated(NOW):
        page = at_home(cast, "observer").get(f"/a/{cast.slug}/decisions/1/thread/")
        api = (
            at_home(cast, "observer", APIClient)
            .get(f"/api/v1/alliances/{cast.slug}/decisions/1/thread")
            .json()
        )
        shown = thread_of(cast.viewer("observer"), 1)
        assert at_home(cast, "stranger").get(f"/a/{cast.slug}/decisions/1/thread/").status_code == 404
        with pytest.raises(NotFound):
            thread_of(cast.viewer("observer"), 9)
    html = page.content.decode()
    assert "2 things within 3 links" in html
    assert (
        [one["ref"] for one in api["beads"]] == [one.ref for one in shown.beads] == ["", "", "A-001", "R-01"]
    )
    assert (
        html.index("Opened for")
        < html.index("Carried:")
        < html.index("An action that came")
        < html.index("A risk that hangs")
    )


def test_a_figure_is_told_which_carried_decisions_look_there_for_their_effect(cast):
    opened(cast, expected_where="M-02, and M-04 beside it")
    assert looked_for(cast.viewer("homes"), "M") == []
    with window():
        Proposal.objects.filter(alliance_id=cast.alliance).update(result="carried", decided_at=clock.now())
    found = looked_for(cast.viewer("homes"), "M")
    assert [each.about for each in found] == ["M-02", "M-04"]
    assert looked_for(cast.viewer("homes"), "R") == []
