"""A measure may be a count: it is sent as n alone, protected like every n, and drawn without a second draw."""

from dataclasses import replace

import pytest

from alliance.door import clock
from measures.dashboards.queries import Asked, measure
from measures.plan import actions
from measures.plan.queries import method_cards, plan
from measures.releases.queries import ALL
from measures.uploads.checking.sheet import check
from measures.uploads.reading.delimited import read_csv
from measures.uploads.responses.headings import Headings
from measures.uploads.responses.template import columns_for
from tests.cast import done
from tests.measures import town
from tests.measures.uploads.cast import csv_of, register
from tests.measures.uploads.desks.desk import Desk

pytestmark = pytest.mark.django_db
FIRST = town.TODAY.replace(month=4, day=1)
SENT = {"COU": 37, "LAN": 23, "TID": 14}
PAGE = "/a/marlhaven/measures/M-05/"


@pytest.fixture
def made(settings, tmp_path):
    """Marlhaven counts rough sleepers in one night too."""
    settings.KEYS_DIR, settings.STATE_DIR = tmp_path / "keys", tmp_path / "state"
    built = town.Town(town.build())
    with clock.simulated(town.NOW):
        answer = adopt(built, counts_as="people seen sleeping rough in one night")
        assert answer.ref == "M-05"
        yield town.Town(built.alliance)


def adopt(built, **said):
    return actions.adopt_instrument(
        built.caller("gethin"),
        instrument="rough_sleeping_snapshot",
        valid_from=FIRST,
        decision="D-003",
        **said,
    )


def sent_by_three(made):
    for partner, count in SENT.items():
        made.store(partner, "2026/27 Q1", [("M-05/1", count, {}, None, None)])
    done(made.publish("2026/27 Q1"))
    return measure(made.viewer("hollis"), "M-05", Asked(), ALL)


def test_a_count_of_the_catalogue_states_its_window(made):
    assert adopt(made).code == "window_not_stated"
    [card] = [
        each
        for each in method_cards(made.viewer("hollis"), plan(made.viewer("hollis")))
        if each.code == "M-05"
    ]
    said = dict(card.rows)
    assert said["What the figure is"] == "How many were counted."
    assert said["How it is counted"] == "People seen sleeping rough in one night."
    assert "multiple of 5" in said["Rounding"]


def test_a_count_of_ones_own_has_words_and_a_direction(cast):
    answer = actions.add_measure(
        cast.caller("manager"), wording="People waiting", kind="count", better="lower", valid_from=FIRST
    )
    [own] = plan(cast.viewer("homes")).measures
    assert (answer.ref, own.kind, own.better, own.categories) == ("M-01", "count", "lower", ())


def test_a_count_is_shown_as_the_n_that_it_is(made):
    panel = sent_by_three(made).panel
    shown = {(each.view, each.figure): each.cell for each in panel.figures}
    views = {view for view, _ in shown}
    assert {"alliance", "COU", "LAN", "TID"} <= views
    assert all(shown[view, "M-05:count"] == shown[view, "n"] for view in views)
    assert shown["alliance", "M-05:count"].text in {"about 70", "about 75"}
    assert all(int(shown[code, "M-05:count"].number) % 5 == 0 for code in SENT)


def test_the_page_says_how_many_and_counts_no_answers_beside_it(client, made):
    sent_by_three(made)
    client.force_login(made.person("hollis"), backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(PAGE)
    told = answer.content.decode()
    assert answer.status_code == 200
    assert "How many" in told
    assert "(n " not in told
    assert "about None" not in told
    chart = client.get(f"/api/v1/alliances/marlhaven{PAGE.removeprefix('/a/marlhaven')}chart").json()
    assert not any("answers" in said for said in chart["words"])
    assert client.get(f"{PAGE}figures.csv").status_code == 200


COUNTED = "2026/27 Q1,adults,M-05/1,,,all,,37,,,,,"
SHARE = "2026/27 Q1,adults,M-01/1,,,all,,115,60,,,,"


def test_a_count_is_sent_as_n_beside_other_measures_of_other_people(made):
    page = Desk(made, "jonty")
    draft = page.draft("2026-27-q1", csv_of(SHARE, COUNTED))
    codes = {each["code"] for each in draft.found if each["level"] != "note"}
    assert "fit.n" not in codes
    page.answer(draft)
    assert page.commit(draft).status_code == 302
    done(made.publish("2026/27 Q1"))


def test_a_count_with_a_numerator_or_a_mean_is_stopped():
    known = register()
    counted = tuple(replace(each, kind="count") for each in known.measures)
    row = "2025/26 Q1,adults,M-01/1,,,all,,37,{},,,,"
    levels = {}
    for numerator in ("", "5"):
        grid, _, _ = read_csv(csv_of(row.format(numerator)), {})
        found = check(grid, replace(known, measures=counted), {}).checked.findings
        levels[numerator] = [each.code for each in found if each.level == "stop"]
    assert levels == {"": [], "5": ["row.count"]}


@pytest.mark.parametrize("what", [{"kind": "count"}, {"kind": "proportion", "instrument": "cls_trust"}])
def test_what_no_single_answers_make_has_no_place_in_a_response_sheet(what):
    known = register()
    counted = replace(known, measures=tuple(replace(each, **what) for each in known.measures))
    assert Headings(known).meaning("M-01") is not None
    assert Headings(counted).meaning("M-01") is None
    assert "M-01" in [column.heading for column in columns_for(known)]
    assert "M-01" not in [column.heading for column in columns_for(counted)]


def test_a_small_correction_of_a_count_waits(made):
    sent_by_three(made)
    before = measure(made.viewer("hollis"), "M-05", Asked()).panel.figures
    made.store("LAN", "2026/27 Q1", [("M-05/1", SENT["LAN"] + 9, {}, None, None)])
    assert made.publish("2026/27 Q1").code == "blocked"
    after = measure(made.viewer("hollis"), "M-05", Asked()).panel.figures
    assert {(each.view, each.figure): each.cell.text for each in after} == {
        (each.view, each.figure): each.cell.text for each in before
    }
    made.store("LAN", "2026/27 Q1", [("M-05/1", SENT["LAN"] + 20, {}, None, None)])
    done(made.publish("2026/27 Q1"))
    last = measure(made.viewer("hollis"), "M-05", Asked()).panel.figures
    assert next(each.cell.text for each in last if (each.view, each.figure) == ("LAN", "M-05:count")) in {
        "about 40", "about 45",
    }  # fmt: skip
