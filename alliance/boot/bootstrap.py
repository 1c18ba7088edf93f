"""Makes .venv from requirements.lock when it is missing, old or half made, and goes on inside it."""

import fcntl
import importlib.util
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alliance.boot import installer
from alliance.boot.places import (
    ROOT,
    VENV,
    VENV_PYTHON,
    Stop,
    digest,
    is_stamped,
    say,
    state_folder,
    write_stamp,
)

LOCK = ROOT / "requirements.lock"
STAMP = VENV / ".lock-sha256"


def enter(arguments: list[str]) -> None:
    """Return inside .venv, made ready; outside it, make it ready and start this program again inside."""
    if Path(sys.prefix).resolve() == VENV.resolve():
        return
    ensure()
    os.execv(VENV_PYTHON, [str(VENV_PYTHON), str(ROOT / "manage.py"), *arguments])


def ensure() -> None:
    """Make .venv hold what the lock names. An interrupted run leaves no stamp, so the next one repairs it."""
    if is_ready():
        return
    with one_at_a_time("set-up"):
        if not is_ready():
            _make()


def is_ready() -> bool:
    """Whether .venv was made whole from this lock with this Python."""
    return VENV_PYTHON.exists() and is_stamped(STAMP, fingerprint())


def fingerprint() -> str:
    """What .venv depends on: the lock and the Python that made it."""
    return digest([LOCK], platform.python_implementation(), *platform.python_version_tuple()[:2])


@contextmanager
def one_at_a_time(what: str) -> Iterator[None]:
    """Let one process at a time through; the kernel lets go of the lock when its holder dies."""
    with (state_folder() / "set-up.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"Another start is busy with {what}; waiting for it.")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _make() -> None:
    say("Installing the Python packages into .venv (about half a minute, once).")
    STAMP.unlink(missing_ok=True)
    if subprocess.run([sys.executable, "-m", "venv", "--clear", *_venv_options(), str(VENV)]).returncode:
        raise Stop(f"The folder {VENV.name} could not be made; the reason stands above.")
    installer.sync(LOCK)
    write_stamp(STAMP, fingerprint())


def _venv_options() -> list[str]:
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return []
    if installer.uv() and importlib.util.find_spec("venv"):
        return ["--without-pip"]
    raise Stop("Python's venv module is not installed. On Debian or Ubuntu: apt-get install python3-venv")
