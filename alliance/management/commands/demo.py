"""Loads the invented alliance."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from alliance import environment
from alliance.demo import story
from alliance.demo.tables import rows
from alliance.door import clock
from alliance.ledger.queries import alliances
from alliance.people.models import Person

ALSO = ("P01", "P08", "P18")  # besides everybody who holds a member’s seat


class Command(BaseCommand):
    """`manage.py demo`: Marlhaven, into a database without an alliance."""

    help = "Loads Marlhaven, an invented alliance, into an empty database, and prints who can sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--if-empty` says nothing where there is an alliance already."""
        parser.add_argument("--if-empty", action="store_true")

    def handle(self, *args: Any, if_empty: bool, **options: Any) -> None:
        """Load it once."""
        password = environment.secret(settings.STATE_DIR, "DEMO_PASSWORD", lambda: secrets.token_urlsafe(9))
        if not alliances():
            self.stdout.write("Loading Marlhaven, an invented alliance. This takes some seconds.")
            story.load(password, clock.now())
        elif not if_empty:
            raise CommandError("There is an alliance already. The demo goes into an empty database only.")
        if Person.objects.filter(email=rows("people")[0]["email"]).exists():
            self._say_who(password)

    def _say_who(self, password: str) -> None:
        self.stdout.write(f"\nMarlhaven is invented. Sign in as one of these, with the password {password}")
        for row in rows("people"):
            if row["seat"] == "seat" or row["id"] in ALSO:
                self.stdout.write(f"  {row['email']:32} {row['name']}, {row['role']} ({row['body']})")
        self.stdout.write("")
