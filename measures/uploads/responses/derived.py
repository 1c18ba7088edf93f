"""What people per score come to, in words for their owner: mean, spread and change, worked out and never stored."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from measures.atoms.rules import Moments
from measures.atoms.scored import changes_of, mean_change, moments_of_scores
from measures.instruments.parts import measured_with
from measures.uploads.checking.rows import differences
from measures.uploads.checking.typed import Figures, Row
from measures.uploads.keeping.figures import scores
from measures.uploads.keeping.rows import said

PLACES = Decimal("0.01")
OTHERWISE = "people per score moved, mean and spread stay"
BASES = {
    "matched_baseline": "the first answer of those who gave both",
    "matched_followup": "the later answer of those who gave both",
}


def summed(figures: Figures, instrument: str, scale: str) -> Figures:
    """Figures with the mean and spread of their scores in place of the scores; others as they are."""
    counts = scores(figures)
    if not counts or figures.mean is not None:
        return figures
    moments = moments_of_scores(counts, instrument, scale)
    return replace(figures, counts=(), joint=(), mean=rounded(moments.mean), sd=_sd(moments))


def told(figures: Figures, instrument: str, scale: str) -> str:
    """`n 40, mean 21.37, sd 4.41, returned 42`, and of people who gave both answers how these changed."""
    change = _change(figures, instrument, scale) if figures.joint else ""
    return said(summed(replace(figures, joint=()), instrument, scale)) + (f"; {change}" if change else "")


def apart(old: Figures, new: Figures, instrument: str, scale: str) -> str:
    """`mean 21.37 -> 21.40`: what is different, old before new."""
    return differences(summed(old, instrument, scale), summed(new, instrument, scale)) or OTHERWISE


def group_words(row: Row, cohort: str) -> str:
    """`Adults, Women, the later answer of those who gave both`."""
    return ", ".join(part for part in (cohort, row.category, BASES.get(row.basis, "")) if part)


def rounded(value: Fraction) -> Decimal:
    """An exact number at two places, halves to even."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(PLACES)


def _sd(moments: Moments) -> Decimal | None:
    spread = moments.spread
    return (
        None
        if spread is None
        else (Decimal(spread.numerator) / Decimal(spread.denominator)).sqrt().quantize(PLACES)
    )


def _change(figures: Figures, instrument: str, scale: str) -> str:
    if figures.numerator is not None:
        moved = {(first, later): people for first, later, people in figures.joint}
        return f"{moved.get(('no', 'yes'), 0)} from no to yes, {moved.get(('yes', 'no'), 0)} from yes to no"
    by = rounded(mean_change(figures.joint, instrument, scale).mean)
    return f"change {by:+}{_clear(figures, instrument)}"


def _clear(figures: Figures, instrument: str) -> str:
    """How many changed by more than is likely to be error, by the instrument's strictest threshold."""
    found = measured_with(instrument)
    if found is None or not found.change:
        return ""
    by = max(found.change, key=lambda one: one.high)
    counts = changes_of(figures.joint, instrument, by)
    return f" ({', '.join(f'{people} {word}' for word, people in sorted(counts.items()))}; from {by.high} {by.unit} on, {by.kind})"
