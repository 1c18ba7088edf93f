"""What a window lets happen, and when."""

import pytest

from alliance.tickets import actions, queries, writing
from tests.alliance.tickets.stage import AFTER, LAST_DAY, gathering, on

pytestmark = pytest.mark.django_db


def written(window, *texts):
    for ticket, text in zip(window.tickets, texts, strict=False):
        writing.write(ticket, text, "theme")


def test_v22_three_pieces_open_with_both_keys():
    made = gathering(taken=3)
    with on(LAST_DAY):
        written(made, "One", "Two", "Three")
    with on(AFTER):
        assert actions.close(made.window) == made.window
        assert {one.text for one in queries.read(made.window, *made.parts)} == {"One", "Two", "Three"}
