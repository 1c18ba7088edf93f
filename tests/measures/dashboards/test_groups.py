"""A measure over ordered groups: both indices from published figures, and calm words where groups do not carry them."""

import csv
import io
import re
from html import unescape

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from measures.dashboards.groups import GroupsAsked, groups
from tests.cast import build
from tests.measures.dashboards import deprived

pytestmark = pytest.mark.django_db
PERIOD = deprived.PERIOD
BASE = "/a/stonebridge/measures/M-01/"
API = "/api/v1/alliances/stonebridge/measures/M-01/"
EVEN = {"most-deprived": (50, 100), "second": (55, 100), "third": (60, 100), "fourth": (65, 100), "least-deprived": (70, 100)}  # fmt: skip


@pytest.fixture(scope="module")
def small(django_db_setup, django_db_blocker):
    """Two partners, a share and an average, one quarter published: once for this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield deprived.small(build())
        transaction.set_rollback(True)


@pytest.fixture
def viewer(small):
    return small.cast.viewer("council")


@pytest.fixture
def member(client, small):
    client.force_login(
        small.cast.people["council"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


@pytest.fixture
def declared(small):
    deprived.declare(small.caller("gethin"))


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return re.sub(r"\s+", " ", unescape(answer.content.decode()))


def told(viewer, figures, **given):
    deprived.fill(viewer, PERIOD, figures, **given)
    return groups(viewer, "M-01", GroupsAsked())


def test_both_indices_of_an_even_rise_are_its_slope_and_the_ratio_of_its_ends(viewer, declared):
    """Five groups of one size, 5 points apart: 25 from end to end, and (60 + 12.5) / (60 - 12.5)."""
    found = told(viewer, EVEN | {"not-stated": (90, 100)})
    (_, slope), (_, ratio) = found.index
    assert slope.startswith("+25.0 percentage points, 95% interval +10.3 to +39.7")
    assert ratio.startswith("1.53, 95% interval 1.18 to 1.98")
    assert found.chart.title.startswith("From Most deprived to Least deprived: +25.0 percentage points")
    assert [point.label for point in found.chart.points] == list(deprived.FIFTHS)


def test_an_average_is_read_from_its_printed_interval(viewer, declared):
    steps = [(f"{5 + at / 2:.1f}", 100, (f"{4.6 + at / 2:.1f}", f"{5.4 + at / 2:.1f}")) for at in range(5)]
    deprived.fill(viewer, PERIOD, dict(zip(EVEN, steps, strict=True)), "M-02")
    (_, slope), _ = groups(viewer, "M-02", GroupsAsked()).index
    assert slope == "+2.5 points, 95% interval +1.9 to +3.1"


@pytest.mark.parametrize(
    ("figures", "given", "why"),
    [
        pytest.param(EVEN | {"third": None}, {}, "5 ordered groups or more, all of them published", id="one-not-published"),
        pytest.param(EVEN | {"third": (15, 25)}, {}, "5 ordered groups or more", id="one-of-few-people"),
        pytest.param(EVEN, {"third": {"partners": "LAN TID"}}, "not of the same partners", id="other-partners"),
    ],
)  # fmt: skip
def test_groups_that_carry_no_line_are_shown_side_by_side_and_it_is_said_why(
    viewer, declared, figures, given, why
):
    found = told(viewer, figures, **given)
    assert (found.index, why in found.why) == ((), True)
    assert [point.label for point in found.chart.points] == list(deprived.FIFTHS)
    assert found.chart.title == "6 groups side by side, in declared order."


def test_groups_without_an_order_from_worst_off_to_best_off_get_no_line(viewer, small):
    deprived.declare(small.caller("gethin"), ordered=False)
    assert "side by side" in told(viewer, EVEN).why


def test_the_page_the_file_and_the_api_say_the_same(member, viewer, declared):
    deprived.fill(viewer, PERIOD, EVEN)
    html = page(member, f"{BASE}groups/")
    assert "+25.0 percentage points" in html
    assert "?by=deprivation&view=alliance&period=2024%2F25+Q1&release=1" in html
    rows = list(csv.DictReader(io.StringIO(member.get(f"{BASE}groups.csv").content.decode("utf-8-sig"))))
    assert [row["value"] for row in rows] == ["50", "55", "60", "65", "70", ""]
    answer = member.get(f"{API}groups").json()
    assert answer["index"][0][1].startswith("+25.0")
    assert [each["value"] for each in answer["spec"]["points"]] == ["50", "55", "60", "65", "70", None]
    assert "groups.svg" in html


def test_without_a_breakdown_the_page_says_how_to_get_one(member):
    assert "a view for each of its categories" in page(member, f"{BASE}groups/")
    assert member.get(f"{BASE}groups.csv").status_code == 404


@pytest.mark.parametrize("query", ["by=age", "view=nobody", "period=2024/25+Q2", "release=99", "release=x"])
def test_an_address_that_names_nothing_is_not_found(member, declared, query):
    assert member.get(f"{BASE}groups/?{query}").status_code == 404
    assert member.get(f"{API}groups?{query}").status_code in {404, 422}


def test_the_page_asks_as_many_questions_with_figures_as_without(viewer, declared):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            groups(viewer, "M-01", GroupsAsked())
        return len(seen)

    before = asked()
    deprived.fill(viewer, PERIOD, EVEN)
    assert asked() == before <= 16
