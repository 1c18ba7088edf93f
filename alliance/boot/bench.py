"""`bench`: measures ours beside its peers; the peers are installed on demand, apart from what we run on."""

import os
import subprocess
import sys

from alliance.boot import installer
from alliance.boot.bootstrap import one_at_a_time
from alliance.boot.places import ROOT, STATE, VENV_PYTHON, digest, is_stamped, say, state_folder, write_stamp

LOCK = ROOT / "requirements-bench.lock"
PEERS = STATE / "bench-packages"


def bench(arguments: list[str]) -> int:
    """Run the rows of tests/bench (all, or the one named); answers an exit code."""
    ensure_peers()
    path = os.pathsep.join(filter(None, [str(PEERS), os.environ.get("PYTHONPATH", "")]))
    command = [sys.executable, "-m", "tests.bench", *arguments]
    return subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": path}).returncode


def ensure_peers() -> None:
    """Install what we measure ourselves against, when its lock has changed."""
    with one_at_a_time("installing the bench's packages"):
        stamp, value = state_folder() / "bench.stamp", digest([LOCK], str(VENV_PYTHON), sys.version)
        if not is_stamped(stamp, value):
            say("Installing what the bench compares with.")
            installer.sync_folder(LOCK, PEERS)
            write_stamp(stamp, value)
