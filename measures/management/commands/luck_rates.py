"""Makes the rates of the luck budget anew."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from measures.statistics.luck.noise import SERIES, table


class Command(BaseCommand):
    """`manage.py luck_rates > measures/statistics/luck/rates.json`: some minutes; the same every time."""

    help = "Simulates how often charts of noise alone show a signal, by chart, rule set, baseline and length."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many series of noise each rate rests on."""
        parser.add_argument("--series", type=int, default=SERIES)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them as JSON."""
        self.stdout.write(json.dumps(table(options["series"]), separators=(",", ":")))
