"""How the same people changed: released like every figure, beside everybody or not at all, and told attrition first."""

import re
from decimal import Decimal
from html import unescape
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from alliance.door.action import Done
from alliance.figures.cells import Interval, State
from measures.dashboards.change import ChangeAsked, change
from measures.dashboards.drawn.change import Between, Changed, charts, facts
from measures.models import ReleasedAtom
from measures.releases.actions import withdraw_figure
from measures.releases.queries import ALL, published
from tests.cast import build
from tests.measures.dashboards import deprived
from tests.measures.releases.paired import pairs

pytestmark = pytest.mark.django_db
FIRST, LATER = "2024/25 Q1", "2024/25 Q2"
SPAN = f"{FIRST} to {LATER}"
CODE = f"M-02+{FIRST}"
ROSE = [[str(at), str(at + 2), 8] for at in range(1, 6)]  # 40 people, each 2 points higher
MIXED = [["5", "5", 17], ["4", "8", 17], ["6", "4", 6]]  # 40 people, 1.4 on average
BASE, API = "/a/stonebridge/measures/M-02/change", "/api/v1/alliances/stonebridge/measures/M-02/change"


@pytest.fixture(scope="module")
def small(django_db_setup, django_db_blocker):
    """Three partners, 60 answers each in the first quarter and 55, 43 and 50 in the next, of which 40 are of the same people."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = deprived.small(build(), ("HOM", "KIN", "VOX"), 60)
        for code, n, joint in (("HOM", 55, ROSE), ("KIN", 43, MIXED), ("VOX", 50, MIXED)):
            made.store(code, LATER, [("M-02/1", n, {}, "6.1", "2.0")])
            pairs(made, code, LATER, FIRST, joint)
        assert isinstance(made.publish(LATER), Done)
        yield made
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


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return re.sub(r"\s+", " ", unescape(answer.content.decode()))


def cell(viewer, view, figure="mean"):
    found = published(viewer, measures=["M-02"], which=ALL, changes=True).figures
    return next(
        each.cell
        for each in found
        if (each.view, each.measure, each.figure) == (view, CODE, f"{CODE}:{figure}")
    )


def test_a_mean_change_lies_on_a_grid_of_twice_the_range(viewer):
    """40 people shown as 40, least 36: 20 / 73 = 0.274, so the step is 0.5; everybody rose by 2."""
    rose = cell(viewer, "HOM")
    assert (rose.text, str(rose.step), rose.n) == ("2.0", "0.5", 40)


def test_classes_are_told_by_each_standard_with_what_the_lost_could_alter():
    """Of SWEMWBS: 40 pairs of whom 10 passed both thresholds, 10 the lower, 15 neither, 5 fell by both; 20 of 60 were lost."""
    seen = counted({"improved-2": 10, "improved-1": 10, "unclear": 15, "declined-1": 0, "declined-2": 5})
    strip, classes = charts(seen, [("How", "As agreed.")])
    assert (strip.kind, classes.kind, len(classes.panels)) == ("strip", "classes", 2)
    words = [said for term, said in facts(seen) if term.startswith("By ")]
    assert (
        "about 20 improved (50%, 95% interval 35% to 65%, of all who began between 29% and 71%)" in words[0]
    )
    assert "about 10 improved (25%" in words[1]
    assert words[1].endswith("about 25 not clearly changed.")


def test_classes_that_were_shown_together_are_not_told_apart():
    seen = counted(
        {"improved-2": 10, "improved-1": 10, "unclear": 15, "declined-1": 5, "declined-2": 5},
        state=State.COMBINED,
    )
    assert [chart.kind for chart in charts(seen, [("How", "As agreed.")])] == ["strip"]
    assert len(facts(seen)) == 2


def counted(classes, state=State.SHOWN):
    """A published change of SWEMWBS: 40 people, 1.0 on average, and people per class."""
    measure = SimpleNamespace(code="M-07", wording="SWEMWBS", instrument="swemwbs")
    between = Between(measure, SimpleNamespace(code="all", name="All partners"), FIRST, LATER)
    code = f"M-07+{FIRST}"
    figures = {f"{code}:{name}": at(str(people), state=state) for name, people in classes.items()}
    return Changed(between, figures | {f"{code}:mean": at("1.0")}, at("21", n=60).cell)


def at(number, n=40, state=State.SHOWN):
    cell = SimpleNamespace(
        state=state, number=Decimal(number), n=n, note="", release=2, text=number,
        interval=Interval(Decimal(number) - 1, Decimal(number) + 1, "as printed"),
    )  # fmt: skip
    return SimpleNamespace(cell=cell)


def test_where_few_gave_one_answer_only_no_change_stands_beside_everybody(viewer):
    """Of 43 who answered 40 answered twice."""
    found = cell(viewer, "KIN")
    assert (found.number, found.text) == (None, "too few to show")
    assert "gave one answer only" in found.note


def test_a_total_stands_beside_everybody_where_each_partner_leaves_ten_in_it(viewer):
    """15, 3 and 10 gave one answer only: less one partner's own 13 are left at least."""
    assert cell(viewer, "alliance").number is not None


