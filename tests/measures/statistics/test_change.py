"""Paired change: attrition first, then change, classes and what those who were lost could alter."""

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.releases.parameters import STANDARD
from measures.statistics.change import APART, BASE, BOTH, class_share, follow_up


def ends(found):
    return (found.lower, found.upper)


def test_follow_up_matches_a_known_answer():
    rate = follow_up(20, 10)
    assert (rate.asked, rate.lost, rate.rate) == (20, 18, Fraction(1, 2))
    assert ends(class_share(8, 10, 0).interval) == pytest.approx((0.4902, 0.9433), abs=5e-5)


def test_class_shares_and_bounds_match_a_known_answer():
    improved, declined = class_share(3, 8, 2), class_share(1, 8, 2)
    assert ends(improved.interval) == pytest.approx((0.1368, 0.6943), abs=5e-5)
    assert ends(declined.interval) == pytest.approx((0.0224, 0.4709), abs=5e-5)
    assert (improved.least, improved.most, declined.least, declined.most) == (Fraction(3, 10), Fraction(1, 2), Fraction(1, 10), Fraction(3, 10))  # fmt: skip


@given(st.integers(10, 400), st.integers(0, 60), st.booleans(), st.booleans())
@settings(max_examples=300)
def test_what_is_said_of_the_lost_holds_for_whatever_was_rounded(exact, lost, up, too):
    """Both exact sizes are rounded to either side by a draw; the words may neither be wrong nor tell the two draws apart."""
    paired = max(exact - lost, 0)
    shown = rounded(exact, up=up), rounded(paired, up=too)
    found = follow_up(*shown)
    at_most, about = re.match(r"at most (\d+)", found.words), re.match(r"about (\d+) of", found.words)
    assert exact - paired <= int(at_most[1]) if at_most else abs(exact - paired - int(about[1])) <= BOTH
    assert exact - paired <= found.lost
    assert found.asked is not None or found.words == follow_up(40, 35).words == follow_up(35, 40).words


def rounded(size, *, up):
    return -(-size // BASE) * BASE if up else size // BASE * BASE


def test_shown_sizes_are_rounded_as_this_room_believes():
    assert (STANDARD.base, STANDARD.n_min) == (BASE, APART)


@pytest.mark.parametrize(
    ("asked", "paired", "shown", "lost", "words"),
    [
        pytest.param(40, 40, 40, 8, "at most 8 of about 40 were not followed up, perhaps nobody", id="all"),
        pytest.param(40, 35, None, 13, "at most 13 were not followed up, perhaps nobody", id="five"),
        pytest.param(45, 35, 45, 18, "about 10 of 45 were not followed up", id="ten"),
        pytest.param(35, 40, None, 13, "at most 13 were not followed up, perhaps nobody", id="rounding shows more pairs than people"),
    ],
)  # fmt: skip
def test_both_sizes_appear_only_if_they_differ_by_nothing_or_by_ten(asked, paired, shown, lost, words):
    found = follow_up(asked, paired)
    assert (found.asked, found.lost, found.words) == (shown, lost, words)
    assert (found.rate is None) == (found.bounds is None) == (shown is None)


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda: follow_up(30, 40), id="more pairs than people"), pytest.param(lambda: follow_up(-1, 0), id="below none"),
        pytest.param(lambda: class_share(9, 8, 0), id="more than all"),
    ],
)  # fmt: skip
def test_what_has_no_answer_is_refused_in_words(ask):
    with pytest.raises(ValueError, match=r"\w+ \w+ \w+"):
        ask()
