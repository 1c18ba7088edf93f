"""What tests need from the machine itself: a browser and a spreadsheet program."""

import os
import shutil
import subprocess
from dataclasses import dataclass

from alliance.boot.places import Stop, say


@dataclass(frozen=True, slots=True)
class Program:
    """A program of the machine: the names it goes by, and the Debian package that brings it."""

    what: str
    names: tuple[str, ...]
    package: str

    def path(self) -> str | None:
        """Where it is, or None."""
        return next((found for name in self.names if (found := shutil.which(name))), None)


CHROMIUM = Program("Chromium", ("chromium", "chromium-browser", "google-chrome"), "chromium")
CALC = Program("LibreOffice", ("soffice", "libreoffice"), "libreoffice-calc-nogui")


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
