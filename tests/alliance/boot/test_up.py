"""`up`, for real: it serves, starts again what dies, and leaves nothing behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from queue import Empty, Queue
from urllib.request import urlopen

import pytest

from alliance.boot.places import ROOT

PATIENCE = 240
IMPORTED = re.compile(r"""from\s*["'](\.[^"']+)["']""")
FOUND = "Open this link, once, to found your alliance"


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@pytest.fixture
def start(tmp_path, port):
    """Start `up` on an empty state folder; gives the process and the lines it prints."""
    left_out = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "ALLIANCE_ADDRESS"}
    clean = {name: value for name, value in os.environ.items() if name not in left_out}
    started = []

    def run():
        process = subprocess.Popen(
            [sys.executable, "manage.py", "up", "--port", str(port), "--no-demo"], cwd=ROOT, text=True,
            env=clean | {"ALLIANCE_STATE": str(tmp_path / "state")}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        lines = Queue()
        reader = threading.Thread(target=lambda: [lines.put(line) for line in process.stdout], daemon=True)
        reader.start()
        started.append((process, reader))
        return process, lines

    yield run
    for process, reader in started:
        process.terminate()
        process.wait(PATIENCE)
        reader.join(PATIENCE)
        process.stdout.close()


def until(lines, wanted):
    """The lines up to the one with these words."""
    seen = []
    while not any(wanted in line for line in seen):
        try:
            seen.append(lines.get(timeout=PATIENCE))
        except Empty:
            pytest.fail(f"no line with “{wanted}” after:\n{''.join(seen)}")
    return seen


def children_of(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as children:
        return [int(child) for child in children.read().split()]


def command_of(pid):
    try:
        with open(f"/proc/{pid}/cmdline") as line:
            return line.read().replace("\0", " ")
    except OSError:  # it has just ended
        return ""


def child_with(word, parent):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for child in children_of(parent):
            if word in command_of(child):
                return child
        time.sleep(0.05)
    pytest.fail(f"no child with “{word}”")


def answers(port):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30) as page:
                return page.status == 200
        except OSError:
            time.sleep(0.1)
    return False


def not_there(static):
    """What a collected script of ours imports by a name under which nothing is kept."""
    ours = [
        path for path in static.rglob("*.js") if "/vendor/" not in str(path) and "sidecar" not in str(path)
    ]
    asked = [(path, name) for path in ours for name in IMPORTED.findall(path.read_text())]
    assert asked, "some of our scripts import others"
    return [(path.name, name) for path, name in asked if not (path.parent / name).is_file()]


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.timeout(800)
def test_up_serves_and_restarts_what_dies_and_stops_cleanly_and_does_nothing_twice(start, port, tmp_path):
    process, lines = start()
    before = until(lines, f"Alliance is running at http://localhost:{port}")
    assert FOUND in "".join(before), "an unprepared database is prepared before anything is served"
    assert answers(port)
    for word, name in (("manage.py worker", "The worker"), ("granian", "The web server")):
        os.kill(child_with(word, process.pid), signal.SIGKILL)
        until(lines, f"{name} stopped (ended by SIGKILL)")
    assert answers(port)
    time.sleep(1.5)  # the web server's own restart
    mine = children_of(process.pid)
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0
    assert not any(os.path.exists(f"/proc/{child}") for child in mine)
    assert not_there(tmp_path / "state" / "static") == []
    collected = (tmp_path / "state" / "static.stamp").stat().st_mtime_ns
    _, lines = start()
    assert FOUND not in "".join(until(lines, "Alliance is running")), "what was prepared is served at once"
    until(lines, FOUND)
    assert (tmp_path / "state" / "static.stamp").stat().st_mtime_ns == collected
