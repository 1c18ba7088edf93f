"""The invented alliance, full, once for each file that asks for it."""

import pytest
from django.db import transaction

from tests.measures import town


@pytest.fixture(scope="module")
def marlhaven_town(django_db_setup, django_db_blocker):
    """Eight quarters published, in a transaction that is undone after the file; its tests are marked django_db."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield town.full()
        transaction.set_rollback(True)
