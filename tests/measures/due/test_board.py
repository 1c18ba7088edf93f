"""Who has sent what: the same page for every member, in declared order, in words of help."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliance.door import clock
from measures.due.queries import board, days
from tests.measures import town

pytestmark = pytest.mark.django_db
HERE, API = "/a/marlhaven/measures/due/", "/api/v1/alliances/marlhaven/measures/due"
ROW = ("M-02/1", 20, {"yes": 9}, None, None)
DECLARED = [
    "Marlhaven City Council", "Lantern Row Homes", "Tideway Recovery CIC", "Marlhaven & Moors Partnership NHS Trust",
    "Kindling Women's Centre",
]  # fmt: skip


@pytest.fixture
def made():
    """The last quarter but one: Kindling sent on the last day, Lantern late, the others nothing."""
    with clock.simulated(town.NOW):
        built = town.Town(town.build())
    for at, partner in (
        (datetime(2026, 4, 30, 9, tzinfo=UTC), "KIN"),
        (datetime(2026, 5, 20, 9, tzinfo=UTC), "LAN"),
    ):
        with clock.simulated(at):
            built.store(partner, "2025/26 Q4", [ROW])
    return built


def seen(made, first="samir", at=town.NOW, number=1):
    with clock.simulated(at):
        return board(made.viewer(first), number)


def signed_in(client, made, first):
    client.force_login(made.person(first), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_every_member_sees_the_same_board(client, made):
    found = [seen(made, first) for first in ("mairead", "jonty", "gethin", "osric", "hollis")]
    assert all((each.lines, each.partners) == (found[0].lines, found[0].partners) for each in found)


def test_partners_stand_in_declared_order_whatever_they_sent(made):
    assert all([each.partner for each in line.partners] == DECLARED for line in seen(made).lines)


def test_it_is_said_as_help_and_nothing_counts_how_late_anybody_is(client, made):
    line = next(each for each in seen(made).lines if each.code == "2025/26 Q4")
    said = {each.partner: each.words for each in line.partners}
    assert said["Kindling Women's Centre"] == "sent on 30 April 2026"
    assert said["Lantern Row Homes"] == "sent on 20 May 2026"
    assert said["Tideway Recovery CIC"] == "not here yet. Please ask them what would help."
    with clock.simulated(town.NOW):
        told = signed_in(client, made, "mairead").get(HERE).content.decode()
    assert "ask what would help" in told
    main = told.partition("<main")[2].partition("</main>")[0]
    assert not re.search(r"\b(late|overdue|days after|missing|failed|behind|first to)\b", main.lower())


def test_it_reaches_from_the_coming_period_back_and_turns_its_pages(made):
    first, second = seen(made), seen(made, number=2)
    assert [each.code for each in first.lines[:3]] == ["2026/27 Q3", "2026/27 Q2", "2026/27 Q1"]
    assert (first.page, second.page, first.pages) == (1, 2, 2)
    assert second.lines[-1].code == "2024/25 Q1"
    assert second.lines[-1].partners[3].words == "not sharing until 9 July 2024"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 6, 30), "due on 31 July 2026"),
        (date(2026, 7, 1), "due in 30 days, on 31 July 2026"),
        (date(2026, 7, 31), "due today"),
        (date(2026, 8, 1), "was due on 31 July 2026"),
    ],
)
def test_it_says_when_a_period_is_due(made, day, words):
    lines = seen(made, at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC)).lines
    assert next(each.when for each in lines if each.code == "2026/27 Q1") == words


def test_the_api_tells_the_same_and_refuses_who_is_not_inside(client, made):
    with clock.simulated(town.NOW):
        held = signed_in(client, made, "osric").get(API).json()
        assert client.get(f"{API}?page=0").status_code == 422
    assert [[each["words"] for each in line["partners"]] for line in held["results"]] == [
        [each.words for each in line.partners] for line in seen(made).lines
    ]
    client.logout()
    assert client.get(API).status_code == 401


def test_it_asks_as_often_for_one_page_as_for_another(client, made):
    signed_in(client, made, "mairead")
    counts = []
    for page in ("1", "2", "nonsense"):
        with clock.simulated(town.NOW), CaptureQueriesContext(connection) as asked:
            assert client.get(f"{HERE}?page={page}").status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_an_alliance_without_a_plan_is_told_what_to_do_first(client, cast):
    client.force_login(cast.people["homes"], backend="allauth.account.auth_backends.AuthenticationBackend")
    told = client.get(f"/a/{cast.slug}/measures/due/").content.decode()
    assert "Nothing is due yet" in told


def test_days_due_are_told_to_calendars_and_say_whose_sheets_these_are(made):
    mine, others = days(made.viewer("jonty"), town.NOW), days(made.viewer("hollis"), town.NOW)
    first = next(each for each in mine if each.on == date(2026, 7, 31))
    assert first.title == "Your 2026/27 Q1 figures are due"
    assert first.words.startswith("Sent by ")
    assert [each.title.removeprefix("Your ") for each in mine] == [each.title for each in others]
    assert [each.uid for each in mine] == [each.uid for each in others]
    assert min(each.on for each in mine) > date(2025, 6, 1)
