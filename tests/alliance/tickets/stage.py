"""Windows with keepers and tickets, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from alliance.door import clock
from alliance.door.refusals import Refused
from alliance.tickets import actions, queries, writing

FIRST_DAY, LAST_DAY, AFTER = date(2026, 6, 1), date(2026, 6, 12), date(2026, 6, 13)


@contextmanager
def on(day: date, hour: int = 12) -> Iterator[None]:
    """It is this day, at so many hours in UTC."""
    with clock.simulated(datetime(day.year, day.month, day.day, hour, tzinfo=UTC)):
        yield


@dataclass
class Gathering:
    """An open window with the parts that its keepers hold, and the tickets that were taken."""

    window: UUID
    parts: list[str]
    tickets: list[str] = field(default_factory=list)


def gathering(*said: str, seats: int = 5, consent: str = "theme") -> Gathering:
    """A window opened on the first day, in which this was said, each with a ticket of its own, in this order."""
    with on(FIRST_DAY):
        window = actions.prepare("review", uuid4(), opens=FIRST_DAY, closes=LAST_DAY)
        made = Gathering(window, [str(actions.keep_part(window, place)) for place in (1, 2)])
        assert actions.open_window(window, seats=seats) == window
        made.tickets = [str(actions.take(window)) for _ in said]
        for ticket, text in zip(made.tickets, said, strict=True):
            writing.write(ticket, text, consent)
    return made


def texts(made: Gathering) -> list[str]:
    """What was said, as its two keepers read it."""
    answer = queries.read(made.window, *made.parts)
    assert not isinstance(answer, Refused), answer
    return [one.text for one in answer]
