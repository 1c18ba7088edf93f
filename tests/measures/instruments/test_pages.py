"""The catalogue as pages and for programs: each instrument says how it is scored, and by the same scoring."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.instruments.catalogue import instruments
from measures.instruments.columns import sheet_columns
from measures.instruments.queries import catalogue, instrument_page
from measures.instruments.words import missing, scoring

pytestmark = pytest.mark.django_db
EVERY = pytest.mark.parametrize("name", list(instruments()))


def sign_in(client, cast, part="homes"):
    client.force_login(cast.people[part], backend="allauth.account.auth_backends.AuthenticationBackend")
    return f"/a/{cast.slug}/measures/instruments/", f"/api/v1/alliances/{cast.slug}/measures/instruments"


def test_all_23_accepted_instruments_are_listed_and_the_2_refused_say_why(client, cast):
    pages, api = sign_in(client, cast)
    told = client.get(pages).content.decode()
    assert "23 can be scored here; 2 may not be held" in told
    held = client.get(api).json()
    assert (len(held["accepted"]), len(held["refused"])) == (23, 2)
    assert all(each["name"] in told.replace("&#x27;", "'") for each in held["accepted"])
    assert all(each["instead"] and each["owner"] in told for each in held["refused"])


@EVERY
def test_each_instrument_has_a_page_and_the_api_tells_the_same(client, cast, name):
    pages, api = sign_in(client, cast)
    shown, held = client.get(f"{pages}{name}/"), client.get(f"{api}/{name}").json()
    assert (shown.status_code, held["line"]["name"]) == (200, instruments()[name].name)
    told = shown.content.decode()
    assert all(term in told for term, _ in held["rows"])
    assert held["unconfirmed"] == list(instruments()[name].confirm)


def test_an_instrument_that_the_catalogue_does_not_have_is_not_found(client, cast):
    pages, api = sign_in(client, cast)
    assert client.get(f"{pages}beck/").status_code == client.get(f"{api}/beck").status_code == 404


def test_a_page_of_the_catalogue_asks_the_database_for_its_viewer_only(client, cast):
    pages, _ = sign_in(client, cast)
    counts = set()
    for name in ("top", "ons4_happy", "eq5d5l"):
        with CaptureQueriesContext(connection) as seen:
            client.get(f"{pages}{name}/")
        counts.add(len(seen))
    assert len(counts) == 1


def test_only_who_settles_the_plan_is_offered_to_adopt(client, cast):
    pages, _ = sign_in(client, cast)
    assert "Adopt it" not in client.get(f"{pages}who5/").content.decode()
    pages, _ = sign_in(client, cast, "manager")
    assert "Adopt it" in client.get(f"{pages}who5/").content.decode()
    assert "Adopt it" not in client.get(f"{pages}eq5d5l/").content.decode()
    for name, first in (("top", "top.1_days"), ("cantril", "cantril.thriving")):
        assert f"?instrument={first}" in client.get(f"{pages}{name}/").content.decode()


@pytest.mark.parametrize(
    ("name", "comes_to", "left_out"),
    [
        ("swemwbs", "Score (raw): 22, which is 19.98 (metric)", "scored only with all 7 answered"),
        ("core10", "Score: 16", "Score: 14.44"),
        ("brs", "Score: 3.17", "scored only with all 6 answered"),
        ("who5", "Score (raw): 11, which is 44 (percentage)", "scored only with all 5 answered"),
        ("cantril", "Class: suffering", "needs both answers from the same person"),
        ("ons_loneliness_direct", "Does not count", "was left out"),
    ],
)
def test_the_worked_example_is_worked_by_the_scoring(cast, name, comes_to, left_out):
    worked = instrument_page(cast.viewer("homes"), name).example
    assert comes_to in worked.comes_to
    assert left_out in worked.one_left_out


@EVERY
def test_every_accepted_instrument_has_an_example_and_no_refused_one(cast, name):
    found = instrument_page(cast.viewer("homes"), name)
    assert (found.example is None) == bool(found.refusal)
    assert found.example is None or found.example.comes_to[0]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("brs", "Count questions 2, 4 and 6 from the other end: 1 counts as 5, 5 as 1. Take the mean of the answers."),
        ("core10", "Count questions 2 and 3 from the other end: 0 counts as 4, 4 as 0. Take the mean of the answers, times 10."),
        ("who5", "Add the answers. Times 4, this is the percentage."),
        ("cantril", ("Both answers together give a class: thriving (now 7 or more and future 8 or more); "
                    "suffering (now 4 or less and future 4 or less); else struggling.")),
        ("ons_loneliness_direct", "The share of people who gave answer 1."),
        ("top", "Each question is read alone; there is no total."),
    ],
)  # fmt: skip
def test_scoring_is_told_in_words_made_from_the_facts(name, said):
    assert scoring(instruments()[name]) == said


def test_the_rule_for_blanks_says_what_is_switched_off():
    assert missing(instruments()["phq9"]).endswith("but off: nobody has confirmed it.")
    assert "One question may be left out" in missing(instruments()["core10"])
    assert missing(instruments()["ons4_happy"]).startswith("Who leaves the question out")


def test_what_is_not_confirmed_is_said_beside_it(cast):
    page = instrument_page(cast.viewer("homes"), "swemwbs")
    assert [each.note for each in page.bands] == ["sources differ and not yet confirmed with the owner"] * 2
    assert not any("not yet confirmed" in source for _, source in page.changes)
    [(_, core)] = instrument_page(cast.viewer("homes"), "core10").changes
    assert core == "no source named (not yet confirmed with the owner)"


def test_the_page_shows_the_columns_of_a_sheet_by_code(cast):
    page = instrument_page(cast.viewer("homes"), "gad7")
    assert page.in_sheets
    assert page.columns == sheet_columns(instruments()["gad7"])
    assert not instrument_page(cast.viewer("homes"), "top").in_sheets


def test_the_list_keeps_the_order_of_the_catalogue(cast):
    listed = [each.id for each in catalogue(cast.viewer("homes")).accepted]
    assert listed == [each.id for each in instruments().values() if not each.refusal]
