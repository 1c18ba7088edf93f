"""Every few seconds the worker does what is due, and nothing that fails keeps the rest from being done."""

import threading
from datetime import timedelta

import pytest

from alliance.jobs import reaper
from alliance.management.commands import worker
from alliance.wings import registry


@pytest.mark.django_db(transaction=True)
def test_a_tick_that_fails_is_logged_and_the_next_one_is_done(monkeypatch, caplog):
    done = []

    def broken():
        raise ValueError("broken on purpose")

    monkeypatch.setattr(registry, "ticks", lambda: [broken, lambda: done.append("after")])
    worker.tick_once()
    assert done == ["after"]
    assert "broken on purpose" in caplog.text


def test_ticking_goes_on_until_told_to_stop(monkeypatch):
    stop = threading.Event()
    ticks = []

    def tick(patience):
        ticks.append(patience)
        if len(ticks) == 3:
            stop.set()

    monkeypatch.setattr(worker, "tick_once", tick)
    worker.keep_ticking(stop, 0.01, reaper.PATIENCE)
    assert ticks == [timedelta(seconds=20)] * 3
