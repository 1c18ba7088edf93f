"""A query that is built once answers as the queryset would, for whatever values it is asked with."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import Count

from alliance.contract.models import Mandate, Organisation
from alliance.decisions.actions.settling import _due
from alliance.ledger.prepared import Prepared
from tests.cast import START, build

pytestmark = pytest.mark.django_db

NUMBERED = Prepared(
    lambda alliance, position: Organisation.objects.filter(alliance_id=alliance, position=position),
    alliance=UUID(int=1), position=987_654_321,
)  # fmt: skip
NAMES = Prepared(
    lambda alliance: Organisation.objects.filter(alliance_id=alliance).values_list("name", "joined_at", "id"),
    alliance=UUID(int=1),
)  # fmt: skip
CODES = Prepared(
    lambda alliance: Organisation.objects.filter(alliance_id=alliance).values_list("code", flat=True),
    alliance=UUID(int=1),
)  # fmt: skip


MEMBERS = Prepared(
    lambda alliance: Organisation.objects.filter(alliance_id=alliance)
    .order_by().values("alliance_id").values_list(Count("id"), flat=True),
    alliance=UUID(int=1),
)  # fmt: skip


def test_records_tuples_flat_values_and_counts_come_as_from_the_queryset():
    cast = build()
    here = Organisation.objects.filter(alliance_id=cast.alliance)
    assert NUMBERED.one(alliance=cast.alliance, position=2) == here.get(position=2)
    assert NUMBERED.rows(alliance=cast.alliance, position=2)[0].joined_at == START
    assert NAMES.rows(alliance=cast.alliance) == list(here.values_list("name", "joined_at", "id"))
    assert CODES.rows(alliance=cast.alliance) == ["COU", "ICB", "HOM", "KIN", "VOX"]
    assert (MEMBERS.one(alliance=cast.alliance), MEMBERS.one(alliance=uuid4())) == (5, None)


def test_nothing_of_one_asking_is_left_for_the_next():
    first, second = build("first"), build("second")
    assert {one.alliance_id for one in NUMBERED.rows(alliance=first.alliance, position=1)} == {first.alliance}
    assert {one.alliance_id for one in NUMBERED.rows(alliance=second.alliance, position=1)} == {
        second.alliance
    }
    assert CODES.rows(alliance=uuid4()) == []


@pytest.mark.parametrize("position", [10**10, 10**30, -(10**30), 2**31 - 1])
def test_a_number_that_no_column_holds_finds_nothing(position):
    assert NUMBERED.one(alliance=build().alliance, position=position) is None


def test_instants_and_days_reach_the_database_as_it_keeps_them():
    cast = build()
    asked = Prepared(
        lambda at: Mandate.objects.filter(starts_at__lte=at).values_list("org_id", flat=True),
        at=datetime(1, 1, 2, tzinfo=UTC),
    )
    assert set(asked.rows(at=START)) == {cast.orgs[code] for code in ("COU", "ICB", "HOM", "KIN")}
    assert asked.rows(at=datetime(2020, 1, 1, tzinfo=UTC)) == []
    due = Prepared(_due, at=datetime(1, 1, 2, tzinfo=UTC), day=date(1, 1, 3))
    assert due.rows(at=START, day=START.date()) == []


def test_a_sample_that_the_sql_does_not_hold_is_told_at_once():
    lost = Prepared(
        lambda alliance, unused: Organisation.objects.filter(alliance_id=alliance),
        alliance=UUID(int=1),
        unused="x",
    )
    with pytest.raises(ValueError, match="unused"):
        lost.rows(alliance=uuid4(), unused="y")


def test_a_plan_keeps_no_connection_of_the_thread_that_made_it():
    cast = build()
    asked = Prepared(
        lambda alliance: Organisation.objects.filter(alliance_id=alliance).values_list(
            "joined_at", flat=True
        ),
        alliance=UUID(int=1),
    )
    assert START in asked.rows(alliance=cast.alliance)
    kept = asked._plan.compiler.connection
    assert (kept.alias, kept.connection) == (connection.alias, None)
