"""The background process: it does queued jobs, and every few seconds what is due."""

import logging
import threading
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from alliance.jobs import progress, reaper
from alliance.wings import registry

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Started by `up` beside the web server; killing it at any moment loses no job."""

    help = "Does queued jobs, and every few seconds what is due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How often to look, and how long a job may be silent."""
        parser.add_argument(
            "--tick", type=float, default=3.0, help="seconds between looks at what is due (3)"
        )
        parser.add_argument(
            "--patience", type=float, default=reaper.PATIENCE.total_seconds(), help="seconds of silence (20)"
        )

    def handle(self, *args: Any, tick: float, patience: float, **options: Any) -> None:
        """Work until TERM or Ctrl-C; a job under way is finished first."""
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)  # it calls each ordinary end a warning
        stop = threading.Event()
        silence = timedelta(seconds=patience)
        threads = [
            threading.Thread(target=keep_ticking, args=(stop, tick, once), daemon=True)
            for once in (partial(tick_once, silence), run_errands)
        ]
        for thread in threads:
            thread.start()
        try:
            _work()
        finally:
            stop.set()
            for thread in threads:
                thread.join(timeout=5)


def keep_ticking(stop: threading.Event, every: float, once: Callable[[], None]) -> None:
    """Do `once` every so many seconds until told to stop, on a database connection of this thread's own."""
    while not stop.wait(every):
        once()
    connections.close_all()


def tick_once(patience: timedelta = reaper.PATIENCE) -> None:
    """Do what is due."""
    _do([progress.pulse_all, partial(reaper.reap, patience), reaper.sweep, *registry.ticks()])


def run_errands() -> None:
    """Do what waits for other machines, such as the post: a slow one holds up no tick and no sign of life."""
    _do(registry.errands())


def _do(steps: Iterable[Callable[[], Any]]) -> None:
    """One after another; what fails is logged and keeps nothing else from being done."""
    close_old_connections()
    for step in steps:
        try:
            step()
        except Exception:
            log.exception("a tick failed: %s", step)


def _work() -> None:
    worker = Worker(
        queue_names=["*"], excluded_queue_names=[], interval=0.5, batch=False, backend_name="default",
        startup_delay=False, max_tasks=None, worker_id=get_random_string(32),
    )  # fmt: skip
    worker.configure_signals()
    worker.run()
