"""Brings database and static files up to date in one start of Django, skipping what is done."""

from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from alliance.boot import prepared
from alliance.boot.places import digest, is_stamped, write_stamp

# Each looks for itself whether there is anything to do, and prints what a person needs to know at every start
DEMO, FOUNDING = "demo", "founding_link"
# What comes with packages and no page asks for: as large as what we do use, or importing what is not there
UNUSED = ["redoc", "ext"]


class Command(BaseCommand):
    """Run by `up` before it serves, or, where an earlier one still holds, as soon as it does."""

    help = "Migrates, loads the demo into an empty database, collects static files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--no-demo` prints a link to found an alliance instead."""
        parser.add_argument("--no-demo", dest="demo", action="store_false")

    def handle(self, *args: Any, demo: bool, **options: Any) -> None:
        """Do what is not done yet; the stamp comes last, so that an interrupted run leaves none."""
        if not prepared.holds(demo=demo):
            prepared.forget()
        migrate()
        collect()
        command = DEMO if demo else FOUNDING
        if command in get_commands():
            call_command(command, "--if-empty", stdout=self.stdout)
        prepared.note(demo=demo)


def migrate() -> None:
    """Migrate where a migration waits, and write the rows from the log again: a new column may follow from old events."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("rebuild", stdout=StringIO())


def collect() -> None:
    """Collect static files where one of their sources, or the way they are stored, has changed."""
    storage = settings.STORAGES["staticfiles"]["BACKEND"]
    stamp, value = settings.STATE_DIR / "static.stamp", digest(prepared.static_sources(), storage)
    if not (settings.STATIC_ROOT.is_dir() and is_stamped(stamp, value)):
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=UNUSED)
        write_stamp(stamp, value)
