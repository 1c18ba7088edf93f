"""`kill -9` in the middle of a job: the next worker finishes it."""

import os
import signal
import subprocess
import sys
import time
from uuid import uuid4

import pytest
from django.db import connection

from alliance.boot.places import ROOT
from alliance.jobs import actions
from alliance.jobs.models import Job, State

PATIENCE = 120


def address():
    """The test database, as a process of its own finds it."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    base = os.environ["DATABASE_URL"]
    head, _, query = base.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{settings['NAME']}" + (f"?{query}" if query else "")


@pytest.fixture
def start_worker(tmp_path):
    started = []

    def start():
        command = [sys.executable, "-m", "tests.alliance.jobs.slow_worker", str(tmp_path)]
        started.append(subprocess.Popen(command, cwd=ROOT, env=os.environ | {"DATABASE_URL": address()}))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def until(true, what):
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"waited {PATIENCE} seconds for {what}"
        time.sleep(0.1)


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_is_killed_is_finished_by_the_next_worker(start_worker, tmp_path):
    job = actions.enqueue("test.slow", uuid4(), None, {})
    worker = start_worker()
    until((tmp_path / "attempt-1").exists, "the first attempt")
    assert Job.objects.get(pk=job).state == State.RUNNING
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    worker = start_worker()
    until(lambda: Job.objects.get(pk=job).state == State.DONE, "the second attempt's end")
    assert Job.objects.get(pk=job).attempts == 2
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(10) == 0
