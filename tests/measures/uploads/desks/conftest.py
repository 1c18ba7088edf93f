"""Marlhaven with its plan, on the morning of 22 July 2026, and nothing sent in yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import override_settings

from alliance.door import clock
from tests.measures import town as stage
from tests.measures.uploads.desks.desk import Desk

MORNING = datetime(2026, 7, 22, 9, tzinfo=UTC)


@contextmanager
def built(folder: Path) -> Iterator[stage.Town]:
    """The town in an empty database, with its keys, and its places to read (not counted with other tests), in a folder."""
    with override_settings(KEYS_DIR=folder / "keys", STATE_DIR=folder / "state"):
        made = stage.Town(stage.build())
        with clock.simulated(MORNING):
            yield made


@pytest.fixture
def town(db, tmp_path):
    with built(tmp_path) as made:
        yield made


@pytest.fixture
def lantern(town):
    """Jonty, who sends Lantern's sheets."""
    return Desk(town, "jonty")


@pytest.fixture
def kindling(town):
    """Bronagh, who sends Kindling's sheets."""
    return Desk(town, "bronagh")
