"""Days as people type them, for the scan alone: what could be a date of birth."""

from collections.abc import Iterator
from datetime import date

from measures.uploads.grid import Cell
from measures.uploads.people.patterns import clean
from measures.uploads.people.told import RULES, compiled

DAYS = tuple((order, compiled(text)) for order, text in RULES["days"])
MONTHS = {name: number for number, name in enumerate(RULES["months"], 1)}
YEARS_BACK = int(RULES["birth"]["years_back"])
SHORTEST, LONGEST = 6, 30


def day_of(cell: Cell, today: date) -> date | None:
    """The day that a cell holds or spells."""
    if cell.kind == "date":
        return date.fromisoformat(cell.text[:10])
    return typed_day(cell.text, today) if cell.kind in {"text", "number"} else None


def typed_day(text: str, today: date) -> date | None:
    """The day that a text spells; two-digit years are of this century until today, else of the last."""
    if not SHORTEST <= len(text) <= LONGEST:
        return None
    return next(_readings(clean(text), today), None)


def _readings(text: str, today: date) -> Iterator[date]:
    for order, pattern in DAYS:
        matched = pattern.fullmatch(text)
        if matched and (found := _day(dict(zip(order, matched.groups(), strict=True)), today)):
            yield found


def _day(parts: dict[str, str], today: date) -> date | None:
    month = parts["m"] if parts["m"].isdigit() else MONTHS.get(parts["m"][:3].lower(), 0)
    year = int(parts["y"]) + (0 if len(parts["y"]) == 4 else 100 * (today.year // 100))
    year -= 100 if len(parts["y"]) == 2 and year > today.year else 0
    try:
        return date(year, int(month), int(parts["d"]))
    except ValueError:
        return None


def could_be_birth(day: date, today: date) -> bool:
    """From today to 110 years back."""
    return day <= today and today.year - day.year <= YEARS_BACK
