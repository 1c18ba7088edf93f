"""Paired change from published figures: who was followed up, the classes, and what those who were lost could alter."""

from dataclasses import dataclass
from fractions import Fraction

from measures.statistics.intervals import Bounds, wilson

APART = 10  # both sizes are shown only if they differ by 0 or by so many people


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Of `asked` people at baseline, `paired` answered again: `rate` from 0 to 1 with its interval.

    Where the shown sizes differ by 1 to 9, only the matched group appears: `asked`, `rate` and `bounds` are None, and
    `lost`, which the bounds of change count with, is 9. `words` says it.
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

    Rounding may show a few more pairs than people; then, too, fewer than 10 were lost.
    Source: charts.md 1.12; measures.md 7.5.
    """
    if asked < 0 or paired < 0 or paired - asked >= APART:
        raise ValueError(f"{paired} of {asked} people cannot have been followed up.")
    lost = asked - paired
    if lost and lost < APART:
        return FollowUp(None, paired, APART - 1, None, None, f"fewer than {APART} were not followed up")
    rate = Fraction(paired, asked) if asked else None
    words = f"{lost} of {asked} were not followed up" if lost else "everybody was followed up"
    return FollowUp(asked, paired, lost, rate, wilson(paired, asked) if asked else None, words)


def class_share(count: int, pairs: int, lost: int) -> ClassShare:
    """One class of `pairs` people while `lost` more were not followed up. ValueError unless count is from 0 to pairs."""
    interval, everybody = wilson(count, pairs), pairs + lost
    return ClassShare(
        count, Fraction(count, pairs), interval, Fraction(count, everybody), Fraction(count + lost, everybody)
    )
