"""Which command does what: ours first, every other one is Django's."""

import os
import sys
from collections.abc import Callable
from importlib import import_module

from alliance.boot import bootstrap
from alliance.boot.bench import bench
from alliance.boot.places import Stop
from alliance.boot.testing import test
from alliance.boot.up import OWN, options, require_free, up

OURS: dict[str, Callable[[list[str]], int]] = {"up": up, "test": test, "bench": bench}


def main(arguments: list[str]) -> int:
    """Run one command; answers an exit code. Outside .venv this makes .venv and starts again inside."""
    try:
        _check_first(arguments)
        bootstrap.enter(arguments)
        return _run(arguments)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1


def _check_first(arguments: list[str]) -> None:
    """What is wrong with the command line is told before anything is installed."""
    if arguments[:1] == ["up"]:
        require_free(options(arguments[1:]).port)


def _run(arguments: list[str]) -> int:
    if arguments and arguments[0] in OURS:
        return OURS[arguments[0]](arguments[1:])
    os.umask(OWN)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alliance.settings")
    wrong = import_module("django.core.exceptions").ImproperlyConfigured
    try:
        import_module("django.core.management").execute_from_command_line(["manage.py", *arguments])
    except wrong as setting:
        raise Stop(str(setting)) from setting
    return 0
