"""Every few seconds the worker does what is due, and nothing that fails keeps the rest from being done."""

import threading

import pytest

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


def test_ticking_goes_on_until_told_to_stop():
    stop = threading.Event()
    ticks = []

    def tick():
        ticks.append("tick")
        if len(ticks) == 3:
            stop.set()

    worker.keep_ticking(stop, 0.01, tick)
    assert ticks == ["tick"] * 3


@pytest.mark.django_db(transaction=True)
def test_an_errand_that_fails_is_logged_and_the_next_one_is_run(monkeypatch, caplog):
    done = []

    def broken():
        raise OSError("no such machine")

    monkeypatch.setattr(registry, "errands", lambda: [broken, lambda: done.append("after")])
    worker.run_errands()
    assert done == ["after"]
    assert "no such machine" in caplog.text
