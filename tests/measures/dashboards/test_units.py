"""Partners beside each other: as dots by size alone, one's own marked for its owner, or, short of eight, in charter order."""

from decimal import Decimal
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from alliance.door.action import Done
from alliance.door.window import opened as window
from measures.dashboards import queries
from measures.dashboards.shapes import Asked
from measures.dashboards.units import ONLY_SHARES, UnitsAsked, units
from measures.plan import actions
from measures.plan.keys import alliance_key
from measures.plan.models import Supply
from measures.plan.queries import plan
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
        for (code, *_), (x, n) in zip(MORE, told, strict=False):
            place = {"measure": "M-01", "view": code, "period": deprived.PERIOD}
            PublishedFigure.objects.bulk_create(
                _stored(made.published, each) for each in share(key, place, 0, x, n)
            )
    return made


def look(made, part="council", code="M-01", **asked):
    return units(made.cast.viewer(part), code, UnitsAsked(**asked))


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


def test_names_hide_nothing_and_the_page_says_so(ten):
    """As an attacker: what stands by name on the page of the measure finds every dot; so no word may promise otherwise."""
    found = look(fill(ten, TOLD))
    named = queries.measure(ten.cast.viewer("homes"), "M-01", Asked()).panel
    partners = {row.code for row in plan(ten.cast.viewer("homes")).suppliers}
    told = [each for each in named.figures if each.view in partners and each.figure.endswith(":share")]
    at = {(each.cell.n, round(each.cell.number)): each.view for each in told}
    dots = [(point.n, round(point.value)) for point in found.chart.points]
    assert {at[dot] for dot in dots if dot in at} == {code for code, *_ in MORE}
    card = dict(found.chart.method)["No names, and no secret"]
    assert "finds its dot" in card
    assert "only you" not in card


def test_fewer_than_eight_with_thirty_answers_stand_side_by_side_in_charter_order(ten):
    found = look(fill(ten, [(10, 25)] * 3 + list(TOLD[:5])))
    assert (found.chart.kind, found.own) == ("multiples", "")
    assert found.why.endswith("here are seven.")
    names = [panel.name for panel in found.chart.panels]
    assert names == [each.name for each in plan(ten.cast.viewer("council")).suppliers]
    assert [panel.points[-1].n for panel in found.chart.panels][2:5] == [25, 25, 25]
    assert found.chart.title == (
        "In 2024/25 Q1 the figures of seven partners lie between 44% and 69%; not drawn: Partner 0, Partner 1 and Partner 2."
    )


def test_whoever_is_withheld_is_named_and_has_a_place(ten):
    """A partner whose figures are not out, and one that began to send after the last of these periods."""
    with window():
        Supply.objects.filter(org=ten.cast.orgs["P05"]).update(starts_on=deprived.DAY.replace(year=2025))
    spec = look(fill(ten, TOLD[:3])).chart
    last = {panel.name: panel.points[-1] for panel in spec.panels}
    assert (last["Partner 3"].value, last["Partner 3"].status) == (None, "missing")
    assert "Partner 3" in spec.title
    assert spec.missing == "Partner 3, Partner 4, Partner 6 and Partner 7: nothing published (2024/25 Q1)."
    assert "Partner 5" not in last


def test_an_average_stands_side_by_side_too(ten):
    found = look(ten, code="M-02")
    assert (found.why, found.chart.kind) == (ONLY_SHARES, "multiples")
    assert {panel.points[0].value for panel in found.chart.panels[:2]} == {Decimal("5.2")}


@pytest.mark.parametrize(("told", "kind", "words"), [
    pytest.param(TOLD, "funnel", "drawn without its name", id="dots"),
    pytest.param(TOLD[:3], "multiples", "in charter order", id="side-by-side"),
])  # fmt: skip
def test_the_page_the_file_and_the_api_say_the_same(client, ten, told, kind, words):
    fill(ten, told)
    client.force_login(
        ten.cast.people["homes"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    html = client.get(f"{BASE}/").content.decode()
    assert words in html
    assert f"?{urlencode({'period': deprived.PERIOD, 'release': 1})}" in unescape(html)
    answer = client.get(API).json()
    assert (answer["spec"]["kind"], bool(answer["own"])) == (kind, kind == "funnel")
    assert all(sentence in unescape(html) for sentence in answer["words"] if "Your own" not in sentence)
    lines = client.get(f"{BASE}.csv").content.decode("utf-8-sig")
    assert ("Partner 2" in lines) == (kind == "multiples")
    assert client.get(f"{BASE}/?period=x").status_code == client.get(f"{BASE}/?release=7").status_code == 404


def test_the_page_asks_as_many_questions_with_a_funnel_as_without(ten):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            look(ten)
        return len(seen)

    before = asked()
    fill(ten, TOLD)
    assert asked() == before <= 16
