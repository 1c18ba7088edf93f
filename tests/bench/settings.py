"""The project's own settings, with the peers beside it."""

from alliance.settings import *  # noqa: F403 - a settings file takes everything over
from alliance.settings import INSTALLED_APPS as OURS

INSTALLED_APPS = [*OURS, "simple_history", "auditlog", "tests.bench.peers"]
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
ROOT_URLCONF = "tests.bench.urls"
