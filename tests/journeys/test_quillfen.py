"""The second invented alliance stands the same on whatever day it is loaded, beside Marlhaven or alone."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.test import Client

from alliance.contract.access import enter
from alliance.contract.models import Alliance, Organisation
from alliance.deadlock import queries as deadlocks
from alliance.decisions import queries
from alliance.decisions.models import Proposal
from alliance.demo import story
from alliance.demo.founding import FIRST, SECOND
from alliance.demo.tables import QUILLFEN
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.rebuild import rebuild
from alliance.ledger import queries as ledger
from alliance.ledger.models import Opening
from alliance.ledger.verify import verify
from alliance.people.models import Person
from alliance.wings import registry
from meetings.meetings import queries as meetings
from meetings.minutes import queries as minutes
from risks.register import queries as risks
from tests.cast import PASSWORD

DAYS = {
    "in-summer": datetime(2026, 7, 22, 16, tzinfo=UTC), "the-clocks-went-back": datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    "at-christmas": datetime(2026, 12, 27, 9, tzinfo=UTC), "the-clocks-go-on": datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
}  # fmt: skip


@pytest.fixture(params=DAYS.values(), ids=DAYS.keys())
def now(request: pytest.FixtureRequest, db: None) -> Iterator[datetime]:
    with clock.simulated(request.param):
        yield request.param


def someone(first: str) -> Viewer:
    return enter(Person.objects.get(email=f"{first}@quillfen.example").id, QUILLFEN)


def outcomes_are_as_the_story_says(alliance: UUID, now: datetime) -> None:
    rows = Proposal.objects.filter(alliance=alliance).order_by("number")
    assert [(str(row), row.result, row.life) for row in rows] == [
        ("D-001", "carried", "reversed"), ("D-002", "carried", "in_force"), ("D-003", "carried", "in_force"),
        ("D-004", "carried", "in_force"), ("D-005", "not_carried", ""), ("D-006", "not_carried", ""), ("D-007", "", ""),
        ("D-008", "carried", "in_force"), ("D-009", "carried", "in_force"), ("D-010", "carried", "in_force"),
    ]  # fmt: skip


def a_part_is_replaced_and_the_note_says_which(alliance: UUID, now: datetime) -> None:
    page = queries.decision(someone("yusra"), 2)
    assert [link.ref for link in page.links] == ["D-004"]
    replaced = ledger.events(alliance, types=["decision.superseded"])
    assert [event.body.get("in_part") for event in replaced] == [True]
    assert ledger.texts(alliance, [replaced[0].seq])[replaced[0].seq]["scope_note"].startswith("Page 2 of")


def the_deadlock_is_on_its_second_rung_and_its_clock_runs(alliance: UUID, now: datetime) -> None:
    page = deadlocks.case(someone("isolde"), 6)
    assert [(rung.step, rung.state) for rung in page.rungs][:3] == [(1, "past"), (2, "now"), (3, "ahead")]
    last = page.rungs[1].until
    assert last is not None
    assert now.date() < last < now.date() + timedelta(days=21)
    assert (page.why_not, [row.ref for row in page.rounds]) == ("", ["D-005", "D-006"])
    pause = [one for one in page.standpoints if one.name == "Hearthrow House Support"]
    assert [note.rung for note in pause[0].added] == [page.rungs[0].name]
    assert [[note.kind for note in rung.notes] for rung in page.rungs[:2]] == [["said"], ["helper"]]


def a_risk_stands_in_each_state(alliance: UUID, now: datetime) -> None:
    shown = {row.ref: row for row in risks.risks(someone("yusra"), state="all").object_list}
    assert [shown[f"R-{number:02}"].state for number in range(1, 11)] == [
        "live", "accepted", "escalated", "issue", "proposed", "scoring", "revealed", "live", "closed", "live",
    ]  # fmt: skip
    assert (shown["R-08"].score.words, shown["R-10"].missing) == ("Strong chance", "Needs a holder")
    assert [shown[ref].appetite[:7] for ref in ("R-01", "R-02", "R-03")] == ["Inside ", "Outside", "Appetit"]


def the_minutes_were_amended_and_are_official(alliance: UUID, now: datetime) -> None:
    page = minutes.minutes(someone("odalys"), 1)
    new, old = page.versions
    assert (old.official_at, new.amended_by) == (None, "Hearthrow House Support")
    assert new.official_at == max(one.accepted_at for one in new.answers if one.accepted_at)
    assert [one.accepted_at is None for one in new.answers] == [False] * 3
    assert "offered shares by budget" in new.text
    assert "offered shares by budget" not in old.text
    assert minutes.waits(someone("isolde"), now) == []
    held = meetings.meeting(someone("odalys"), 1)
    assert (held.meeting.state, held.quorum.words, held.notice_kept) == (
        "closed",
        "3 of 3 represented.",
        True,
    )


def one_of_three_has_voted_and_nobody_else_sees_how(alliance: UUID, now: datetime) -> None:
    page = queries.decision(someone("odalys"), 7)
    assert (page.state, page.sealed, page.mine, page.if_closed_now) == ("open", True, (), "")
    assert [seat.position for seat in page.seats] == ["silent", "silent", "sealed"]
    assert page.closes_at is not None
    assert page.closes_at > now + timedelta(days=7)
    sealed = ledger.events(alliance, types=["vote.sealed"])
    assert [Opening.objects.filter(alliance_id=alliance, seq=event.seq).count() for event in sealed] == [0]
    assert [line.position for line in queries.decision(someone("yusra"), 7).mine] == ["agree"]


def the_log_is_whole_within_a_year_and_gives_the_same_rows(alliance: UUID, now: datetime) -> None:
    assert verify(alliance, deep=True).whole
    assert rebuild(alliance, registry.projected(), check=True).identical
    events = ledger.events(alliance)
    assert now - timedelta(days=365) < events[0].at
    assert events[-1].at < now
    assert [event.at for event in events] == sorted(event.at for event in events)
    assert not {"attempt.refused", "clock.stepped"} & {event.type for event in events}


def the_pages_of_what_it_shows_open_for_a_partner(alliance: UUID, now: datetime) -> None:
    client = Client()
    client.force_login(Person.objects.get(email="isolde@quillfen.example"))
    for path in ("", "decisions/", "decisions/7/", "meetings/1/minutes/"):
        assert client.get(f"/a/{QUILLFEN}/{path}").status_code == 200, path


READ = (
    outcomes_are_as_the_story_says, a_part_is_replaced_and_the_note_says_which,
    a_risk_stands_in_each_state, the_deadlock_is_on_its_second_rung_and_its_clock_runs, the_minutes_were_amended_and_are_official,
    one_of_three_has_voted_and_nobody_else_sees_how, the_log_is_whole_within_a_year_and_gives_the_same_rows,
    the_pages_of_what_it_shows_open_for_a_partner,
)  # fmt: skip


def test_told_on_any_day_it_stands_the_same(now: datetime) -> None:
    alliance = story.load(PASSWORD, now, SECOND)
    assert Alliance.objects.get(id=alliance).simulated
    assert Organisation.objects.filter(alliance=alliance).count() == 3
    for look in READ:
        look(alliance, now)


@pytest.mark.django_db
def test_the_command_loads_both_and_says_who_can_sign_in_where(settings: Any, tmp_path: object) -> None:
    settings.STATE_DIR, out = tmp_path, StringIO()
    call_command("demo", stdout=out)
    assert set(Alliance.objects.values_list("slug", flat=True)) == {FIRST.slug, SECOND.slug}
    said = out.getvalue()
    assert "a deadlock, a reversal, a part replaced, a sealed vote, and minutes that all accepted" in said
    assert said.index("mairead@marlhaven.example") < said.index("isolde@quillfen.example")
    first, second = {row["name"].split()[0] for row in FIRST.rows("people")}, SECOND.rows("people")
    assert not first & {row["name"].split()[0] for row in second}
