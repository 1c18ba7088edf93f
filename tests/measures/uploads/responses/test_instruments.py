"""Instruments and breakdowns of the plan: each person converted, each breakdown its own margin, published as agreed."""

from datetime import date
from fractions import Fraction

import pytest

from alliance.door.refusals import Refused
from measures.atoms.scored import moments_of_scores
from measures.models import AtomVersion, PublishedFigure
from measures.plan import actions
from tests.measures.uploads.desks.desk import text, work
from tests.measures.uploads.responses.sheets import PAGE, PERIOD


@pytest.fixture
def planned(town):
    """The plan with the short wellbeing scale, by metric, and a breakdown."""
    manager = town.caller("gethin")
    split = [
        {"code": code, "name": name}
        for code, name in (("women", "Women"), ("men", "Men"), ("not-stated", "not stated"))
    ]
    assert actions.add_breakdown(manager, name="Gender", code="gender", categories=split).ref
    made = actions.adopt_instrument(
        manager, instrument="swemwbs", code="W-07", valid_from=date(2024, 4, 1), wording="Wellbeing", decision="D-003"
    )  # fmt: skip
    assert made.ref
    return town


def sheet(people, header, line):
    rows = [f"{at},baseline,{PERIOD},adults,{line(at)}" for at in range(1, people + 1)]
    return "\n".join([f"row_key,occasion,period,cohort,{header}", *rows, ""]).encode()


def test_people_at_raw_7_and_35_are_published_with_the_mean_of_their_metric_scores(planned, lantern):
    data = sheet(40, "Gender,swemwbs_raw", lambda at: f"{'Women' if at % 4 else 'Men'},{7 if at % 2 else 35}")
    draft = lantern.draft(PAGE, data)
    page = lantern.page(draft)
    assert "n 40, mean 21.00, sd 14.18" in page
    assert "21" in page.partition("What others will see")[2]
    assert lantern.commit(draft).status_code == 302
    work()
    assert not isinstance(lantern.town.publish("2026/27 Q1"), Refused)
    held = AtomVersion.objects.get(breakdown="all")
    assert (held.counts, held.scale) == ({"7": 20, "35": 20}, "metric")
    shown = PublishedFigure.objects.get(view="LAN", measure="W-07", figure__endswith=":mean")
    assert shown.text == "21.0"


def test_each_category_is_held_beside_everybody_and_an_empty_one_as_nought(planned, lantern):
    data = sheet(
        30, "Gender,M-01,swemwbs_raw", lambda at: f"{'Women' if at > 10 else 'Men'},yes,{6 + at % 20 + 1}"
    )
    assert lantern.commit(lantern.draft(PAGE, data)).status_code == 302
    work()
    assert not isinstance(lantern.town.publish("2026/27 Q1"), Refused)
    counted = AtomVersion.objects.filter(measure__code="W-07").values_list("category", "n")
    assert dict(counted) == {"all": 30, "women": 20, "men": 10, "not-stated": 0}


def test_items_are_scored_as_their_sum_and_the_owner_sees_how_many_changed(planned, lantern):
    header = ",".join(f"swemwbs_{number}" for number in range(1, 8))
    rows = [
        f"{at},{occasion},{PERIOD},adults,{','.join([str(answer)] * 7)}"
        for at in range(1, 16) for occasion, answer in (("baseline", 2), ("followup", 4 if at > 5 else 2))
    ]  # fmt: skip
    data = "\n".join([f"row_key,occasion,period,cohort,{header}", *rows, ""]).encode()
    draft = lantern.draft(PAGE, data)
    assert "5 no clear change" in lantern.page(draft)
    assert "10 improved" in lantern.page(draft)
    lantern.commit(draft)
    later = AtomVersion.objects.get(basis="matched_followup")
    assert (later.counts, later.joint) == ({"14": 5, "28": 10}, [["14", "14", 5], ["14", "28", 10]])
    own = text(lantern.get("my_data", period=PAGE))
    assert "the later answer of those who gave both" in own
    assert moments_of_scores({"28": 1}, "swemwbs", "metric").mean == Fraction("25.03")
