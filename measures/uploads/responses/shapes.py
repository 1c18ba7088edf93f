"""One response as it is read, in memory alone, and what a group of responses comes to."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

BASELINE, FOLLOWUP = "baseline", "followup"


@dataclass(frozen=True, slots=True)
class Response:
    """One row: `scores` holds, for each measure (`M-07/1`), the score's name in a histogram, None where it has none."""

    line: int
    key: str = field(repr=False)
    occasion: str
    period: str
    cohort: str
    categories: Mapping[str, str] = field(repr=False)
    scores: Mapping[str, str | None] = field(repr=False)


class Margin(NamedTuple):
    """A group that is counted on its own: everybody of a cohort, or one category of one breakdown of it."""

    period: str
    cohort: str
    measure: str
    breakdown: str = ""
    category: str = ""
    basis: str = "all"
    baseline_period: str = ""


@dataclass(slots=True)
class Tally:
    """What a group's responses come to: `counts` {score: people}, `joint` {(first, later): people} of those who gave both."""

    returned: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    joint: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, score: str | None) -> None:
        """One more response, with a score or without."""
        self.returned += 1
        if score is not None:
            self.counts[score] += 1

    @property
    def n(self) -> int:
        """People with a score."""
        return sum(self.counts.values())

    @property
    def left_out(self) -> int:
        """Responses without one."""
        return self.returned - self.n
