"""Marlhaven with its plan, on the morning of 22 July 2026, and nothing sent in yet."""

from datetime import UTC, datetime

import pytest

from alliance.door import clock
from tests.measures import town as stage
from tests.measures.uploads.desks.desk import Desk

MORNING = datetime(2026, 7, 22, 9, tzinfo=UTC)


@pytest.fixture
def town(db, settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    settings.STATE_DIR = tmp_path / "state"  # places to read are counted here: not with other tests
    made = stage.Town(stage.build())
    with clock.simulated(MORNING):
        yield made


@pytest.fixture
def lantern(town):
    """Jonty, who sends Lantern's sheets."""
    return Desk(town, "jonty")


@pytest.fixture
def kindling(town):
    """Bronagh, who sends Kindling's sheets."""
    return Desk(town, "bronagh")
