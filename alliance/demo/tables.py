"""The invented facts, as rows."""

import csv
from functools import cache
from pathlib import Path

MARLHAVEN, QUILLFEN = "marlhaven", "quillfen"


@cache
def rows(name: str, story: str = MARLHAVEN) -> tuple[dict[str, str], ...]:
    """The rows of one table of a story, such as "people"."""
    with (Path(__file__).parent / story / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
