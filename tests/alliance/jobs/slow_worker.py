"""A worker with one slow kind of job, for a test to kill: run as `python -m tests.alliance.jobs.slow_worker FOLDER`."""

import os
import sys
import time
from pathlib import Path

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()


def install(folder: Path) -> None:
    """The first attempt marks its start and never ends; the second one finishes."""
    registry = sys.modules["alliance.wings.registry"]

    def slow(job):
        marks = len(list(folder.glob("attempt-*")))
        (folder / f"attempt-{marks + 1}").touch()
        time.sleep(600 if marks == 0 else 0)

    registry.jobs = lambda: {"test.slow": slow}
    registry.ticks = registry.errands = list


if __name__ == "__main__":
    __import__("alliance.wings.registry")
    install(Path(sys.argv[1]))
    call_command("worker", "--tick=0.3", "--patience=2")
