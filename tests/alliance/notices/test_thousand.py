"""A thousand people: what one look costs does not depend on how many there are."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliance.door import clock
from alliance.notices import post
from alliance.notices.models import Letter, Reader, State
from alliance.notices.planning import MOST_READERS
from alliance.people.models import Person
from tests.alliance.decisions.acting import opened
from tests.alliance.desk.test_desk import key
from tests.alliance.notices.acting import no_digests, plan
from tests.cast import START, Cast, clock_at

pytestmark = pytest.mark.once  # how often a database is asked does not depend on which one it is
MANY = 1000


@pytest.fixture
def crowd(cast: Cast) -> Cast:
    """A thousand more people with the mandate of one provider."""
    people = [Person(email=f"p{place}@crowd.example", name=f"Person {place}") for place in range(MANY)]
    Person.objects.bulk_create(people)
    home, org = key(cast.alliance), key(cast.orgs["HOM"])
    insert(
        "alliance_affiliation (id, alliance_id, person_id, org_id, since)",
        ((key(uuid4()), home, key(one.id), org, START) for one in people),
    )
    insert(
        "alliance_mandate (id, role, org_id, person_id, starts_at)",
        ((key(uuid4()), "deputy", org, key(one.id), START) for one in people),
    )
    return cast


def insert(table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} VALUES (%s, %s, %s, %s, %s)", list(rows))


def welcome_all() -> None:
    with clock_at(hours=0.5):
        while Reader.objects.count() < MANY + 10:  # the cast's ten as well
            plan()


def cost(do: Any) -> int:
    with CaptureQueriesContext(connection) as seen:
        do()
    return len(seen)


def test_each_round_costs_the_same_until_all_are_told(crowd: Cast) -> None:
    welcome_all()
    no_digests()
    opened(crowd)
    with clock_at(hours=1.1):
        plan()
        assert Letter.objects.filter(state=State.WAITING).count() == MANY + 4
        rounds = [cost(post.deliver) for _ in range(-(-(MANY + 4) // post.BATCH))]
        idle = cost(plan) + cost(post.deliver)
    assert Letter.objects.filter(state=State.SENT).count() == MANY + 4
    assert len(set(rounds[:-1])) == 1, rounds
    assert rounds[0] < 6 * post.BATCH  # per letter: that it is being sent, and that it was
    assert idle <= 10


def test_digests_are_planned_for_so_many_at_a_time_at_the_same_cost(crowd: Cast) -> None:
    welcome_all()
    with clock.simulated(START + timedelta(days=1)):
        plan()  # the first look of the day also moves the clock's cursor
        costs = [cost(plan) for _ in range(3)]
    assert Letter.objects.count() == 4 * MOST_READERS
    assert len(set(costs)) == 1
