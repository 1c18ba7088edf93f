"""How a pack is made in a process of its own: what goes in, what comes out, and nothing kept.

The libraries that write packs take long to load and much memory, so the web server never loads them.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[3]
_PATIENCE = 120  # seconds; a pack of 24 measures takes a few
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "FONTCONFIG_PATH")


class NotMade(Exception):
    """A pack could not be made; the sentence says what to do."""


def ask(module: str, *given: Any) -> bytes:
    """Have a module of this folder make something of what is given. NotMade where it fails or takes too long."""
    command = [sys.executable, "-m", f"frontend.charts.packs.{module}"]
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        made = subprocess.run(
            command, input=pickle.dumps(given), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_ROOT,
            env=kept, timeout=_PATIENCE, check=True,
        )  # fmt: skip
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as failed:
        raise NotMade(
            "The file could not be made. Print the page instead, or ask for fewer charts."
        ) from failed
    return made.stdout


def answer(make: Callable[..., bytes]) -> None:
    """In the child: make it of what stands at the standard input, and write it out."""
    given = pickle.load(sys.stdin.buffer)  # noqa: S301 -- written by ask, in our own parent process
    sys.stdout.buffer.write(make(*given))
