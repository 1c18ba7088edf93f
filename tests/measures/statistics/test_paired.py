"""Paired change: attrition first, then change, classes and what those who were lost could alter."""

from fractions import Fraction

import pytest

from measures.statistics.paired import class_share, follow_up


def ends(found):
    return (found.lower, found.upper)


def test_follow_up_matches_a_known_answer():
    rate = follow_up(20, 10)
    assert (rate.asked, rate.lost, rate.rate) == (20, 10, Fraction(1, 2))
    assert ends(class_share(8, 10, 0).interval) == pytest.approx((0.4902, 0.9433), abs=5e-5)


def test_class_shares_and_bounds_match_a_known_answer():
    improved, declined = class_share(3, 8, 2), class_share(1, 8, 2)
    assert ends(improved.interval) == pytest.approx((0.1368, 0.6943), abs=5e-5)
    assert ends(declined.interval) == pytest.approx((0.0224, 0.4709), abs=5e-5)
    assert (improved.least, improved.most, declined.least, declined.most) == (Fraction(3, 10), Fraction(1, 2), Fraction(1, 10), Fraction(3, 10))  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "paired", "shown", "lost", "words"),
    [
        pytest.param(40, 40, 40, 0, "everybody was followed up", id="all"),
        pytest.param(40, 35, None, 9, "fewer than 10 were not followed up", id="five"),
        pytest.param(44, 35, None, 9, "fewer than 10 were not followed up", id="nine"),
        pytest.param(45, 35, 45, 10, "10 of 45 were not followed up", id="ten"),
        pytest.param(35, 40, None, 9, "fewer than 10 were not followed up", id="rounding shows more pairs than people"),
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
