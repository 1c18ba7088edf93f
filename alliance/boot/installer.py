"""Installs exactly what a lock file names, with uv where it is there and with pip elsewhere."""

import shutil
import subprocess
from pathlib import Path

from alliance.boot.places import VENV_PYTHON, Stop

RULES = ["--require-hashes", "--only-binary", ":all:"]


def uv() -> str | None:
    """Where uv is, or None."""
    return shutil.which("uv")


def sync(lock: Path) -> None:
    """Put what `lock` names into the virtual environment; raises Stop when that fails."""
    program = uv()
    if program:
        _run([program, "pip", "sync", "--quiet", "--python", str(VENV_PYTHON), *RULES, str(lock)], lock)
    else:
        _run([*_pip(), *RULES, "--requirement", str(lock)], lock)


def sync_folder(lock: Path, folder: Path) -> None:
    """Put what `lock` names into a fresh folder of its own; raises Stop when that fails."""
    shutil.rmtree(folder, ignore_errors=True)
    program = uv()
    tool = [program, "pip", "install", "--quiet", "--python", str(VENV_PYTHON)] if program else _pip()
    _run([*tool, "--no-deps", *RULES, "--target", str(folder), "--requirement", str(lock)], lock)


def _pip() -> list[str]:
    """Pip as we call it: nothing is compiled ahead, which is half of its work; Python compiles what is imported."""
    quiet = ["--quiet", "--no-compile", "--disable-pip-version-check", "--no-input"]
    return [str(VENV_PYTHON), "-m", "pip", "install", *quiet]


def _run(command: list[str], lock: Path) -> None:
    if subprocess.run(command).returncode:
        raise Stop(
            f"The packages in {lock.name} could not be installed; the reason stands above. "
            "Check the network connection, then run the same command again: it goes on from here."
        )
