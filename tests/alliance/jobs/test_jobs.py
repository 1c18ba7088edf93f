"""A job is done once, is told to who asked for it, and outlives whoever was doing it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django_tasks_db.models import DBTaskResult

from alliance.door.access import Viewer
from alliance.door.clock import now, simulated
from alliance.door.refusals import NotFound
from alliance.jobs import actions, progress, queries, reaper
from alliance.jobs.models import Job, State
from alliance.jobs.tasks import FAULT, run_job
from alliance.wings import registry

ALLIANCE, PERSON = uuid4(), uuid4()
VIEWER = Viewer(person=PERSON, alliance=ALLIANCE, slug="marlhaven", alliance_name="Marlhaven")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kinds(monkeypatch):
    known = {}
    monkeypatch.setattr(registry, "jobs", lambda: known)
    return known


def ask(**payload):
    return actions.enqueue("test.kind", ALLIANCE, PERSON, payload)


def test_a_job_waits_in_the_queue_once_its_transaction_has_committed():
    job = ask()
    assert DBTaskResult.objects.get().args_kwargs["args"] == [str(job)]
    assert queries.job(VIEWER, job).state == State.QUEUED


def test_a_job_does_its_work_and_says_so(kinds):
    def work(job):
        actions.beat(job, 3, 12)
        assert queries.job(VIEWER, job).percent == 25
        assert progress.work(job).payload == {"upload": "u1"}
        actions.finish(job, "12 rows were read.")

    kinds["test.kind"] = work
    job = ask(upload="u1")
    run_job.func(str(job))
    told = queries.job(VIEWER, job)
    assert (told.state, told.percent, told.sentence, told.over) == (
        State.DONE,
        100,
        "12 rows were read.",
        True,
    )


def test_a_job_that_says_nothing_at_its_end_is_done(kinds):
    kinds["test.kind"] = lambda job: None
    job = ask()
    run_job.func(str(job))
    assert queries.job(VIEWER, job).state == State.DONE


def test_a_job_that_breaks_has_failed_and_says_what_to_do(kinds):
    kinds["test.kind"] = lambda job: 1 / 0
    job = ask()
    run_job.func(str(job))
    told = queries.job(VIEWER, job)
    assert (told.failed, told.sentence) == (True, FAULT)


def test_an_unknown_kind_has_failed(kinds):
    job = ask()
    run_job.func(str(job))
    assert queries.job(VIEWER, job).failed


def test_a_job_called_twice_is_done_once(kinds):
    calls = []
    kinds["test.kind"] = calls.append
    job = ask()
    run_job.func(str(job))
    run_job.func(str(job))
    assert calls == [job]


def test_only_who_asked_sees_a_job():
    job = ask()
    for other in (
        Viewer(person=uuid4(), alliance=ALLIANCE, slug="marlhaven", alliance_name="Marlhaven"),
        Viewer(person=PERSON, alliance=uuid4(), slug="other", alliance_name="Other"),
    ):
        with pytest.raises(NotFound):
            queries.job(other, job)


def test_a_silent_job_is_queued_again_and_the_silent_attempt_can_change_nothing_more():
    job = ask()
    progress.claim(job)
    lost = progress.work(job)
    with simulated(now() + timedelta(seconds=21)):
        assert reaper.reap() == 1
    assert Job.objects.get(pk=job).state == State.QUEUED
    assert DBTaskResult.objects.count() == 2
    with pytest.raises(progress.Superseded):
        actions.finish(job, "done")
    assert progress.claim(job).attempt == lost.attempt + 1
    progress.release(job)


def test_a_job_that_shows_life_is_left_alone():
    job = ask()
    progress.claim(job)
    at = now()
    with simulated(at + timedelta(seconds=15)):
        progress.pulse_all()
    with simulated(at + timedelta(seconds=30)):
        assert reaper.reap() == 0
    progress.release(job)


def test_a_job_lost_three_times_is_given_up_with_a_sentence():
    job = ask()
    later = now()
    for _ in range(3):
        progress.claim(job)
        later += timedelta(seconds=60)
        with simulated(later):
            reaper.reap()
    told = queries.job(VIEWER, job)
    assert (told.failed, told.sentence) == (True, reaper.GAVE_UP)
    progress.release(job)


def test_a_job_whose_place_in_the_queue_was_lost_is_queued_again():
    job = ask()
    DBTaskResult.objects.all().delete()
    with simulated(now() + timedelta(minutes=6)):
        assert reaper.reap() == 1
    assert DBTaskResult.objects.get().args_kwargs["args"] == [str(job)]


def test_yesterdays_rows_of_the_queue_are_forgotten():
    ask()
    with simulated(now() + timedelta(hours=23)):
        reaper.sweep()
    assert DBTaskResult.objects.count() == 1
    with simulated(now() + timedelta(hours=25)):
        reaper.sweep()
    assert DBTaskResult.objects.count() == 0
