"""Keeps child processes running: each is started again when it dies, and all stop together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

from alliance.boot.places import ROOT, say

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before a start after a death; doubled each time
CALM = 30.0  # seconds of life after which a death counts as the first again
GRACE = 10.0  # seconds between asking a child to stop and ending it
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One program that is to run for as long as we do; times are seconds of the monotonic clock."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    pause: float = FIRST_PAUSE
    started: float = 0.0
    due: float = 0.0
    environment: dict[str, str] = field(default_factory=dict)

    def start(self) -> None:
        """Start it in a process group of its own, so that Ctrl-C reaches us alone."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=os.environ | self.environment,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - no thread of ours runs yet
        )

    def look(self, now: float) -> None:
        """Start it where that is due; where it has died, say so and set the time of the next start."""
        if self.process is None:
            if now >= self.due:
                self.start()
        elif self.process.poll() is not None:
            self._plan_restart(now)

    def _plan_restart(self, now: float) -> None:
        code = self.process.returncode if self.process else 0
        self.end_group()
        self.pause = FIRST_PAUSE if now - self.started > CALM else min(self.pause * 2, LONGEST_PAUSE)
        self.process, self.due = None, now + self.pause
        say(f"{self.name} stopped ({_reason(code)}); it starts again in {self.pause:g} s.")

    def signal(self, number: int) -> None:
        """Send a signal to the whole group of a running child."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, number)

    def end_group(self) -> None:
        """End what a dead child has left behind: the web server's own children would keep the port."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


class Stopped(Exception):
    """Somebody asked us to stop."""


def keep_running(children: list[Child], pause: float = 0.2) -> None:
    """Watch the children until Ctrl-C or TERM."""
    while True:
        for child in children:
            child.look(time.monotonic())
        time.sleep(pause)


def stop_on_signals() -> None:
    """Turn Ctrl-C and TERM into Stopped."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _raise_stopped)


def stop(children: list[Child]) -> None:
    """Ask every child to stop, wait, and end what is left."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    for child in children:
        child.signal(signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    for child in children:
        _wait(child, deadline)


def _wait(child: Child, deadline: float) -> None:
    if child.process is None:
        return
    with suppress(subprocess.TimeoutExpired):
        child.process.wait(max(0.0, deadline - time.monotonic()))
    child.end_group()
    child.process.wait()


def _raise_stopped(number: int, frame: FrameType | None) -> None:
    raise Stopped(signal.Signals(number).name)


def _reason(code: int) -> str:
    return f"ended by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def _die_with_parent() -> None:
    """Ask Linux to end this child with its parent, so that a killed `up` leaves no port taken."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
