"""The invented facts, as rows."""

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "marlhaven"
MAIL = "marlhaven.example"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one table, such as "people"."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
