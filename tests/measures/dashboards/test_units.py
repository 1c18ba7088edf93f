"""Partners as dots: nobody named, ordered by size alone, one's own told to its owner, and only where there are eight."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from alliance.door.action import Done
from alliance.door.window import opened as window
from measures.dashboards.units import UnitsAsked, units
from measures.plan import actions
from measures.plan.keys import alliance_key
from measures.releases.models import PublishedFigure
from tests.cast import build
from tests.measures.dashboards import deprived
from tests.measures.dashboards.long import _stored, share

pytestmark = pytest.mark.django_db
MORE = tuple((f"P{at:02}", f"Partner {at}", "member", "provider", "charity") for at in range(8))
# the known answer E of the specification, rounded to 5: (said yes, of how many)
TOLD = ((30, 50), (20, 40), (40, 60), (20, 45), (55, 80), (10, 30), (35, 50), (5, 30))
BASE, API = "/a/stonebridge/measures/M-01/partners", "/api/v1/alliances/stonebridge/measures/M-01/partners"


@pytest.fixture(scope="module")
def ten(django_db_setup, django_db_blocker):
    """Two partners with 40 answers each, and eight more."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = deprived.small(build(more=MORE))
        for code, *_ in MORE:
            who = made.caller("gethin")
            assert isinstance(
                actions.add_supplier(who, org=made.cast.orgs[code], starts_on=deprived.DAY), Done
            )
        yield made
        transaction.set_rollback(True)


def fill(made, told):
    key = alliance_key(made.alliance)
    with window():
        for (code, *_), (x, n) in zip(MORE, told, strict=True):
            place = {"measure": "M-01", "view": code, "period": deprived.PERIOD}
            PublishedFigure.objects.bulk_create(
                _stored(made.published, each) for each in share(key, place, 0, x, n)
            )
    return made


def look(made, part="council"):
    return units(made.cast.viewer(part), "M-01", UnitsAsked())


def test_dots_are_numbered_by_size_and_nobody_is_named(ten):
    spec = look(fill(ten, TOLD)).chart
    sizes = [point.n for point in spec.points]
    assert sizes == sorted(sizes)
    assert len(sizes) == 10
    assert {point.label for point in spec.points} == {""}
    assert not [name for _, name, *_ in MORE if name in repr(spec)]


def test_the_order_does_not_follow_the_values(ten):
    """The same sizes with the values turned round: each partner keeps its dot."""
    seen = look(fill(ten, TOLD)).chart
    with window():
        PublishedFigure.objects.filter(view__startswith="P0").delete()
    turned = look(fill(ten, [(n - x, n) for x, n in TOLD])).chart
    assert [point.n for point in turned.points] == [point.n for point in seen.points]
    of = {(point.n, point.period): float(point.value) for point in seen.points}
    for point in turned.points:
        if point.n != 40:
            assert float(point.value) == pytest.approx(100 - of[point.n, point.period], abs=0.11)


def test_one_finds_ones_own_dot_and_others_do_not(ten):
    fill(ten, TOLD)
    mine = look(ten, "homes")
    assert mine.chart.points[int(mine.own) - 1].n == 40
    assert look(ten, "council").own == ""
    assert mine.chart == look(ten, "council").chart


def test_a_dot_far_out_asks_at_either_end_alike(ten):
    spec = look(fill(ten, [(40, 80)] * 6 + [(80, 80), (0, 80)])).chart
    assert sorted(point.words for point in spec.points if point.status != "ordinary") in (
        [], ["above the upper 95% limit: ask what happened here", "below the lower 95% limit: ask what happened here"],
    )  # fmt: skip
    assert len([line for line in spec.lines if line.role == "limit"]) == 4


def test_fewer_than_eight_with_thirty_answers_are_told_so_calmly(ten):
    found = look(fill(ten, [(10, 25)] * 3 + list(TOLD[:5])))
    assert (found.chart, found.silence.startswith("A funnel needs eight partners")) == (None, True)
    assert "here are seven" in found.silence


def test_the_page_the_file_and_the_api_say_the_same(client, ten):
    fill(ten, TOLD)
    client.force_login(
        ten.cast.people["homes"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    html = client.get(f"{BASE}/").content.decode()
    assert "only you are told" in html
    answer = client.get(API).json()
    assert answer["own"] in html
    assert len(answer["spec"]["points"]) == 10
    assert b"Partner 3" not in client.get(f"{BASE}.csv").content
    assert "How do partners differ" in client.get("/a/stonebridge/measures/M-01/").content.decode()
    assert client.get(f"{BASE}/?period=x").status_code == client.get(f"{BASE}/?release=7").status_code == 404


def test_an_average_has_no_funnel(ten):
    assert "made of shares" in units(ten.cast.viewer("council"), "M-02", UnitsAsked()).silence


def test_the_page_asks_as_many_questions_with_a_funnel_as_without(ten):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            look(ten)
        return len(seen)

    before = asked()
    fill(ten, TOLD)
    assert asked() == before <= 16
