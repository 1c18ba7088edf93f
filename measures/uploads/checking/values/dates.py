"""Periods written as dates: never taken silently, always asked."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from measures.uploads.grid import Cell

SERIAL = re.compile(r"\A\d{5}\Z")
FULL = re.compile(r"\A\d{1,2}[/.\-]\d{1,2}[/.\-](\d{4}|\d{2})\Z|\A\d{4}-\d{2}-\d{2}\Z")
MONTH = re.compile(r"\A[A-Za-z]{3,9}[ \-']+(\d{2}|\d{4})\Z")
EPOCH = date(1899, 12, 30)
FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%b-%y", "%B-%y", "%b-%Y", "%B-%Y")


@dataclass(frozen=True, slots=True)
class Dated:
    """A text that has the form of a date: `day` is None when no such day exists."""

    day: date | None


def read_date(cell: Cell) -> Dated | None:
    """A date, a day number or "Feb-24"; None for what has no such form."""
    text = cell.text.strip()
    if cell.kind == "date":
        return Dated(date.fromisoformat(text[:10]))
    if SERIAL.match(text):
        return Dated(EPOCH + timedelta(days=int(text)))
    if FULL.match(text):
        return Dated(
            _parsed(re.sub(r"[.\-]", "/", text) if "-" not in text[:5] or text[4:5] != "-" else text)
        )
    return Dated(_parsed(re.sub(r"[ ']+", "-", text))) if MONTH.match(text) else None


def _parsed(text: str) -> date | None:
    for form in FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 -- a day has no time zone
        except ValueError:
            continue
    return None


def told(day: date) -> str:
    """1 Feb 2024."""
    return f"{day.day} {day:%b %Y}"


def told_long(day: date) -> str:
    """31 March 2025."""
    return f"{day.day} {day:%B %Y}"