def test_the_page_tells_who_was_followed_up_before_any_change(member, viewer):
    html = page(member, f"{BASE}/?view=HOM")
    told = [html.index(each) for each in ("Who was followed up", "How they changed", "Whose change")]
    assert told == sorted(told)
    assert "About 40 people, 67% (54% to 77%); about 20 of 60 were not followed up." in html
    assert "+2.0 points on average, 95% interval 1.0 to 3.0." in html
    assert "About 20 of 60 were not followed up; nothing is known of their change." in html
    assert f"view=HOM&span={SPAN.replace('/', '%2F').replace(' ', '+')}&release=2" in html


def test_the_api_and_the_file_say_the_same(member):
    answer = member.get(f"{API}?view=HOM").json()
    assert (answer["span"], answer["spans"]) == (SPAN, [SPAN])
    assert answer["facts"][1][1].startswith("+2.0 points")
    assert [panel["name"] for panel in answer["specs"][0]["panels"]] == [
        "Who was followed up",
        "How they changed",
    ]
    assert b"Mean change,2.0" in member.get(f"{BASE}-1.csv?view=HOM").content.replace(b'"', b"")
    assert member.get(f"{BASE}-2.csv?view=HOM").status_code == 404


def test_what_may_not_be_shown_is_said_calmly(member):
    assert "No change to show" in page(member, f"{BASE}/?view=KIN")
    assert "gave one answer only" in page(member, f"{BASE}/?view=KIN")


@pytest.mark.parametrize("query", ["view=nobody", "span=x", "release=9", "release=x"])
def test_an_address_that_names_nothing_is_not_found(member, query):
    assert member.get(f"{BASE}/?{query}").status_code == 404
    assert member.get(f"{API}?{query}").status_code in {404, 422}


def test_before_anything_is_released_the_page_says_where_changes_come_from(member):
    assert "sheets with one row for each answer" in page(member, f"{BASE}/?release=1")


def test_a_release_keeps_the_pairs_it_was_made_from(small):
    assert (
        ReleasedAtom.objects.filter(release=small.published, version__basis="matched_followup").count() == 3
    )


def test_the_page_asks_as_many_questions_with_a_change_as_without(viewer):
    def asked(release):
        with CaptureQueriesContext(connection) as seen:
            change(viewer, "M-02", ChangeAsked(release=release))
        return len(seen)

    assert asked(1) == asked(2) <= 16


def test_who_takes_a_measure_back_takes_its_change_with_it(small, viewer):
    answer = withdraw_figure(
        small.caller("gethin"),
        release=small.published.id,
        period=LATER,
        measure="M-02",
        reason="A wrong scale",
    )
    assert isinstance(answer, Done), answer
    assert cell(viewer, "HOM").text == "withdrawn"


def test_what_was_taken_back_and_put_right_shows_its_change_again(small, viewer):
    """Ten answers more of each, so that everybody's figures are said anew; the release that was taken back stays so."""
    old = small.published
    wrong = {"period": LATER, "measure": "M-02", "reason": "A wrong scale"}
    assert withdraw_figure(small.caller("gethin"), release=old.id, **wrong).ref
    assert change(viewer, "M-02", ChangeAsked(view="HOM")).silence.startswith("withdrawn")
    for code, n, joint in (("HOM", 65, MIXED), ("KIN", 53, ROSE), ("VOX", 60, ROSE)):
        small.store(code, LATER, [("M-02/1", n, {}, "6.9", "2.0")])
        pairs(small, code, LATER, FIRST, joint)
    assert isinstance(small.publish(LATER), Done)
    again = change(viewer, "M-02", ChangeAsked(view="HOM"))
    assert (again.silence, len(again.charts), again.release) == ("", 1, old.number + 1)
    assert "+1.5 points" in dict(again.facts)["How they changed"]
    before = change(viewer, "M-02", ChangeAsked(view="HOM", release=old.number))
    assert before.silence.startswith("withdrawn")
