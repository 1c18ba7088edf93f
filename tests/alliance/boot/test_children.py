"""Children are started again when they die, with pauses that grow, and stop together."""

import os
import signal
import sys
import time

import pytest

from alliance.boot import children
from alliance.boot.children import Child, Stopped, stop, stop_on_signals

PATIENCE = 120
SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]
PARENT = """
import pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path({mark!r}).write_text(str(child.pid))
time.sleep(600)
"""


@pytest.fixture
def child():
    made = Child("The sleeper", SLEEP)
    yield made
    if made.process and made.process.poll() is None:
        made.process.kill()
        made.process.wait()


def ended(child):
    child.process.kill()
    child.process.wait()


def test_a_dead_child_is_started_again_after_a_pause(child, capsys):
    child.start()
    first = child.process.pid
    ended(child)
    now = time.monotonic()
    child.look(now)
    assert child.process is None
    assert "The sleeper stopped (ended by SIGKILL); it starts again in 1 s." in capsys.readouterr().out
    child.look(now + 0.9)
    assert child.process is None
    child.look(now + 1.1)
    assert child.process.pid != first


def test_the_pause_doubles_up_to_half_a_minute_and_is_short_again_after_calm(child):
    child.start()
    pauses = []
    for _ in range(8):
        ended(child)
        child.look(child.started + 1)
        pauses.append(child.pause)
        child.start()
    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0]
    ended(child)
    child.look(child.started + children.CALM + 1)
    assert child.pause == children.FIRST_PAUSE


def until(true):
    """Wait for something to be true; fail where it never is."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"waited {PATIENCE} seconds"
        time.sleep(0.02)


@pytest.fixture
def own_signals():
    """What this process does on Ctrl-C and TERM is afterwards as it was."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def alive(pid):
    try:
        os.kill(pid, 0)
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().split()[2] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_a_dead_child_leaves_no_child_of_its_own_behind(child, tmp_path):
    child.command = [sys.executable, "-c", PARENT.format(mark=str(tmp_path / "pid"))]
    child.start()
    mark = tmp_path / "pid"
    until(lambda: mark.exists() and mark.read_text())
    ended(child)
    child.look(time.monotonic())
    until(lambda: not alive(int(mark.read_text())))


@pytest.mark.usefixtures("own_signals")
def test_stopping_asks_first_and_ends_what_does_not_listen(monkeypatch, tmp_path):
    monkeypatch.setattr(children, "GRACE", 1.5)
    mark = tmp_path / "deaf"
    deaf = f"import pathlib, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); pathlib.Path({str(mark)!r}).touch(); time.sleep(600)"
    both = [Child("One", SLEEP), Child("Two", [sys.executable, "-c", deaf])]
    for child in both:
        child.start()
    until(mark.exists)
    stop(both)
    assert [child.process.returncode for child in both] == [-signal.SIGTERM, -signal.SIGKILL]


@pytest.mark.usefixtures("own_signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_term_stop(number):
    stop_on_signals()
    with pytest.raises(Stopped):
        signal.raise_signal(number)
        time.sleep(1)
