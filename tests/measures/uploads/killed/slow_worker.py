"""A worker that stops in the middle of its first check and waits there to be killed; `python -m … <folder>`."""

import os
import sys
import time
from pathlib import Path

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from measures.uploads.actions import checking  # noqa: E402 - after the settings are read

REACHED = Path(sys.argv[1]) / "in-the-middle"
_inner = checking.check


def wait_once(*arguments, **named):
    """Hang in the first check that any worker comes to."""
    if not REACHED.exists():
        REACHED.touch()
        time.sleep(600)
    return _inner(*arguments, **named)


checking.check = wait_once
call_command("worker", tick=0.3, patience=2.0)
