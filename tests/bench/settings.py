"""The tests' settings, with the peers beside them."""

from tests.settings import *  # noqa: F403 - a settings file takes everything over
from tests.settings import INSTALLED_APPS as OURS

INSTALLED_APPS = [*OURS, "simple_history", "auditlog", "tests.bench.peers"]
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
ROOT_URLCONF = "tests.bench.urls"
