"""The bank holidays of England and Wales, as data: a newer file in the state folder counts without a release."""

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

SHIPPED = Path(__file__).parent / "data" / "bank_holidays.json"
DIVISION = "england-and-wales"


class Unreadable(ValueError):
    """A file of bank holidays that cannot be used; the message says what to do."""


def bank_holidays(newer: Path | None = None) -> frozenset[date]:
    """Every known bank holiday of England and Wales; where `newer` is a file, its years replace ours.

    The file has the form in which the government publishes them: {"england-and-wales": {"events": [{"title": …,
    "date": "2026-12-28"}]}}. Source: Banking and Financial Dealings Act 1971 and yearly proclamations. Unreadable
    where the file is of another form.
    """
    known = _read(SHIPPED, SHIPPED.stat().st_mtime_ns)
    if newer is None or not newer.is_file():
        return known
    given = _read(newer, newer.stat().st_mtime_ns)
    years = {day.year for day in given}
    return given | {day for day in known if day.year not in years}


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> frozenset[date]:
    """`changed` is the file's time in ns: a new file is read again, an old one is not."""
    try:
        return _days(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise Unreadable(
            f"The bank holidays in {path} cannot be read ({fault}). Put the government’s file there as it is published, "
            "or take yours away: then the ones that came with this version count."
        ) from None


def _days(data: Mapping[str, Mapping[str, list[Mapping[str, str]]]]) -> frozenset[date]:
    days = frozenset(date.fromisoformat(event["date"]) for event in data[DIVISION]["events"])
    if not days:
        raise ValueError("it names no day")
    return days
