"""The whole log as a page: every entry with its number and what proves it, for as many queries however long it is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from alliance.contract.actions import set_objective
from alliance.desk import logbook
from alliance.desk.activity import Known
from alliance.ledger import queries as ledger
from alliance.ledger.event import Event
from alliance.ledger.models import Entry
from alliance.wings import registry
from alliance.wings.offers import Reference
from frontend.templatetags.ui import kept
from tests.alliance.decisions.acting import act, opened, vote
from tests.alliance.decisions.test_pages import at_home
from tests.cast import START, Cast, clock_at


def lines(cast: Cast, part: str = "observer", **wanted) -> list[logbook.LogLine]:
    with clock_at(hours=9):
        return list(logbook.logbook(cast.viewer(part), **wanted).object_list)


def test_every_entry_stands_there_with_its_number_who_acted_and_its_hash(cast: Cast) -> None:
    opened(cast)
    vote(cast, 1, "COU", "disagree", reason="Too soon.")
    found = lines(cast)
    assert [one.seq for one in found] == [event.seq for event in reversed(ledger.events(cast.alliance))][:50]
    assert found[0].leaf == bytes(Entry.objects.get(alliance_id=cast.alliance, seq=found[0].seq).leaf).hex()
    last = found[0]
    assert (last.words, last.text, last.who, last.type) == (
        "Stonebridge Council voted on D-001",
        "Weekly calls",
        "Stonebridge Council",
        "vote.cast",
    )
    assert [name for name, _ in last.commitments] == ["harm", "reason", "smallest_change"]
    assert (found[1].words, found[1].who) == ("D-001 opened: Weekly calls", "Kinfolk Centre")


def test_nobody_reads_there_how_a_member_voted_or_what_it_said(cast: Cast) -> None:
    opened(cast)
    vote(cast, 1, "COU", "disagree", reason="Too soon.")
    assert not any(word in repr(lines(cast)) for word in ("disagree", "Too soon", "beds"))


def test_it_is_read_page_by_page_and_by_what_entries_are_about(cast: Cast) -> None:
    for number in range(60):
        act(cast, "manager", set_objective, hours=1 + number / 100, title=f"Aim {number}", good="It is good.")
    assert (len(lines(cast)), len(lines(cast, number=2))) == (50, Entry.objects.count() - 50)
    assert {one.type for one in lines(cast, kind="objective")} == {"objective.set"}
    assert lines(cast, kind="weather") == []


def test_what_a_viewer_may_not_see_is_an_entry_without_words(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(cast)
    monkeypatch.setattr("alliance.desk.activity._things", lambda viewer, events: {})
    found = lines(cast)[0]
    assert (found.words, found.who, found.type, found.url) == (logbook.UNSEEN, "", "", "")
    assert (bool(found.leaf), found.commitments) == (True, ())


def test_an_entry_about_two_things_tells_of_neither_where_one_is_not_for_the_viewer(cast: Cast) -> None:
    event, viewer = (
        Event(7, START, "meeting.vote_opened", "system", {"meeting": "m", "proposal": "p"}),
        cast.viewer("kin"),
    )
    seen, said = Reference("D-001", "Weekly calls", "/d/1/"), {"m": "MT-001", "p": "D-001"}
    words = registry.sayings(), registry.entries()
    assert logbook._said(viewer, event, {}, Known(said, {}, {"m": seen}), *words) == (logbook.UNSEEN, "", "")
    both = Known(said, {}, {"p": seen, "m": seen})
    assert logbook._said(viewer, event, {}, both, *words) == (
        "MT-001 put D-001 to the vote",
        "/d/1/",
        "Weekly calls",
    )


def test_what_entries_are_about_is_offered_in_words_and_in_their_order() -> None:
    said = [label for _, label in logbook.kinds()]
    assert said == sorted(said, key=str.lower)
    assert {"Votes", "Refused attempts", "Who was at meetings"} <= set(said)


def test_page_and_api_show_the_same_and_strangers_nothing(cast: Cast) -> None:
    opened(cast)
    with clock_at(hours=9):
        page = at_home(cast, "homes").get(f"/a/{cast.slug}/log/").content.decode()
        said = (
            at_home(cast, "homes", APIClient).get(f"/api/v1/alliances/{cast.slug}/log?kind=proposal").json()
        )
        front = at_home(cast, "homes").get(f"/a/{cast.slug}/").content.decode()
        stranger = at_home(cast, "stranger").get(f"/a/{cast.slug}/log/").status_code
    (one,) = said["results"]
    assert kept(one["words"]) in page
    assert one["leaf"] in page
    assert (stranger, f"/a/{cast.slug}/log/" in front) == (404, True)


def test_it_asks_as_often_for_a_long_log_as_for_a_short_one(cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            lines(cast)
        return len(seen)

    opened(cast)
    few = asked()
    for number in range(2, 30):
        opened(cast, title=f"Another {number}")
        vote(cast, number, "COU")
    assert asked() == few
