"""Paired change from published figures: who was followed up, the classes, and what those who were lost could alter."""

from dataclasses import dataclass
from fractions import Fraction

from measures.statistics.intervals import Bounds, wilson

APART = 10  # both sizes are shown only if they differ by 0 or by so many people
BASE = 5  # shown sizes are multiples of it, up or down by a draw, so less than it from the exact ones
BOTH = 2 * (BASE - 1)  # how far two shown sizes may differ from two exact ones
NEAR = APART - BASE + BOTH  # the most who can be lost where shown sizes are less than APART apart


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Of `asked` people at baseline, `paired` answered again: `rate` from 0 to 1 with its interval.

    Where the shown sizes differ by less than 10 and not by 0, only the matched group appears: `asked`, `rate` and `bounds` are
    None. `lost`, which the bounds of change count with, is the most that rounding allows. `words` holds for every
    exact size behind the shown ones, and says the same whatever it is.
    """

    asked: int | None
    paired: int
    lost: int
    rate: Fraction | None
    bounds: Bounds | None
    words: str


@dataclass(frozen=True, slots=True)
class Classes:
    """How many pairs improved, did not clearly change, or declined, by the measure's own sense of better."""

    improved: int
    unclear: int
    declined: int

    @property
    def pairs(self) -> int:
        """How many pairs there are in all."""
        return self.improved + self.unclear + self.declined


@dataclass(frozen=True, slots=True)
class ClassShare:
    """A class: its share of the pairs with its interval, and between what its share of everybody at baseline lies.

    The latter runs from nobody lost being of the class to everybody lost.
    """

    count: int
    share: Fraction
    interval: Bounds
    least: Fraction
    most: Fraction


def follow_up(asked: int, paired: int) -> FollowUp:
    """Who was followed up, from shown sizes. Raises ValueError for sizes below 0, or far more pairs than people asked.

    Rounding may show a few more pairs than people. Source: charts.md 1.12; measures.md 7.4, 7.5. "Fewer than 10 were not followed
    up" would be false: shown sizes of 40 and 35 may be exact ones of 44 and 31, and 13 people.
    """
    if asked < 0 or paired < 0 or paired - asked >= APART:
        raise ValueError(f"{paired} of {asked} people cannot have been followed up.")
    lost = asked - paired
    if lost and lost < APART:
        return FollowUp(
            None, paired, NEAR, None, None, f"at most {NEAR} were not followed up, perhaps nobody"
        )
    rate = Fraction(paired, asked) if asked else None
    words = (
        f"about {lost} of {asked} were not followed up" if lost
        else f"at most {BOTH} of about {asked} were not followed up, perhaps nobody"
    )  # fmt: skip
    return FollowUp(asked, paired, lost + BOTH, rate, wilson(paired, asked) if asked else None, words)


def class_share(count: int, pairs: int, lost: int) -> ClassShare:
    """One class of `pairs` people while `lost` more were not followed up. ValueError unless count is from 0 to pairs."""
    interval, everybody = wilson(count, pairs), pairs + lost
    return ClassShare(
        count, Fraction(count, pairs), interval, Fraction(count, everybody), Fraction(count + lost, everybody)
    )
