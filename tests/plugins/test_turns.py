"""Slow tests begin every process's part of the list, and nothing is lost."""

from tests.plugins.turns import dealt


def test_every_part_begins_with_its_share_of_what_is_slow():
    assert dealt(["b1", "b2", "b3"], ["1", "2", "3", "4"], 2) == ["b1", "b3", "1", "3", "b2", "2", "4"]


def test_one_process_has_all_slow_tests_first():
    assert dealt(["b1"], ["1", "2"], 1) == ["b1", "1", "2"]
