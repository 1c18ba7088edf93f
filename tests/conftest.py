"""What every test has at hand."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase, override_settings
from hypothesis import HealthCheck, settings

from alliance.decisions.search import engine
from alliance.ledger import triggers
from tests import cast as stage
from tests import told

# How long an example takes says something about the machine alone; each run draws others, so few are enough
settings.register_profile(
    "untimed", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")

pytest_plugins = ["tests.plugins.browser", "tests.plugins.selection"]


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end, so that looking for garbage need not walk through it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """SQLite's tables are made from the models: a check sees that migrations say the same, and `up` is tested with them."""
    return connection.vendor != "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_use_migrations: bool, django_db_blocker: Any) -> None:
    """What a migration lays beside the tables."""
    if not django_db_use_migrations:
        with django_db_blocker.unblock():
            triggers.install(connection)
            engine.lay(connection)


@pytest.fixture
def cast(db: None) -> stage.Cast:
    """A small alliance and its people."""
    return stage.build()


@pytest.fixture(autouse=True, scope="session")
def _papers_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests attach lies in a folder of theirs."""
    with override_settings(PAPERS_DIR=tmp_path_factory.mktemp("papers")):
        yield


@pytest.fixture(autouse=True, scope="session")
def _emptying_a_test_database() -> Iterator[None]:
    """Between tests the log may be emptied: its triggers step aside for that, and only for that."""

    def teardown(self: TransactionTestCase) -> None:
        triggers.remove(connection)
        _empty(told.tables())
        triggers.install(connection)

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
    yield
    patch.undo()


def _empty(tables: list[str]) -> None:
    """Only what holds anything: Django would truncate every table, and write all permissions again."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f'EXISTS (SELECT 1 FROM "{table}")' for table in tables))
        for table, holds in zip(tables, cursor.fetchone(), strict=True):
            if holds:
                cursor.execute(f'DELETE FROM "{table}"')
