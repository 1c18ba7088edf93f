"""The web server's application, which stops at one step of an upload and waits there to be killed."""

import os
import sys
import time
from pathlib import Path

from django.conf import settings

from alliance.wsgi import application
from measures.uploads import actions, child
from measures.uploads.actions import committing, receiving

__all__ = ["application"]

FOLDER, STEP = Path(os.environ["SLOW_FOLDER"]), os.environ["SLOW_STEP"]
settings.KEYS_DIR, settings.STATE_DIR = FOLDER / "keys", FOLDER / "state"


def pause(step):
    """Wait here to be killed, if this is the step."""
    if step == STEP:
        (FOLDER / step).touch()
        time.sleep(600)


def before(step, inner):
    def wrapped(*given, **named):
        pause(step)
        return inner(*given, **named)

    return wrapped


def after(step, inner):
    def wrapped(*given, **named):
        came = inner(*given, **named)
        pause(step)
        return came

    return wrapped


if STEP == "reading":
    child.COMMAND = (sys.executable, "-m", "tests.measures.uploads.killed.slow_child", str(FOLDER / STEP))
child.receive = after("read", child.receive)
receiving._keep_draft = after("kept", receiving._keep_draft)
receiving.keep_sheet = after("asked", receiving.keep_sheet)
committing._end = before("committing", committing._end)
actions.commit_sheet = after("committed", actions.commit_sheet)
