"""Whatever people answer, their score lies in the range that the catalogue declares, and its key tells it all."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.instruments.answers import NoScore
from measures.instruments.catalogue import instruments
from measures.instruments.columns import columns
from measures.instruments.meaning import bands_of, changed, is_outcome
from measures.instruments.scoring import of_key, score

POINTED = [each for each in instruments().values() if each.score and each.score.low is not None]
few = settings(max_examples=15)  # of each instrument, and each run draws others
pointed = pytest.mark.parametrize("found", POINTED, ids=lambda each: each.id)


def answers(found, blanks=0):
    """Anything a form may hold, with up to so many blanks; areas that may weigh double stay single, as on most forms."""
    items = columns(found).items
    full = st.fixed_dictionaries(dict.fromkeys(items, st.integers(found.items.low, found.items.high)))
    left_out = st.sets(st.sampled_from(items), max_size=blanks)
    return st.builds(lambda given, left: given | dict.fromkeys(left), full, left_out)


@pointed
@few
@given(data=st.data())
def test_every_score_lies_in_the_declared_range(found, data):
    scored = score(found, data.draw(answers(found, blanks=3)), fill=data.draw(st.booleans()))
    if isinstance(scored, NoScore):
        assert not scored.impossible
        return
    assert Fraction(found.score.low) <= scored.points <= Fraction(found.score.high)
    if found.conversion and scored.points.denominator == 1:
        assert found.conversion.low <= scored.converted <= found.conversion.high


@pointed
@few
@given(data=st.data())
def test_the_key_alone_tells_the_score(found, data):
    scored = score(found, data.draw(answers(found, blanks=found.missing.most)))
    assert of_key(found, scored.key) == scored


@pointed
@few
@given(data=st.data())
def test_every_score_lies_in_one_band_of_each_set(found, data):
    scored = score(found, data.draw(answers(found, blanks=found.missing.most)))
    assert set(bands_of(found, scored)) == {each.id for each in found.bands}


@pytest.mark.parametrize(
    ("found", "by"),
    [
        pytest.param(each, by, id=f"{each.id} by {by.high} {by.unit}")
        for each in POINTED
        for by in each.change
        if is_outcome(each)
    ],
)
@few
@given(data=st.data())
def test_a_change_back_is_the_opposite_change(found, by, data):
    before, after = (score(found, data.draw(answers(found))) for _ in range(2))
    there, back = changed(found, before, after, by), changed(found, after, before, by)
    assert {there, back} in ({"no clear change"}, {"improved", "declined"})
