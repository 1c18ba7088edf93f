"""Told on another day, Marlhaven's risks are as alive; in a file of its own, since one database holds one Marlhaven."""

from datetime import date

import pytest

from risks.register.models import Risk
from tests import told


@pytest.mark.once
def test_told_on_a_later_day_the_reviews_are_still_to_come(db) -> None:
    told.marlhaven(told.LATER)
    assert Risk.objects.order_by("review_on").first().review_on == date(2027, 2, 23)
