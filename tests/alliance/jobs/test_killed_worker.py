"""`kill -9` in the middle of a job: the next worker finishes it."""

import signal
from uuid import uuid4

import pytest

from alliance.jobs import actions
from alliance.jobs.models import Job, State
from tests.alliance.jobs.workers import until, workers


@pytest.fixture
def start_worker(tmp_path):
    with workers("tests.alliance.jobs.slow_worker", tmp_path) as start:
        yield start


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
