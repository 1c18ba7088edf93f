"""What programs send about reviews, where a form leaves something out."""

import pytest
from django.http import QueryDict

from meetings.reviews.api import inputs

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        (inputs.Declared, {"involved", "manages", "main_setting"}),
        (inputs.Follow, {"changed", "again"}),
        (inputs.Loss, set()),
    ],
)
def test_nothing_that_is_left_out_of_a_form_is_a_no(asked: type[inputs.In], missing: set[str]) -> None:
    sent = asked(data=QueryDict(""))
    assert sent.is_valid() is not bool(missing)
    assert (set(sent.errors), dict(sent.validated_data)) == (missing, {})


def test_a_theme_rests_on_pieces_unless_its_writer_says_no() -> None:
    for form, said in (("", {}), ("&from_pieces=false", {"from_pieces": False})):
        sent = inputs.Theme(data=QueryDict(f"text=Words{form}"))
        sent.is_valid(raise_exception=True)
        assert {
            name: sent.validated_data[name] for name in sent.validated_data if name == "from_pieces"
        } == said
