"""The invented alliance sees a quarter without a late partner first, and with it in the next edition."""

from datetime import date

import pytest

from measures.releases.editions import demo
from measures.releases.queries import published
from tests.measures import town

LATE = ("2025/26 Q2", "TID")


@pytest.mark.django_db
def test_f4_a_late_partner_is_named_and_then_let_in():
    made = town.Town(town.build()).fill(publish=False, without={LATE})
    told = demo.moments(made.alliance, date(2026, 7, 22))
    for moment in told[:6]:
        moment.do()
    viewer = made.viewer("mairead")
    first = published(viewer).of("M-02", "alliance")["2025/26 Q2"].cell
    assert (first.text, first.note, first.release) == ("47%", "Tideway: no figures sent", 6)
    made.store("TID", "2025/26 Q2", town.sheets()["2025/26 Q2"]["TID"])
    for moment in told[6:]:
        moment.do()
    again = published(viewer).of("M-02", "alliance")["2025/26 Q2"].cell
    assert (again.text, again.note) == ("46%", "")
    assert published(viewer, until=6).of("M-02", "alliance")["2025/26 Q2"].cell == first
