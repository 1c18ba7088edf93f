"""Children are started again when they die, with pauses that grow, and stop together."""

import os
import signal
import sys
import time

import pytest

from alliance.boot import children
from alliance.boot.children import Child, Stopped, stop, stop_on_signals

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
    deadline = time.monotonic() + 10
    while (
        not ((tmp_path / "pid").exists() and (tmp_path / "pid").read_text()) and time.monotonic() < deadline
    ):
        time.sleep(0.02)
    grandchild = int((tmp_path / "pid").read_text())
    ended(child)
    child.look(time.monotonic())
    time.sleep(0.1)
    assert not alive(grandchild)


def test_stopping_asks_first_and_ends_what_does_not_listen(monkeypatch):
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    monkeypatch.setattr(children, "GRACE", 0.5)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
    both = [Child("One", SLEEP), Child("Two", [sys.executable, "-c", deaf])]
    for child in both:
        child.start()
    time.sleep(0.5)
    stop(both)
    for number, handler in before.items():
        signal.signal(number, handler)
    assert [child.process.returncode for child in both] == [-signal.SIGTERM, -signal.SIGKILL]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_term_stop(number):
    before = signal.getsignal(number)
    stop_on_signals()
    with pytest.raises(Stopped):
        signal.raise_signal(number)
        time.sleep(1)
    signal.signal(number, before)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
