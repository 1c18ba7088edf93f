"""What the machine itself must have: a browser, a spreadsheet program and a word processor for tests, and what sets a PDF."""

import os
import shutil
import subprocess
from ctypes.util import find_library
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


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library of the machine: its parts, the Debian packages that bring them, and what is done without it."""

    what: str
    names: tuple[str, ...]
    package: str
    without: str

    def path(self) -> str | None:
        """What the loader calls its first part, or None where any part is missing."""
        found = [find_library(name) for name in self.names]
        return found[0] if all(found) else None


POPPLER = Program("Poppler, which reads PDFs,", ("pdftotext",), "poppler-utils")
PANGO = Library(
    "Pango, which sets the board pack as a PDF,", ("pango-1.0", "pangoft2-1.0"),
    "libpango-1.0-0 libpangoft2-1.0-0", "Until then the board pack is offered as a page to print.",
)  # fmt: skip
OFFICE = ("soffice", "libreoffice")
CALC = Program("LibreOffice Calc", OFFICE, "libreoffice-calc-nogui", "libsclo.so")
WRITER = Program("LibreOffice Writer", OFFICE, "libreoffice-writer-nogui", "libswlo.so")


def strict() -> bool:
    """Whether a missing browser or database is a failure instead of a skipped test."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def mention(library: Library) -> None:
    """Say what is missing and what is done without it; nothing where it is there."""
    if not library.path():
        say(f"{library.what} is not installed: apt-get install {library.package}. {library.without}")


def ensure(*programs: Program | Library) -> None:
    """Install what is missing where we may; say so where we may not; raise Stop where CI is set."""
    for program in programs:
        if not program.path():
            _install(program)
        if not program.path():
            _complain(program)


def _install(program: Program | Library) -> None:
    apt = shutil.which("apt-get")
    if not apt or os.geteuid() != 0:
        return
    say(f"Installing {program.package}, which the tests need.")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *program.package.split()]):
        subprocess.run([apt, "--quiet=2", *command], env=quiet, stdout=subprocess.DEVNULL)


def _complain(program: Program | Library) -> None:
    line = f"{program.what} is not installed: apt-get install {program.package}"
    if strict():
        raise Stop(f"{line} (with CI=true every test must run).")
    say(f"{line}. The tests that need it are skipped.")
