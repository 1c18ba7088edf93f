"""Writes the rows that follow from the log again, and names each row that was not what the log says."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from alliance.door.rebuild import rebuild
from alliance.management.commands.verify_ledger import named
from alliance.wings import registry


class Command(BaseCommand):
    """With `--check` nothing is changed, and the exit code is 1 where a row differs."""

    help = "Rebuilds what follows from the log, in one transaction."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`slug`, and `--check`."""
        parser.add_argument(
            "slug", nargs="?", help="the word in the alliance's address; all of them without it"
        )
        parser.add_argument("--check", action="store_true", help="compare only; take everything back")

    def handle(self, *args: Any, slug: str | None, check: bool, **options: Any) -> None:
        """One line an alliance, and one for each row that differed."""
        differing = [name for name, alliance in named(slug) if not self._rebuild(name, alliance, check)]
        if check and differing:
            raise CommandError(f"Rows differ from the log: {', '.join(differing)}.")

    def _rebuild(self, name: str, alliance: UUID, check: bool) -> bool:
        result = rebuild(alliance, registry.projected(), check=check)
        verdict = "identical" if result.identical else f"{len(result.differences)} rows differed"
        self.stdout.write(f"{name}: {result.events} events, {result.rows} rows, {verdict}")
        for found in result.differences:
            self.stdout.write(f"  {found.model} {found.key}: {found.was}")
        return result.identical
