"""Series: dated ahead by a rule, each meeting then like any other."""

from datetime import date, time, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from alliance.door.action import Done
from alliance.door.refusals import NotFound
from meetings.meetings import actions as meetings
from meetings.meetings.models import Meeting
from meetings.series import actions, queries, rules
from meetings.series.models import Series
from tests.cast import Cast, clock_at
from tests.meetings.meetings.test_pages import signed_in

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
RULE = {"every": 1, "weekday": 1, "nth": 2}
BODY = {
    "title": "Leadership team", "place": "Hall", "first": date(2026, 3, 3), "begins": time(10), "ends": time(12),
    "count": 3,
}  # fmt: skip


@pytest.mark.parametrize(
    ("first", "every", "days"),
    [
        (date(2026, 3, 3), 1, [(3, 10), (4, 14), (5, 12)]),
        (date(2026, 3, 10), 1, [(3, 10), (4, 14), (5, 12)]),
        (date(2026, 3, 11), 2, [(4, 14), (6, 9), (8, 11)]),
    ],
)
def test_the_second_tuesday_from_a_day_on(first: date, every: int, days: list[tuple[int, int]]) -> None:
    found = rules.dates(first, every=every, weekday=1, nth=2, count=3)
    assert [(day.month, day.day) for day in found] == days


@given(
    st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(1, 12), st.integers(0, 6), st.integers(1, 4), st.integers(1, 12)
)  # fmt: skip
def test_every_day_of_a_series_keeps_its_rule(
    first: date, every: int, weekday: int, nth: int, count: int
) -> None:
    found = rules.dates(first, every=every, weekday=weekday, nth=nth, count=count)
    assert len(found) == count
    assert found[0] >= first
    assert all(day.weekday() == weekday and (day.day - 1) // 7 == nth - 1 for day in found)
    months = [day.year * 12 + day.month for day in found]
    assert [b - a for a, b in pairwise(months)] == [every] * (count - 1)
    assert rules.after(found[0], every=every, weekday=weekday, nth=nth, count=count)[:-1] == found[1:]


def test_a_series_announces_its_meetings_and_later_the_next_ones(cast: Cast) -> None:
    with clock_at(hours=1):
        answer = actions.begin_series(cast.caller("manager"), **BODY, **RULE)
        assert isinstance(answer, Done)
        actions.extend_series(cast.caller("facilitator"), series=UUID(answer.ref), count=2)
        shown = queries.all_series(cast.viewer("kin"))
    assert [one.rule for one in shown] == ["the second Tuesday of every month"]
    starts = [f"{row.starts:%d %B %H:%M}" for row in shown[0].coming]
    assert starts == ["10 March 10:00", "14 April 09:00", "12 May 09:00", "09 June 09:00", "14 July 09:00"]
    assert [row.ref for row in shown[0].coming] == [f"MT-00{n}" for n in range(1, 6)]
    assert Meeting.objects.filter(series=Series.objects.get()).count() == 5


def test_a_series_that_paused_goes_on_from_today(cast: Cast) -> None:
    with clock_at(hours=1):
        answer = actions.begin_series(cast.caller("manager"), **BODY | {"count": 1}, **RULE)
    with clock_at(days=100):
        actions.extend_series(cast.caller("manager"), series=UUID(answer.ref), count=1)
    assert Meeting.objects.latest("starts_at").starts_at.date() == date(2026, 7, 14)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"every": 0}, "every"), ({"nth": 5}, "weekday"), ({"weekday": 7}, "weekday"), ({"count": 25}, "count"),
        ({"title": " "}, "title"), ({"ends": time(9)}, "ends"), ({"first": date(2020, 1, 1)}, "starts"),
    ],
)  # fmt: skip
def test_a_series_that_cannot_be_is_refused_and_announces_nothing(cast: Cast, more: dict, code: str) -> None:
    with clock_at(hours=1):
        answer = actions.begin_series(cast.caller("manager"), **BODY | RULE | more)
    assert (getattr(answer, "code", ""), Meeting.objects.count(), Series.objects.count()) == (code, 0, 0)


