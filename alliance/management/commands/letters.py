"""Says how the post is doing."""

from typing import Any

from django.core.management.base import BaseCommand

from alliance.notices.condition import condition


class Command(BaseCommand):
    """`manage.py letters`: what waits, what was sent, what the mail server refused."""

    help = "Says how many letters wait, were sent or were given up, and why; without names or addresses."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        for line in condition():
            self.stdout.write(line)
