"""How long it took from the first objection to agreement, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from alliance.decisions.count.agreeing import Agreement


@dataclass(frozen=True, slots=True)
class Agreed:
    """From the first objection to agreement, in words and instants."""

    first_objection: datetime
    agreed_at: datetime
    words: str


def agreed(found: Agreement | None) -> Agreed | None:
    """“4 days from the first objection to agreement.”"""
    if found is None:
        return None
    words = f"{lasting(found.took)} from the first objection to agreement"
    return Agreed(found.first_objection, found.agreed_at, words)


def lasting(took: timedelta) -> str:
    """Whole days; under one, whole hours; under one, whole minutes."""
    minutes = took // timedelta(minutes=1)
    for size, unit in ((24 * 60, "day"), (60, "hour"), (1, "minute")):
        if number := minutes // size:
            return f"{number} {unit}{'' if number == 1 else 's'}"
    return "Less than a minute"
