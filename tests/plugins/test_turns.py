"""Slow tests are spread over the list, and nothing is lost."""

from tests.plugins.turns import spread


def test_slow_tests_stand_apart_and_the_end_is_quick():
    assert spread(["a", "b"], [*"12345678"]) == ["a", "1", "2", "3", "b", "4", "5", "6", "7", "8"]


def test_nothing_is_lost_where_there_are_more_slow_ones_or_none():
    assert spread(["a", "b", "c"], ["1"]) == ["a", "b", "c", "1"]
    assert spread([], ["1", "2"]) == ["1", "2"]
