"""Twelve writers at once: nothing lost, no gap, nothing out of order."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from alliance.contract.models import Objective
from alliance.door.action import Act, Done, action
from alliance.ledger.queries import events
from alliance.ledger.verify import verify
from tests.cast import Cast

WRITERS, EACH = 12, 20


@action("objective.set", needs=lambda act, arguments: None)
def set_objective(act: Act, *, code: str) -> str:
    act.log(
        "objective.set", {"alliance": str(act.alliance), "objective": str(uuid4()), "code": code}, title=code
    )
    return code


@pytest.mark.django_db(transaction=True)
def test_twelve_writers_lose_nothing_and_leave_no_gap(cast: Cast) -> None:
    start, before = Barrier(WRITERS), len(events(cast.alliance))

    def write(writer: int) -> None:
        start.wait()
        try:
            for number in range(EACH):
                answer = set_objective(cast.caller("manager"), code=f"O{writer}.{number}")
                assert isinstance(answer, Done)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    log = events(cast.alliance)
    assert [event.seq for event in log] == list(range(before + WRITERS * EACH))
    assert sorted(event.at for event in log) == [event.at for event in log]
    assert Objective.objects.count() == WRITERS * EACH
    assert verify(cast.alliance, deep=True).whole


@pytest.mark.django_db(transaction=True)
def test_one_key_sent_twelve_times_at_once_is_done_once(cast: Cast) -> None:
    start = Barrier(WRITERS)

    def write(_writer: int) -> bool:
        start.wait()
        try:
            answer = set_objective(cast.caller("manager", key="the same"), code="O1")
            return isinstance(answer, Done) and not answer.replayed
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        assert sum(pool.map(write, range(WRITERS))) == 1
    assert Objective.objects.count() == 1
