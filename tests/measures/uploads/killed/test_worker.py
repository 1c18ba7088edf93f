"""`kill -9` of the worker in the middle of a check: the next worker finishes it, and nothing is half done."""

import signal

import pytest

from alliance.jobs.models import Job
from measures.models import AtomVersion, Draft, FileVersion
from measures.uploads.child import Received
from measures.uploads.findings import stop
from tests.alliance.jobs.workers import until, workers
from tests.measures import town as stage
from tests.measures.uploads.desks.desk import Desk, text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lantern(settings, tmp_path):
    settings.KEYS_DIR, settings.STATE_DIR = tmp_path / "keys", tmp_path / "state"
    return Desk(stage.Town(stage.build()), "jonty")


@pytest.fixture
def start_worker(tmp_path):
    with workers("tests.measures.uploads.killed.slow_worker", tmp_path) as start:
        yield start


@pytest.mark.once  # that a killed worker's job goes on is seen on both by a job's own tests
def test_a_check_whose_worker_is_killed_is_finished_by_the_next(lantern, start_worker, tmp_path):
    answer = lantern.send("2026-27-q1", "faults/LAN_2026-27_Q1_put_right.csv")
    assert answer.status_code == 302
    worker = start_worker()
    until((tmp_path / "in-the-middle").exists, "the middle of the check")
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    cut_off = Draft.objects.get()
    assert (cut_off.state, cut_off.rows) == ("checking", [])
    assert "Your sheet is being checked" in lantern.page(cut_off)
    assert lantern.commit(cut_off).status_code == 409
    start_worker()
    until(lambda: Draft.objects.get().state == "ready", "the second attempt")
    assert len(Draft.objects.get().rows) == 4
    assert not FileVersion.objects.exists()
    assert not AtomVersion.objects.exists()


def test_a_check_that_was_lost_too_often_says_send_it_again(lantern):
    lantern.send("2026-27-q1", "faults/LAN_2026-27_Q1_put_right.csv")
    Job.objects.update(
        state="failed", sentence="The work was begun three times and stopped each time before its end."
    )
    said = lantern.page(Draft.objects.get())
    assert "The check stopped" in said
    assert "Send it again" in said


def test_a_child_that_dies_before_anything_is_stored_says_what_to_send_and_keeps_nothing(
    lantern, monkeypatch
):
    monkeypatch.setattr(
        "measures.uploads.child.receive",
        lambda *given, **named: Received(None, (stop("file.unreadable", "Send it again."),)),
    )
    answer = lantern.send("2026-27-q1", "faults/LAN_2026-27_Q1_put_right.csv")
    assert answer.status_code == 422
    assert "Send it again" in text(answer)
    assert not Draft.objects.exists()
    assert not Job.objects.exists()
