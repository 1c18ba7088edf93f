"""What a proposal would do with an earlier decision: an unknown way is refused in words, and never taken for another."""

import pytest

from alliance.decisions.forms.fields import WAYS, Concerning, linked


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("nonsense", "Choose one of the ways that are offered."),
        ("", "Say what it would do with that decision."),
    ],
)
def test_an_unknown_way_is_refused_in_words(how, says):
    form = Concerning({"concerns": "1", "how": how})
    form.choose_among([(1, "D-001")])
    assert form.errors == {"how": [says]}
    assert linked(1, how) == {}


def test_every_way_that_is_offered_leads_somewhere():
    assert all(linked(1, way) for way in WAYS)
