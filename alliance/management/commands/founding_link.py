"""Prints a one-time link with which a person founds an alliance through the pages."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from alliance.founding.link import new_link
from alliance.ledger import queries as ledger


class Command(BaseCommand):
    """Called by `up --no-demo`, and by whoever runs the server when another alliance is to begin."""

    help = "Prints a link that founds one alliance within seven days."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--if-empty` prints nothing where an alliance exists."""
        parser.add_argument("--if-empty", action="store_true", help="only where there is no alliance yet")

    def handle(self, *args: Any, if_empty: bool, **options: Any) -> None:
        """The address, and nothing else; at the start of an empty house, what to do with it."""
        if if_empty and ledger.alliances():
            return
        if if_empty:
            self.stdout.write("Open this link, once, to found your alliance:")
        self.stdout.write(new_link())
