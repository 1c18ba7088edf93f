"""Workers of their own process, on the test database, to be killed."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager

from django.db import connection

from alliance.boot.places import ROOT

PATIENCE = 120


def address():
    """The test database, as a process of its own finds it."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    base = os.environ["DATABASE_URL"]
    head, _, query = base.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{settings['NAME']}" + (f"?{query}" if query else "")


@contextmanager
def workers(module, folder):
    """Starts a worker each time it is called; all of them end with the test."""
    started = []

    def start():
        command = [sys.executable, "-m", module, str(folder)]
        started.append(subprocess.Popen(command, cwd=ROOT, env=os.environ | {"DATABASE_URL": address()}))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def until(true, what):
    """Wait for something to be true; fail by name where it never is."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"waited {PATIENCE} seconds for {what}"
        time.sleep(0.1)
