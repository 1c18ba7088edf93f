"""Which decisions are asked for: the same filters for the list, its print, its files and its API."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict


class Wanted(TypedDict, total=False):
    """`state` is a result, open, in_force or ended; `matter` and `proposer` (an organisation's) are codes; `text` is words,
    each found from its beginning; `year` that of opening; `on` a day, at the end of which the decision was in force."""

    state: str
    matter: str
    proposer: str
    objective: str
    text: str
    year: int
    on: date | None


@dataclass(frozen=True, slots=True)
class Filters:
    """What the register can be filtered by: value and words of each."""

    matters: tuple[tuple[str, str], ...]
    proposers: tuple[tuple[str, str], ...]
    objectives: tuple[tuple[str, str], ...]
