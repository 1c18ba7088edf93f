"""What is put back is what was told: the same rows, whole logs, and sequences that go on."""

import pytest
from django.db import connection
from django.test import TransactionTestCase

from alliance.ledger.models import Entry
from alliance.ledger.queries import alliances
from alliance.ledger.verify import verify
from alliance.people.models import Person
from tests import told
from tests.attack.world import stocked

COUNTED = ("alliance_entry", "alliance_opening", "alliance_proposal", "alliance_mandate", "risks_risk")


def counted():
    with connection.cursor() as cursor:
        for table in COUNTED:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            yield cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_the_rows_come_back_as_they_were():
    told.once("here", lambda: stocked("stonebridge"))
    first = [*counted()], list(Entry.objects.order_by("seq").values_list("leaf", flat=True)[:5])
    TransactionTestCase("_fixture_teardown")._fixture_teardown()
    assert Person.objects.count() == 0
    told.once("here", lambda: pytest.fail("It was told a second time."))
    assert ([*counted()], list(Entry.objects.order_by("seq").values_list("leaf", flat=True)[:5])) == first
    assert verify(alliances()[0]).whole
