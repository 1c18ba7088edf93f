"""Loads the invented alliances."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from alliance import environment
from alliance.demo import story
from alliance.demo.founding import FIRST, SECOND, Beginning
from alliance.door import clock
from alliance.ledger.queries import alliances
from alliance.people.models import Person

# Besides everybody who holds a member's seat: whom the tour in the README signs in as, and who does what nobody else does
SHOWN = (
    (FIRST, ("P01", "P08", "P14", "P18"), "is invented"),
    (SECOND, ("Q1", "Q2", "Q4", "Q6"), "is invented too, and small: it shows a deadlock, a reversal, a part replaced, a sealed vote, and minutes that all accepted"),
)  # fmt: skip


class Command(BaseCommand):
    """`manage.py demo`: Marlhaven and Quillfen, into a database without an alliance."""

    help = "Loads two invented alliances into an empty database, and prints who can sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--if-empty` says nothing where there is an alliance already."""
        parser.add_argument("--if-empty", action="store_true")

    def handle(self, *args: Any, if_empty: bool, **options: Any) -> None:
        """Load them once."""
        password = environment.secret(settings.STATE_DIR, "DEMO_PASSWORD", lambda: secrets.token_urlsafe(9))
        if not alliances():
            self.stdout.write(
                "Loading Marlhaven and Quillfen, invented alliances. This takes some seconds.\n"
            )
            self._load(password)
        elif not if_empty:
            raise CommandError("There is an alliance already. The demo goes into an empty database only.")
        for of, who, what in SHOWN:
            if Person.objects.filter(email=of.rows("people")[0]["email"]).exists():
                self._say_who(of, who, f"{of.name.removesuffix(' Alliance')} {what}", password)

    @transaction.atomic
    def _load(self, password: str) -> None:
        """Both or none, and as of the same instant."""
        now = clock.now()
        for of, *_shown in SHOWN:
            story.load(password, now, of)

    def _say_who(self, of: Beginning, who: tuple[str, ...], what: str, password: str) -> None:
        self.stdout.write(f"{what}.\nSign in as one of these, with the password {password}")
        for row in of.rows("people"):
            if row["seat"] == "seat" or row["id"] in who:
                self.stdout.write(f"  {row['email']:32} {row['name']}, {row['role']} ({row['body']})")
        self.stdout.write("")
