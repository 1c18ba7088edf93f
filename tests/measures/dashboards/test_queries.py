"""The dashboard asks the same number of questions whatever there is to show, and says what to do while there is nothing."""

from collections import Counter
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliance.contract.models import Organisation
from alliance.door.action import Done
from alliance.people.models import Person
from frontend.charts import svg
from measures.dashboards.compared import compared
from measures.dashboards.drawn import charts
from measures.dashboards.queries import dashboard, measure
from measures.dashboards.shapes import Asked
from measures.plan import actions
from measures.releases.actions import close_release, open_release
from tests.measures import town
from tests.measures.dashboards.deprived import OfCast

pytestmark = pytest.mark.django_db
FIRST = "2024/25 Q1"
DAY = date(2024, 4, 1)
LATE = ("ICB", "FAI", "LRN")


def asked(viewer, look):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        look(viewer)
    return len(seen)


@pytest.fixture
def two(cast):
    """Two partners, one measure, nothing else."""
    who = cast.caller("manager")
    actions.add_cohort(who, name="Adults")
    actions.add_quarters(who, first=DAY, count=4)
    actions.add_measure(who, wording="Somebody to count on", kind="proportion", valid_from=DAY)
    for code in ("HOM", "KIN"):
        actions.add_supplier(who, org=cast.orgs[code], starts_on=DAY)
    made = OfCast(cast)
    for code in ("HOM", "KIN"):
        made.store(code, FIRST, [("M-01/1", 40, {"yes": 20}, None, None)])
    assert isinstance(made.publish(FIRST), Done)
    return cast.viewer("council")


@pytest.fixture
def eight(db):
    """Eight partners, four measures, two quarters."""
    made = town.Town(town.build())
    orgs = dict(Organisation.objects.filter(alliance_id=made.alliance).values_list("code", "id"))
    for code in LATE:
        actions.add_supplier(made.caller("gethin"), org=orgs[code], starts_on=DAY)
    made.fill({FIRST, "2024/25 Q2"})
    return made.viewer("mairead")


@pytest.mark.parametrize(
    "look", [dashboard, lambda viewer: measure(viewer, "M-01", Asked())], ids=["dashboard", "measure"]
)
def test_two_and_eight_partners_cost_the_same_questions(two, eight, look):
    assert len(dashboard(eight).panels[0].small) == 10
    assert asked(two, look) == asked(eight, look) == (15 if look is dashboard else 13)


def test_two_partners_show_no_alliance_figure_and_say_why(two):
    board = dashboard(two)
    assert "An alliance figure needs 3 partners" in board.panels[0].chart.missing
    assert [small.latest for small in board.panels[0].small] == ["50%", "50%"]


def test_a_release_that_was_given_up_is_offered_nowhere_and_compared_with_nothing(two, cast, client):
    made, who = OfCast(cast), cast.caller("manager")
    given_up = open_release(who, period=made.periods["2024/25 Q2"])
    assert isinstance(close_release(who, release=UUID(given_up.ref)), Done)
    for code in ("HOM", "KIN"):
        made.store(code, "2024/25 Q2", [("M-01/1", 40, {"yes": 30}, None, None)])
    assert isinstance(made.publish("2024/25 Q2"), Done)
    assert dashboard(two).releases == (1, 3)
    assert measure(two, "M-01", Asked(release=1)).releases == (1, 3)
    found = compared(two)
    assert (found.before, found.after, found.releases, found.came) == (1, 3, (1, 3), ("2024/25 Q2",))
    assert (compared(two, after=1).before, compared(two, before=3).after) == (1, 3)
    client.force_login(cast.people["council"], backend="allauth.account.auth_backends.AuthenticationBackend")
    here = f"/a/{cast.slug}/measures/"
    for address in (f"{here}?release=2", f"{here}compare/?after=2", f"{here}compare/?before=2"):
        assert client.get(address).status_code == 404, address


def test_an_alliance_that_counts_nothing_is_told_what_to_do_first(client, cast):
    for part, words in (
        ("manager", "Choose what we count"),
        ("homes", "The alliance manager or a data lead first says"),
    ):
        client.force_login(cast.people[part], backend="allauth.account.auth_backends.AuthenticationBackend")
        assert words in client.get(f"/a/{cast.slug}/measures/").content.decode()


def test_a_plan_without_figures_says_what_comes_next(client, cast):
    actions.add_measure(cast.caller("manager"), wording="Somebody", kind="proportion", valid_from=DAY)
    client.force_login(cast.people["homes"], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "a release is opened" in client.get(f"/a/{cast.slug}/measures/").content.decode()
    assert client.get(f"/a/{cast.slug}/measures/M-01/").status_code == 200


def test_no_chart_of_the_dashboard_is_drawn_or_read_twice(eight, client, monkeypatch):
    """Each is drawn at two widths, or narrow alone beside a wide one; each series is read once."""
    small = sum(each.chart is not None for panel in dashboard(eight).panels for each in panel.small)
    drawn, read = Counter(), Counter()
    drawing, reading = svg._drawn, charts.reading

    def draws(spec, own, *, narrow):
        drawn[spec.id, narrow] += 1
        return drawing(spec, own, narrow=narrow)

    def reads(series):
        read[series.measure.code, series.view.code] += 1
        return reading(series)

    monkeypatch.setattr(svg, "_drawn", draws)
    monkeypatch.setattr(charts, "reading", reads)
    client.force_login(
        Person.objects.get(id=eight.person), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert client.get(f"/a/{eight.slug}/measures/").status_code == 200
    assert (len(drawn), set(drawn.values())) == (4 * 2 + small, {1})
    assert (len(read), set(read.values())) == (4 * 11, {1})
