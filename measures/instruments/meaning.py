"""What a score means by the catalogue: its bands, the clinical cut-off, and whether a change is likely to be real."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from measures.instruments.scoring import Scored
from measures.instruments.shapes import Change, Instrument

IMPROVED: Final = "improved"
UNCLEAR: Final = "no clear change"
DECLINED: Final = "declined"
UNSOURCED: Final = "unsourced"  # what is usually quoted, and nobody knows from where
ONE_NUMBER: Final = ("category_share", "count")
OWN_SCALES: Final = ("score", "raw")


def bands_of(found: Instrument, scored: Scored) -> Mapping[str, str]:
    """The band of a score in each set of bands, by the id of the set; empty where there are none or no points.

    Lower bounds: a score takes the last bound not above it, so no fraction falls between two bands.
    Source: measures.md section 2, "Bands, change"; each set names its own source.
    """
    placed = {each.id: (each, _on(scored, each.scale not in OWN_SCALES)) for each in found.bands}
    return {name: each.label(points) for name, (each, points) in placed.items() if points is not None}


def is_case(found: Instrument, scored: Scored) -> bool | None:
    """Whether a score reaches the clinical cut-off; None where the instrument has none. Source: IAPT manual; CST."""
    if found.caseness is None or scored.points is None:
        return None
    return scored.points >= Fraction(found.caseness.least)


def changed(found: Instrument, before: Scored, after: Scored, by: Change) -> str:
    """`improved`, `no clear change` or `declined` for one person, by one of the instrument's thresholds.

    Where the sources give a range, a change is clear from its upper end on. Both scores lie on the scale of `by`.
    Raises ValueError for an instrument that describes people and is never an outcome (NDT).
    Source: the change column of measures.md section 2.
    """
    if not is_outcome(found):
        raise ValueError(f"{found.name} describes people: it is never shown as a change.")
    first, last = _on(before, by.converted), _on(after, by.converted)
    if first is None or last is None:
        raise ValueError(f"{found.name} has no points to compare.")
    better = first - last if found.score and found.score.direction == "lower_better" else last - first
    if abs(better) < Fraction(by.high):
        return UNCLEAR
    return IMPROVED if better > 0 else DECLINED


def thresholds(found: Instrument) -> tuple[Change, ...]:
    """From how many points on a change of one person is clear, the least first: those with a source alone; none for an
    instrument that is no outcome."""
    sourced = (each for each in found.change if is_outcome(found) and each.kind != UNSOURCED)
    return tuple(sorted(sourced, key=lambda each: each.high))


def classes_of_change(found: Instrument) -> tuple[str, ...]:
    """The classes that all of an instrument's thresholds make together, from declined to improved: `improved-2` passes two of
    them. Empty where there is no threshold.
    """
    passed = range(1, len(thresholds(found)) + 1)
    if not passed:
        return ()
    return (
        *(f"{DECLINED}-{at}" for at in reversed(passed)),
        "unclear",
        *(f"{IMPROVED}-{at}" for at in passed),
    )


def class_of_change(found: Instrument, before: Scored, after: Scored) -> str:
    """Which of `classes_of_change` one person's change is of."""
    words = [word for by in thresholds(found) if (word := changed(found, before, after, by)) != UNCLEAR]
    return f"{words[0]}-{len(words)}" if words else "unclear"


def is_outcome(found: Instrument) -> bool:
    """Whether figures of this instrument may be shown as an outcome, or only describe who is supported."""
    return found.status not in {"describe_only", "refused"}


def gives_one_figure(found: Instrument) -> bool:
    """Whether its figures can be sent and shown: one average with ends, one share or one count."""
    if found.score is None or found.refusal:
        return False
    average = found.score.low is not None and "mean_sd" in found.accepts
    return average or found.score.method in ONE_NUMBER or bool(found.score.share_of)


def _on(scored: Scored, converted: bool) -> Fraction | None:
    if not converted:
        return scored.points
    return None if scored.converted is None else Fraction(scored.converted)
