"""When a sheet may be committed, and how many people a correction touches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.uploads.findings import question, stop
from measures.uploads.rules import Ready, check_commit, is_small, touched

ASKED, WRONG = question("a", "Right?", key="a"), stop("b", "Mend it.")


@pytest.mark.parametrize(
    ("ready", "partial", "code"),
    [
        (Ready("ready", (), 4, 4, False), False, None),
        (Ready("received", (), 4, 4, False), False, "still_checking"),
        (Ready("committed", (), 4, 4, False), False, "committed_already"),
        (Ready("taken_back", (), 0, 0, False), True, "taken_back"),
        (Ready("ready", (ASKED,), 4, 4, False), True, "questions_wait"),
        (Ready("ready", (WRONG,), 0, 0, False), True, "no_rows"),
        (Ready("ready", (WRONG,), 2, 2, False), False, "rows_wait"),
        (Ready("ready", (WRONG,), 2, 2, False), True, None),
        (Ready("ready", (), 4, 4, True), False, "moved_on"),
        (Ready("ready", (), 4, 0, False), False, "nothing_changed"),
    ],
)
def test_a_commit_is_refused_for_one_reason_at_a_time(ready, partial, code):
    refused = check_commit(ready, partial=partial)
    assert (refused.code if refused else None) == code


def test_lanterns_correction_touches_four_people():
    assert touched({"yes": 41, "no": 54}, {"yes": 38, "no": 53}) == 4


@pytest.mark.parametrize(("people", "small"), [(0, False), (1, True), (9, True), (10, False)])
def test_a_correction_waits_until_it_reaches_ten(people, small):
    assert is_small(people) is small


@given(
    st.dictionaries(st.text(max_size=3), st.integers(0, 50)),
    st.dictionaries(st.text(max_size=3), st.integers(0, 50)),
)
def test_what_is_touched_is_the_same_both_ways_and_at_least_the_change_in_people(old, new):
    assert touched(old, new) == touched(new, old)
    assert touched(old, new) >= abs(sum(new.values()) - sum(old.values()))
