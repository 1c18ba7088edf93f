"""Joining and pooling, and the one sentence that must hold of every view."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.releases.inputs import CohortIn, Group
from measures.releases.making.rollup import (
    Unit,
    alliance_may_show,
    category_units,
    cohort_units,
    joined,
    pool,
    select,
    still_joined,
)

NAMES = "abcdefgh"


def units(*sizes, partner="oak"):
    return [Unit((Group(partner, name),), n) for name, n in zip(NAMES, sizes, strict=False)]


def shape(made):
    return [("".join(group.cohort for group in unit.groups), unit.n) for unit in made]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        pytest.param((4, 23, 12, 7), [("ab", 27), ("cd", 19)], id="example"),
        pytest.param((10, 10), [("a", 10), ("b", 10)], id="ten-is-enough"),
        pytest.param((30, 9), [("ab", 39)], id="last-joins-the-one-before"),
        pytest.param((2, 3, 4, 40), [("abcd", 49)], id="keeps-joining-forwards"),
        pytest.param((3, 3), [("ab", 6)], id="all-together-too-few"),
        pytest.param((20, 0, 20), [("a", 20), ("bc", 20)], id="observed-zero-is-small"),
        pytest.param((), [], id="nothing"),
    ],
)
def test_small_units_join_their_neighbours(sizes, expected):
    assert shape(joined(units(*sizes))) == expected


@given(st.lists(st.integers(0, 40), max_size=8))
def test_every_unit_is_large_enough_or_alone_and_nobody_is_lost(sizes):
    made = joined(units(*sizes))
    assert len(made) <= 1 or all(unit.n >= 10 for unit in made)
    assert [group.cohort for unit in made for group in unit.groups] == list(NAMES[: len(sizes)])
    assert sum(unit.n for unit in made) == sum(sizes)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        pytest.param((14, 23), [("ab", 37)], id="fourteen-stays"),
        pytest.param((15, 15), [("a", 15), ("b", 15)], id="fifteen-parts"),
        pytest.param((16, 14), [("ab", 30)], id="each-part"),
    ],
)
def test_once_joined_units_stay_joined_until_each_part_has_fifteen(sizes, expected):
    parts = units(*sizes)
    previous = [frozenset(group for part in parts for group in part.groups)]
    assert shape(joined(parts, still_joined(parts, previous))) == expected


def test_a_part_that_is_no_longer_there_binds_nobody():
    previous = [frozenset({Group("oak", "a"), Group("oak", "z")})]
    assert still_joined(units(12, 12), previous) == ()


TREE = (CohortIn("y", "Young"), CohortIn("y1", "A", "y"), CohortIn("y2", "B", "y"), CohortIn("o", "Old"), CohortIn("o1", "C", "o"),
        CohortIn("o2", "D", "o"))  # fmt: skip


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        pytest.param(
            {"y1": 12, "y2": 3, "o1": 20, "o2": 20}, [("y1y2", 15), ("o1", 20), ("o2", 20)], id="inside-first"
        ),
        pytest.param(
            {"y1": 2, "y2": 3, "o1": 20, "o2": 20}, [("y1y2o1", 25), ("o2", 20)], id="then-across-parents"
        ),
        pytest.param({"y1": 30, "o1": 4, "o2": 3}, [("y1o1o2", 37)], id="last-parent-joins-the-one-before"),
        pytest.param(
            {"y": 30, "o1": 14, "o2": 13}, [("y", 30), ("o1", 14), ("o2", 13)], id="a-parent-held-alone"
        ),
    ],
)
def test_cohorts_join_under_their_parent_before_parents_join(sizes, expected):
    assert shape(cohort_units("oak", TREE, sizes)) == expected


def test_a_join_across_parents_is_kept_too():
    previous = [frozenset({Group("oak", "y1"), Group("oak", "y2"), Group("oak", "o1")})]
    sizes = {"y1": 12, "y2": 20, "o1": 15, "o2": 20}
    assert shape(cohort_units("oak", TREE, sizes, previous)) == [("y1y2o1", 47), ("o2", 20)]


def test_categories_of_joined_cohorts_are_counted_together():
    a, b = Group("oak", "a"), Group("oak", "b")
    made = category_units(Unit((a, b), 27), "age", [("young", {a: 2, b: 12}), ("old", {a: 2, b: 11})])
    assert [unit.n for unit in made] == [14, 13]
    assert made[0].groups == (Group("oak", "a", "age", "young"), Group("oak", "b", "age", "young"))


def small(**sizes):
    return [Unit((Group(partner, "adults"),), n) for partner, n in sizes.items()]


@pytest.mark.parametrize(
    ("sizes", "n"),
    [
        pytest.param({"elm": 6, "ash": 7}, None, id="elm-is-left-with-ash"),
        pytest.param({"elm": 6, "ash": 7, "yew": 8}, 21, id="with-yew-it-passes"),
        pytest.param({"elm": 9}, None, id="one-alone"),
        pytest.param({"elm": 9, "ash": 9, "yew": 0}, None, id="nine-is-left"),
        pytest.param({}, None, id="none"),
    ],
)
def test_a_pool_hides_its_members_from_one_another_or_does_not_exist(sizes, n):
    made = pool(small(**sizes))
    assert (made.n if made else None) == n


@given(st.lists(st.integers(0, 9), max_size=6))
def test_every_pool_less_any_member_has_at_least_ten(sizes):
    made = pool(small(**{f"p{place}": n for place, n in enumerate(sizes)}))
    assert made is None or all(made.n - n >= 10 for n in sizes)


def test_a_view_that_would_cut_a_unit_leaves_it_out():
    made = joined(units(4, 23, 12, 14))
    chosen = select([Group("oak", "b"), Group("oak", "c")], made)
    assert (shape(chosen.units), shape(chosen.cut)) == ([("c", 12)], [("ab", 27)])


@pytest.mark.parametrize(
    ("people", "may"),
    [
        pytest.param({"a": 20, "b": 20}, False, id="two-partners"),
        pytest.param({"a": 85, "b": 10, "c": 5}, True, id="85-percent"),
        pytest.param({"a": 86, "b": 10, "c": 4}, False, id="over-85-percent"),
    ],
)
def test_an_alliance_figure_needs_three_partners_and_none_far_the_largest(people, may):
    assert alliance_may_show(people) is may
