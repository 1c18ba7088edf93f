"""Which chart a series gets, its lines and signals in words, and that order never follows the values."""

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape
from random import Random

import pytest
from django.db import transaction

from measures.dashboards import queries
from measures.dashboards.drawn import said
from measures.dashboards.queries import dashboard, measure
from measures.dashboards.shapes import Asked
from measures.limits.actions import record_step
from measures.packs.contents import contents
from measures.plan.models import Period
from measures.releases.queries import ALL, published
from measures.statistics.signals import Signal
from tests.measures import town
from tests.measures.dashboards import long

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BASE, API = "/a/marlhaven/measures/", "/api/v1/alliances/marlhaven/measures/"
CHANGED = "2029/30 Q1"


@pytest.fixture(scope="module")
def long_town(django_db_setup, django_db_blocker):
    """Marlhaven's first three quarters and eighteen more from 2026/27 on: shares rise at 2029/30 Q1 and stay."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = town.Town(town.build()).fill({"2025/26 Q2", "2025/26 Q3", "2025/26 Q4"})
        long.lengthen(made.viewer("mairead"))
        yield made
        transaction.set_rollback(True)


def chart(made, code, **asked):
    return measure(made.viewer("mairead"), code, Asked(**asked)).panel.chart


def drawn(line):
    return {value for value in line.values if value is not None}


def test_a_share_gets_limits_that_know_its_answers_and_says_what_is_unusual(long_town):
    spec = chart(long_town, "M-01")
    assert spec.kind in ("p", "p_prime")
    assert [line.name for line in spec.lines] == ["Mean", "Upper limit", "Lower limit"]
    assert spec.title == "68% in 2030/31 Q2: unusually high (two of three in a row near the upper limit)."
    assert "The latest figure is unusually high (two of three in a row near the upper limit)." in spec.latest
    flagged = {point.label: point.words for point in spec.points if point.status == "high"}
    assert flagged["2030/31 Q2"].startswith("two of three")
    assert dict(spec.method)["Ledger of limits"] == "No step has been recorded."
    assert "times in 100" in dict(spec.method)["By luck"]
    assert str(spec.ruleset) == "alliance/1"


def test_an_average_gets_an_xmr_chart_with_one_point_above_its_limits(long_town):
    spec = chart(long_town, "M-04")
    high = [point.label for point in spec.points if point.words == "above the upper limit"]
    assert (spec.kind, high) == ("xmr", ["2028/29 Q2"])
    assert spec.title == "4.6 in 2030/31 Q2: as usual."
    centre, upper, lower = (drawn(line).pop() for line in spec.lines)
    assert abs(upper - 2 * centre + lower) <= Decimal("0.02")


def test_a_narrower_span_shows_a_part_and_moves_no_limits(long_town):
    whole, part = chart(long_town, "M-04"), chart(long_town, "M-04", first=CHANGED)
    assert len(part.points) == 6
    assert [drawn(line) for line in part.lines] == [drawn(line) for line in whole.lines]


def test_a_step_of_the_ledger_starts_limits_anew_and_can_be_left_out(long_town, client):
    before = chart(long_town, "M-01")
    answer = record_step(
        long_town.caller("gethin"), measure="M-01", view="alliance", period=long_town_period(long_town), kind="rebase",
        reason="Weekly calls began", cites="D-003",
    )  # fmt: skip
    assert answer.ref == "alliance/1"
    after = chart(long_town, "M-01")
    (segment,) = [each for each in after.segments if "Weekly calls" in each.words]
    assert after.points[segment.first].label == CHANGED
    assert (
        chart(long_town, "M-01", without=1).title == chart(long_town, "M-01", limits=0).title == before.title
    )
    assert "limits start anew: Weekly calls began" in [event.words for event in after.events]
    client.force_login(
        long_town.person("mairead"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    page = client.get(f"{BASE}M-01/?without=1").content.decode()
    assert "Step 1 of the ledger is left out here." in page
    assert "?view=alliance&amp;release=3&amp;limits=1&amp;without=1" in page
    assert client.get(f"{BASE}M-01/?without=2").status_code == 404
    ledger = client.get(f"{BASE}M-01/limits/").content.decode()
    assert re.search(r'<td>Weekly calls began</td><td class="al-keep"><a [^>]*>D-003</a></td>', ledger)
    assert client.get(f"{API}M-01/limits").json()["steps"][0]["cites"] == "D-003"


def long_town_period(made, code=CHANGED):
    return Period.objects.get(alliance_id=made.alliance, code=code).id


def test_of_two_steps_one_is_left_out_or_not_yet_taken_and_the_link_keeps_the_other(long_town, client):
    for code, reason in ((CHANGED, "Weekly calls began"), ("2027/28 Q1", "A second house opened")):
        record_step(
            long_town.caller("gethin"), measure="M-01", view="alliance", period=long_town_period(long_town, code),
            kind="rebase", reason=reason, cites="D-003",
        )  # fmt: skip
    told = {asked: [each.words for each in chart(long_town, "M-01", **dict(asked)).events]
            for asked in ((("limits", 1),), (("without", 1),), (("limits", 2), ("without", 1)), ())}  # fmt: skip
    calls, house = "limits start anew: Weekly calls began", "limits start anew: A second house opened"
    assert [[each in words for each in (calls, house)] for words in told.values()] == [
        [True, False], [False, True], [False, True], [True, True]]  # fmt: skip
    client.force_login(
        long_town.person("mairead"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    page = client.get(f"{BASE}M-01/?without=1").content.decode()
    assert "?view=alliance&amp;release=3&amp;limits=2&amp;without=1" in page
    page = client.get(f"{BASE}M-01/?limits=1").content.decode()
    assert "Limits are shown as they stood after 1 of 2 steps." in page


def test_the_luck_budget_counts_every_chart_that_looks(long_town):
    board = dashboard(long_town.viewer("mairead"))
    assert " charts look for signals over 21 periods: about " in board.luck
    assert "at the latest point" in board.luck


def order_of(board):
    """Everything on the board that has an order: measures, views, columns, rows, points."""
    return [
        (each.code, [small.view for small in each.small], each.grid.columns, [row[0] for row in each.grid.rows],
         [point.period for point in each.chart.points])
        for each in board.panels
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_values_that_change_places_leave_every_order_as_it_was(long_town, monkeypatch, seed):
    viewer = long_town.viewer("mairead")
    before, found = dashboard(viewer), published(viewer, which=ALL)
    shares = [at for at, each in enumerate(found.figures) if each.figure.endswith(("yes:share", ":mean"))]
    places = dict(zip(shares, Random(seed).sample(shares, len(shares)), strict=True))
    moved = [
        replace(each, cell=found.figures[places.get(at, at)].cell) for at, each in enumerate(found.figures)
    ]
    monkeypatch.setattr(queries, "published", lambda *_, **__: replace(found, figures=tuple(moved)))
    after = dashboard(viewer)
    assert order_of(after) == order_of(before)
    assert after.panels[0].chart.points != before.panels[0].chart.points


@pytest.mark.parametrize(
    "query", ["release=99", "release=x", "first=2001/02+Q1", "limits=7", "without=0", "view=nobody"]
)
def test_an_address_that_names_what_never_was_is_not_found(long_town, client, query):
    client.force_login(
        long_town.person("mairead"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert client.get(f"{BASE}M-02/?{query}").status_code == 404


def test_every_file_of_a_chart_opens_as_what_it_says_it_is(long_town, client):
    client.force_login(
        long_town.person("mairead"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    starts = {"csv": b"\xef\xbb\xbf", "svg": b"<svg", "png": b"\x89PNG", "xlsx": b"PK"}
    for kind, start in starts.items():
        answer = client.get(f"{BASE}M-02/figures.{kind}?view=LAN")
        assert answer.content.startswith(start), kind
        assert f'filename="m-02-lan.{kind}"' in answer["Content-Disposition"]
    assert client.get(f"{BASE}M-02/figures.exe").status_code == 404


@pytest.mark.parametrize(("rule", "direction", "words"), [
    ("outside", "low", "below the lower limit"), ("trend", "climb", "one of 7 or more in a row that rise"),
    ("two_of_three", "high", "two of three in a row near the upper limit"),
    ("run", "low", "one of 7 or more in a row below the mean"),
])  # fmt: skip
def test_each_rule_says_what_it_saw(rule, direction, words):
    assert said.signal_words(Signal(rule, direction)) == words


def test_a_line_up_hides_the_real_series_until_somebody_asks(long_town, client):
    client.force_login(
        long_town.person("mairead"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    page = client.get(f"{BASE}M-04/line-up/").content.decode()
    assert "is the real one" not in page
    asked, told = (client.get(f"{API}M-04/line-up?tell={tell}").json() for tell in ("no", "yes"))
    assert (asked["real"], asked["spec"]) == (0, told["spec"])
    real = told["spec"]["panels"][told["real"] - 1]
    drawn = [point["value"] for point in client.get(f"{API}M-04/chart").json()["spec"]["points"]]
    assert [float(point["value"]) for point in real["points"]] == [float(value) for value in drawn]
    assert (
        f"Number {told['real']} is the real one"
        in client.get(f"{BASE}M-04/line-up/?tell=yes").content.decode()
    )
    assert client.get(f"{BASE}M-04/line-up/?view=nobody").status_code == 404


def test_a_line_up_is_bound_to_its_release_and_no_file_says_which_is_real(long_town, client):
    client.force_login(
        long_town.person("mairead"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    newest, first = (client.get(f"{API}M-04/line-up{query}").json()["spec"] for query in ("", "?release=1"))
    assert (newest["release"], first["release"]) == ("Release 3", "Release 1")
    assert (len(newest["panels"][0]["points"]), len(first["panels"][0]["points"])) == (21, 19)
    page = client.get(f"{BASE}M-04/line-up/").content.decode()
    assert f"{BASE}M-04/line-up/?view=alliance&amp;release=3&amp;ledger=0" in page
    lines = client.get(f"{BASE}M-04/line-up.csv?release=1").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 20 * 19
    assert (
        client.get(f"{BASE}M-04/line-up.csv?release=1&tell=yes").content.decode("utf-8-sig").splitlines()
        == lines
    )
    assert {
        client.get(f"{BASE}M-04/line-up/?{asked}").status_code for asked in ("release=99", "ledger=1")
    } == {404}


def test_a_step_that_comes_later_moves_no_link_to_a_view(long_town, client):
    """The dashboard, the partners beside each other, the measure: all under the newest release, before and after a step."""
    client.force_login(
        long_town.person("mairead"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    pages = [BASE + each for each in ("", "M-04/", "M-04/partners/")]
    before = {_link(page): _charts(page) for page in (client.get(each).content.decode() for each in pages)}
    for view in ("LAN", "alliance"):
        record_step(
            long_town.caller("gethin"), measure="M-04", view=view, period=long_town_period(long_town),
            kind="rebase", reason="A second line opened", cites="D-003",
        )  # fmt: skip
    assert {link: _charts(client.get(link).content.decode()) for link in before} == before
    assert not any("A second line opened" in each for each in before.values())
    assert all("A second line opened" in client.get(each).content.decode() for each in pages)
    pack = contents(long_town.viewer("mairead"), "xlsx", Asked(ledger=0))
    assert "A second line opened" not in repr(pack.specs)
    assert pack.cover.permalink.endswith("&release=3&ledger=0")


def _link(page):
    """The address that a page gives of itself."""
    return unescape(re.search(r'class="al-permalink" href="http://testserver([^"]+)"', page).group(1))


def _charts(page):
    """All that a page says of its charts."""
    return "".join(re.findall(r'(?s)<section class="al-chart".*?</section>', page))
