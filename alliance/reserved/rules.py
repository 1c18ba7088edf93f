"""The meter of reserved powers: what became of each, and the quarters over which uses are told. Nobody is ranked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alliance.decisions.count.tally import Counts, Result

_BEGINS = {1: "January to March", 2: "April to June", 3: "July to September", 4: "October to December"}


class Became(StrEnum):
    """What became of a reserved matter: the power was used, it was put forward and not used, it is still open; or a member
    noted a duty in a matter that all decide, and left it unused."""

    USED = "used"
    NOT_USED = "not_used"
    OPEN = "open"
    NOTED = "noted"


WORDS: Mapping[Became, str] = {
    Became.USED: "Used", Became.NOT_USED: "Put forward, not used", Became.OPEN: "Open",
    Became.NOTED: "Duty noted, not used",
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a calendar year; `number` from 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter in which a day lies."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def code(self) -> str:
        """Short, such as 2025-Q1."""
        return f"{self.year}-Q{self.number}"

    @property
    def words(self) -> str:
        """In full, such as January to March 2025."""
        return f"{_BEGINS[self.number]} {self.year}"

    def following(self) -> "Quarter":
        """The next one."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)


def quarters(first: date, last: date) -> tuple[Quarter, ...]:
    """Every quarter from that of `first` to that of `last`, also those in which nothing happened."""
    found = [Quarter.of(first)]
    while found[-1] < Quarter.of(last):
        found.append(found[-1].following())
    return tuple(found)


def became(result: str, in_effect: bool) -> Became:
    """What became of a reserved matter whose vote has come to `result`; an emergency is in effect while advice is open."""
    if in_effect:
        return Became.USED
    return Became.OPEN if result == Result.OPEN else Became.NOT_USED


def advice(counts: Counts, owner: str) -> dict[str, tuple[str, ...]]:
    """What the others said, by position: everybody’s ballot but the owner’s."""
    said = {name: getattr(counts, name) for name in ("agree", "disagree", "abstain", "silent")}
    return {name: tuple(org for org in orgs if org != owner) for name, orgs in said.items()}