def test_who_does_not_run_meetings_begins_no_series(cast: Cast) -> None:
    with clock_at(hours=1):
        answer = actions.begin_series(cast.caller("kin"), **BODY, **RULE)
        with pytest.raises(NotFound):
            actions.extend_series(cast.caller("manager"), series=UUID(int=1), count=1)
    assert getattr(answer, "status", 0) == 403


def test_a_meeting_of_a_series_moves_like_any_other(cast: Cast) -> None:
    with clock_at(hours=1):
        actions.begin_series(cast.caller("manager"), **BODY, **RULE)
        second = Meeting.objects.get(number=2)
        meetings.change_meeting(
            cast.caller("manager"), meeting=second.id, title="Team", day=second.starts_at.date() + timedelta(days=1),
            begins=time(10), ends=time(11), place="Hall", reason="Easter.",
        )  # fmt: skip
        coming = queries.all_series(cast.viewer("kin"))[0].coming
    assert [row.starts.day for row in coming] == [10, 15, 12]


def test_pages_and_api_of_series(cast: Cast) -> None:
    lead, kin = Client(), Client()
    for client, part in ((lead, "facilitator"), (kin, "kin")):
        client.force_login(cast.people[part], backend=BACKEND)
    form = {
        "title": "Team", "place": "Hall", "first_day": "3", "first_month": "3", "first_year": "2026", "begins": "10:00",
        "ends": "12:00", "every": "1", "weekday": "1", "nth": "2", "count": "2",
    }  # fmt: skip
    body = BODY | RULE | {"first": "2026-03-03", "begins": "14:00", "ends": "15:00"}
    page, api = "/a/stonebridge/meetings/series/", "/api/v1/alliances/stonebridge/meetings/series/"
    with clock_at(hours=1):
        assert lead.get(f"{page}new/").status_code == 200
        assert lead.post(f"{page}new/", form).headers["Location"] == page
        assert lead.post(f"{page}new/", form | {"ends": "9:00"}).status_code == 422
        series = Series.objects.get()
        assert lead.post(f"{page}{series.id}/more/", {"count": "1"}).status_code == 302
        assert lead.post(f"{page}{series.id}/more/", {"count": "99"}).status_code == 422
        seen = kin.get(page).content.decode()
    with clock_at(hours=2):
        made = lead.post(api, body, "application/json")
        more = lead.post(f"{api}{made.json()['id']}/more/", {"count": 1}, "application/json")
        denied = kin.post(api, body, "application/json")
        listed = kin.get(api).json()
    assert "On the second Tuesday of every month, 10:00 to 12:00. Hall" in seen
    assert (made.status_code, len(more.json()["coming"]), denied.status_code) == (201, 4, 403)
    assert [len(one["coming"]) for one in listed] == [3, 4]


def test_a_series_remarks_upon_days_that_are_no_working_days(cast: Cast) -> None:
    """The first Monday of April, May and June 2026: two of the three are bank holidays."""
    page = f"/a/{cast.slug}/meetings/series/"
    said = {
        "title": "Team", "place": "Hall", "begins": "10:00", "ends": "12:00", "every": "1", "weekday": "0", "nth": "1",
        "count": "3", "first_day": "1", "first_month": "4", "first_year": "2026",
    }  # fmt: skip
    remarks = ["6 April 2026 is a bank holiday, a Monday.", "4 May 2026 is a bank holiday, a Monday."]
    client = signed_in(cast, "manager")
    with clock_at(hours=1):
        begun = client.post(f"{page}new/", said, follow=True).content.decode()
        shown = client.get(page).content.decode()
        told = client.get(f"/api/v1/alliances/{cast.slug}/meetings/series/").json()
    assert f"The series is announced. {' '.join(remarks)}" in begun
    assert all(words in shown for words in remarks)
    assert told[0]["day_remarks"] == remarks
