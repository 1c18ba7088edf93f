"""Each test of the anonymous door has a store of its own."""

import pytest


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    """The folder of key parts and of tickets that wait."""
    settings.TICKETS_DIR = tmp_path / "tickets"
    return settings.TICKETS_DIR
