"""What tests need from the machine itself: a browser, a spreadsheet program and a word processor."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from alliance.boot.places import Stop, say


@dataclass(frozen=True, slots=True)
class Program:
    """A program of the machine: the names it goes by, the Debian package that brings it, and the file beside it
    without which it is there and cannot do this; "" where there is no such file."""

    what: str
    names: tuple[str, ...]
    package: str
    part: str = ""

    def path(self) -> str | None:
        """Where it is, or None."""
        found = [path for name in self.names if (path := shutil.which(name))]
        return next((path for path in found if (Path(path).resolve().parent / self.part).exists()), None)


CHROMIUM = Program("Chromium", ("chromium", "chromium-browser", "google-chrome"), "chromium")
OFFICE = ("soffice", "libreoffice")
CALC = Program("LibreOffice Calc", OFFICE, "libreoffice-calc-nogui", "libsclo.so")
WRITER = Program("LibreOffice Writer", OFFICE, "libreoffice-writer-nogui", "libswlo.so")


def strict() -> bool:
    """Whether a missing browser or database is a failure instead of a skipped test."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def ensure(*programs: Program) -> None:
    """Install what is missing where we may; say so where we may not; raise Stop where CI is set."""
    for program in programs:
        if not program.path():
            _install(program)
        if not program.path():
            _complain(program)


def _install(program: Program) -> None:
    apt = shutil.which("apt-get")
    if not apt or os.geteuid() != 0:
        return
    say(f"Installing {program.package}, which the tests need.")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", program.package]):
        subprocess.run([apt, "--quiet=2", *command], env=quiet, stdout=subprocess.DEVNULL)


def _complain(program: Program) -> None:
    line = f"{program.what} is not installed: apt-get install {program.package}"
    if strict():
        raise Stop(f"{line} (with CI=true every test must run).")
    say(f"{line}. The tests that need it are skipped.")
