"""What joined groups print, and the sums that must fit before anything is published."""

from dataclasses import replace

import pytest

from alliance.figures.cells import State
from measures.releases.inputs import AtomIn, Given, Group, Reach, ViewIn
from measures.releases.publish import publish
from tests.measures.releases.test_lattice import MEASURE, atoms_of, order


def cell(made, view, figure="n"):
    edition = publish(replace(made, views=(view,)))
    return next(each.cell for each in edition.figures if each.figure == figure)


def of(partners, cohorts=(), category="", reach=Reach.GROUP):
    return ViewIn("v", "v", reach, partners, cohorts, "age" if category else "", category)


JOINED = atoms_of({("oak", "y", "1"): 4, ("oak", "a", "1"): 23, ("elm", "a", "2"): 30})


def test_a_small_cohort_is_shown_with_its_neighbour_and_called_so():
    found = cell(order(JOINED), of(("oak",), ("y",)))
    assert (found.state, found.note) == (State.COMBINED, "Young with Adults")
    assert found == cell(order(JOINED), of(("oak",), ("a",)))
    assert found.text == cell(order(JOINED), of(("oak",))).text


def test_a_total_that_would_cut_a_joined_unit_leaves_it_out_and_says_so():
    edition = publish(order(JOINED, (of(("oak", "elm"), ("a",)),)))
    assert edition.figures[0].partners == ("elm",)
    assert edition.figures[0].cell.note == "Elm alone; Oak: Young with Adults shown together, left out here"


def test_all_of_twenty_less_nineteen_men_does_not_give_one_woman_away():
    """With 8 of 20 and men 7 of 19 on show, one woman would be known to have the condition."""
    made = order(atoms_of({("oak", "a", "1"): 19, ("oak", "a", "2"): 1, ("oak", "a", "3"): None}))
    men, women, all_ = (cell(made, of(("oak",), ("a",), each), "M:yes") for each in ("1", "2", ""))
    assert men == women
    assert (men.state, men.note) == (State.COMBINED, "Adults, under 20 with 20 to 24")
    assert men.text == all_.text


def test_a_parent_with_one_group_that_has_people_shows_that_groups_figure():
    made = order(atoms_of({("oak", "a", "1"): 23, ("oak", "a", "2"): 0, ("oak", "a", "3"): None}))
    assert cell(made, of(("oak",), ("a",), "1")).number == cell(made, of(("oak",), ("all",))).number


def test_categories_large_enough_are_shown_by_themselves():
    made = order(atoms_of({("oak", "a", "1"): 40, ("oak", "a", "2"): 30, ("oak", "a", "3"): 20}))
    found = [cell(made, of(("oak",), ("a",), each)) for each in "123"]
    assert [each.state for each in found] == [State.SHOWN] * 3
    assert [abs(each.n - n) < 5 for each, n in zip(found, (40, 30, 20), strict=True)] == [True] * 3


def test_one_withheld_category_silences_the_breakdown_and_not_the_whole():
    made = atoms_of({("oak", "a", "1"): 40, ("oak", "a", "2"): 30, ("oak", "a", "3"): 20})
    held = tuple(
        replace(each, state=Given.WITHHELD, n=0, counts={}) if each.group.category == "3" else each
        for each in made
    )
    assert cell(order(held), of(("oak",), ("a",), "3")).state is State.WITHHELD
    assert cell(order(held), of(("oak",), ("a",), "1")).state is State.NOT_COLLECTED
    assert cell(order(held), of(("oak",), ("a",), "1")).note == "Oak: no complete breakdown sent"
    assert cell(order(held), of(("oak",), ("a",))).state is State.SHOWN


ALLIANCE = of((), reach=Reach.ALLIANCE)


@pytest.mark.parametrize(
    ("people", "state"),
    [
        pytest.param({"oak": 40, "elm": 40}, State.TOO_FEW, id="two-partners"),
        pytest.param({"oak": 300, "elm": 20, "ash": 20}, State.TOO_FEW, id="one-far-the-largest"),
        pytest.param({"oak": 40, "elm": 20, "ash": 20}, State.SHOWN, id="three"),
        pytest.param({"oak": 40, "elm": 6, "ash": 7, "yew": 8}, State.SHOWN, id="pool-counts"),
        pytest.param({"oak": 40, "elm": 6, "ash": 7}, State.TOO_FEW, id="failed-pool-does-not"),
    ],
)
def test_an_alliance_figure_is_shown_only_where_no_partner_stands_out(people, state):
    made = order(atoms_of({(code, "a", "1"): n for code, n in people.items()}))
    assert cell(made, ALLIANCE).state is state


def test_a_pool_is_in_totals_and_its_members_stay_silent():
    made = order(
        atoms_of({("oak", "a", "1"): 40, ("elm", "a", "1"): 6, ("ash", "a", "1"): 7, ("yew", "a", "1"): 8})
    )
    assert "too few" not in cell(made, ALLIANCE).note
    assert cell(made, of(("elm",))).state is State.TOO_FEW
    assert cell(made, of(("oak", "elm"))).note == "Oak alone; Elm: too few"


GOOD = AtomIn(Group("oak", "a"), "q", "M", 20, {"yes": 8})


@pytest.mark.parametrize(
    ("atoms", "code"),
    [
        pytest.param((replace(GOOD, counts={"yes": 21}),), "sums_do_not_fit", id="numerator-over-n"),
        pytest.param((replace(GOOD, counts={}),), "sums_do_not_fit", id="no-numerator"),
        pytest.param((replace(GOOD, n=-1),), "sums_do_not_fit", id="negative"),
        pytest.param((GOOD, GOOD), "twice", id="twice"),
        pytest.param((replace(GOOD, group=Group("fir", "a")),), "not_declared", id="unknown-partner"),
        pytest.param(
            (replace(GOOD, group=Group("oak", "a", "age", "9")),), "not_declared", id="unknown-category"
        ),
        pytest.param(
            (replace(GOOD, group=Group("oak", "a", "age", "1")),), "breakdown_does_not_add_up", id="no-whole"
        ),
        pytest.param(
            (*atoms_of({("oak", "a", "1"): 20})[:-1], replace(GOOD, n=21)),
            "breakdown_does_not_add_up",
            id="sum",
        ),
    ],
)
def test_figures_that_do_not_fit_stop_the_release_without_telling_a_number(atoms, code):
    refusal = publish(order(atoms))
    assert refusal.code == code
    assert not any(number in refusal.sentence for number in ("20", "21", "-1"))


def test_without_the_alliance_key_nothing_is_published():
    assert publish(order((GOOD,), key=b"short")).code == "key_missing"


def test_bands_must_cover_everybody():
    bands = replace(MEASURE, kind="bands", categories=("low", "high"))
    made = order((replace(GOOD, counts={"low": 8, "high": 11}),), measures=(bands,))
    assert publish(made).code == "sums_do_not_fit"
    fits = replace(made, atoms=(replace(GOOD, counts={"low": 8, "high": 12}),), views=(of(("oak",)),))
    assert [each.figure for each in publish(fits).figures] == [
        "n",
        "M:low",
        "M:low:share",
        "M:high",
        "M:high:share",
    ]
