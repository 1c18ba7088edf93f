"""Where each member sits when a vote is drawn: round one table, in charter order, no place better than another."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from alliance.decisions.reading.values import Seat

WIDTH, HEIGHT = 400, 260
RADIUS, DECIDES = 25, 32  # who decides a reserved matter sits broader, for all to see
ACROSS, ALONG = 158, 92  # half the way from seat to seat over the table


@dataclass(frozen=True, slots=True)
class Place:
    """One seat in the drawing: whole pixels from the top left, with its code, position and radius."""

    x: int
    y: int
    code: str
    position: str
    radius: int


def places(seats: Sequence[Seat]) -> tuple[Place, ...]:
    """The seats round the table, the first at the top, clockwise; equal steps for all."""
    return tuple(_place(seat, number, len(seats)) for number, seat in enumerate(seats))


def _place(seat: Seat, number: int, size: int) -> Place:
    turn = 2 * pi * number / size - pi / 2
    x, y = WIDTH // 2 + round(ACROSS * cos(turn)), HEIGHT // 2 + round(ALONG * sin(turn))
    return Place(x, y, seat.code[:4], seat.position, DECIDES if seat.owner else RADIUS)
