"""The invented alliance sees a quarter without a late partner first, and with it in the next release."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.dashboards.compared import compared
from measures.releases.cited import cited
from measures.releases.queries import published
from measures.releases.stored import demo
from tests.measures import town

LATE = ("2025/26 Q2", "TID")


@pytest.mark.django_db
def test_f4_a_late_partner_is_named_and_then_let_in():
    made = town.Town(town.build()).fill(publish=False, without={LATE})
    told = demo.moments(made.alliance, date(2026, 7, 22))
    for moment in told[:18]:
        moment.do()
    viewer = made.viewer("mairead")
    first = published(viewer).of("M-02", "alliance")["2025/26 Q2"].cell
    assert (first.text, first.note, first.release) == ("47%", "Tideway: no figures sent", 6)
    made.store("TID", "2025/26 Q2", town.sheets()["2025/26 Q2"]["TID"])
    for moment in told[18:]:
        moment.do()
    again = published(viewer).of("M-02", "alliance")["2025/26 Q2"].cell
    assert (again.text, again.note) == ("46%", "")
    assert published(viewer, until=6).of("M-02", "alliance")["2025/26 Q2"].cell == first
    (line,) = [
        each for each in compared(viewer, 6, 7).changes
        if (each.measure, each.view) == ("M-02", "All partners together")
    ]  # fmt: skip
    before = "47% (n 235); Tideway: no figures sent"
    assert (line.period, line.before, line.after) == ("2025/26 Q2", before, "46% (n 340)")


@pytest.mark.django_db
def test_figures_of_many_measures_are_cited_in_as_many_queries_as_of_one():
    made = town.Town(town.build()).fill(publish=False)
    for moment in demo.moments(made.alliance, date(2026, 7, 22)):
        moment.do()
    viewer = made.viewer("mairead")

    def asked(*refs: str) -> tuple[list[str], int]:
        with CaptureQueriesContext(connection) as seen:
            found = cited(viewer, refs)
        return list(dict.fromkeys(one.reference for one in found)), len(seen)

    one, few = asked("M-02")
    assert one == ["M-02"]
    assert asked("M-02", "M-99", "M-01") == (["M-02", "M-01"], few)
    assert asked("M-99")[0] == []
