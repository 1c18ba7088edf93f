"""Marlhaven, alive in a server of its own."""

import pytest
from pytest_django.live_server_helper import LiveServer

from alliance.demo import story
from alliance.door import clock
from tests import told
from tests.cast import PASSWORD


@pytest.fixture
def marlhaven(live_server: LiveServer) -> str:
    """The address of a server with the invented alliance, loaded today; everybody's password is PASSWORD."""
    now = clock.now()
    told.once(str(now.date()), lambda: story.load(PASSWORD, now))
    return str(live_server.url)
