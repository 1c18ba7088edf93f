"""Marlhaven's reviews are told through the actions, and the last three are alive on whatever day it is loaded."""

import pytest

from alliance.contract.access import enter
from alliance.door import clock
from alliance.ledger.verify import verify
from alliance.people.models import Person
from meetings.reviews import queries
from tests import told
from tests.told import LATER, WRITTEN


def viewer(name: str):
    return enter(Person.objects.get(email=f"{name}@marlhaven.example").id, "marlhaven")


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(WRITTEN, id="as-written"),
        pytest.param(LATER, id="on-another-day", marks=pytest.mark.once),
    ],
)
def test_three_reviews_are_released_a_swarm_is_on_its_way_one_gathers_and_one_lays_the_three_side_by_side(
    db: None, now
) -> None:
    with clock.simulated(now):
        alliance = told.marlhaven(now)
        library = queries.releases(viewer("nerys")).object_list
        assert [(row.ref, row.month, row.subject) for row in library] == [
            ("V-03", "July 2026", "A good day"), ("V-02", "January 2026", "Harm"), ("V-01", "November 2024", "Harm"),
        ]  # fmt: skip
        assert [(row.ref, row.state) for row in queries.seated(viewer("osric"))] == [
            ("V-05", "gathering"), ("V-04", "opened"),
        ]  # fmt: skip
        assert queries.review(viewer("zainab"), 5).window.state == "open"
        beside = queries.review(viewer("anwen"), 6)
        assert {one.heading for one in beside.themes} == {"V-01, V-02, V-03", "V-01, V-02"}
        assert [one.ref for one in beside.material.releases] == ["V-01", "V-02", "V-03"]
        first = queries.release(viewer("nerys"), 1)
        assert (first.covenant, len(first.content.timeline), len(first.content.factors)) == (1, 3, 6)
        assert queries.references(viewer("nerys"), ["V-01", "V-05"])[0].title == first.row.title
        assert verify(alliance, deep=True).whole
