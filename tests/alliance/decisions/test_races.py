"""Many at once: one ballot for each organisation, one outcome, nothing lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from alliance.decisions import actions, queries
from alliance.decisions.asked import Asked
from alliance.decisions.models import Proposal
from alliance.door.action import Done
from alliance.door.refusals import Refused
from alliance.ledger import queries as ledger
from alliance.ledger.verify import verify
from tests import cast as stage
from tests.alliance.decisions.acting import SEATS
from tests.cast import Cast

THREADS = 20


@pytest.fixture
def now_cast(transactional_db: None) -> Cast:
    """The cast, with one open proposal, by the real clock that threads see."""
    cast = stage.build(at=datetime(2026, 3, 2, 9, tzinfo=UTC))
    asked = Asked(cast.orgs["KIN"], "vision", "Calls", "We call.", review_on=date(2999, 1, 1))
    answer = actions.open_proposal(cast.caller("kin"), asked=asked)
    assert isinstance(answer, Done)
    return cast


def at_once(do: Callable[[int], Any], count: int = THREADS) -> list[Any]:
    start = Barrier(count)

    def one(place: int) -> Any:
        start.wait()
        try:
            return do(place)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_twenty_threads_vote_at_once_and_each_organisation_has_one_ballot(now_cast: Cast) -> None:
    parts = [("COU", "council"), ("COU", "council_deputy"), ("ICB", "icb"), ("HOM", "homes")]

    def cast_one(place: int) -> Any:
        org, part = parts[place % 4]
        return actions.cast_vote(
            now_cast.caller(part), proposal=1, org=now_cast.orgs[org], revision=1,
            position="agree" if place % 3 else "abstain",
        )  # fmt: skip

    assert all(isinstance(answer, Done) for answer in at_once(cast_one))
    events = ledger.events(now_cast.alliance)
    assert [event.seq for event in events] == list(range(len(events)))
    assert sum(event.type == "vote.cast" for event in events) == THREADS
    shown = queries.decision(now_cast.viewer("kin"), 1)
    assert [seat.position for seat in shown.seats][3] == "silent"
    last = {event.body["org"]: event.body["position"] for event in events if event.type == "vote.cast"}
    assert {str(seat.org): seat.position for seat in shown.seats[:3]} == last
    assert verify(now_cast.alliance, deep=True).whole


def test_twenty_people_vote_at_once_on_twenty_proposals(now_cast: Cast) -> None:
    for number in range(2, THREADS + 1):
        asked = Asked(
            now_cast.orgs["KIN"], "vision", f"Calls {number}", "We call.", review_on=date(2999, 1, 1)
        )
        assert isinstance(actions.open_proposal(now_cast.caller("kin"), asked=asked), Done)

    def vote_everywhere(place: int) -> Any:
        org, part = list(SEATS.items())[place % 4]
        return [
            actions.cast_vote(now_cast.caller(part), proposal=1 + (place + step) % THREADS, org=now_cast.orgs[org], revision=1,
                              position="disagree", harm="Cost", smallest_change="Less") for step in range(5)
        ]  # fmt: skip

    answers = [answer for told in at_once(vote_everywhere) for answer in told]
    assert all(isinstance(answer, Done) for answer in answers)
    events = ledger.events(now_cast.alliance)
    assert [event.seq for event in events] == list(range(len(events)))
    cast_votes = [event for event in events if event.type == "vote.cast"]
    assert len(cast_votes) == THREADS * 5
    for number in range(1, THREADS + 1):
        row = Proposal.objects.get(number=number)
        voted = {event.body["org"] for event in cast_votes if event.body["proposal"] == str(row.id)}
        seats = queries.decision(now_cast.viewer("kin"), number).seats
        assert {str(seat.org) for seat in seats if seat.position == "disagree"} == voted
    assert verify(now_cast.alliance, deep=True).whole


def test_two_race_for_the_last_vote_and_the_vote_closes_once(now_cast: Cast) -> None:
    for org in ("ICB", "HOM", "KIN"):
        actions.cast_vote(
            now_cast.caller(SEATS[org]), proposal=1, org=now_cast.orgs[org], revision=1, position="agree"
        )

    def last(place: int) -> Any:
        part = ("council", "council_deputy")[place]
        return actions.cast_vote(
            now_cast.caller(part), proposal=1, org=now_cast.orgs["COU"], revision=1, position="agree"
        )

    answers = at_once(last, 2)
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert [answer.code for answer in refused] == ["closed"]
    assert [event.type for event in ledger.events(now_cast.alliance)].count("outcome.computed") == 1
    assert Proposal.objects.get().result == "carried"


def test_two_people_race_to_close_and_one_is_told_it_is_closed(now_cast: Cast) -> None:
    Proposal.objects.get()
    for org in SEATS:
        position = "abstain" if org == "KIN" else "agree"
        actions.cast_vote(
            now_cast.caller(SEATS[org]), proposal=1, org=now_cast.orgs[org], revision=1, position=position
        )
    answers = at_once(
        lambda place: actions.close_early(now_cast.caller(("manager", "kin")[place]), proposal=1), 2
    )
    assert sorted(isinstance(answer, Done) for answer in answers) == [False, True]
    assert (Proposal.objects.get().result, Proposal.objects.get().reason) == ("not_reached", "abstention")
