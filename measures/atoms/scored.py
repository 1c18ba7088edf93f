"""What people per score come to, exactly: mean, spread, bands and change, each person converted before anything is averaged.

The names of scores are those of the reduced form: a whole score (`21`), or a sum and how many were answered (`18/9`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction

from measures.atoms.rules import Moments
from measures.instruments.catalogue import instruments
from measures.instruments.meaning import changed, class_of_change, classes_of_change
from measures.instruments.parts import measured_with
from measures.instruments.scoring import of_key
from measures.instruments.shapes import Change

METRIC = "metric"
Histogram = Mapping[str, int]
Joint = Iterable[tuple[str, str, int]]


def points_of(key: str, instrument: str, scale: str) -> Fraction:
    """One person's points: of an instrument by its rules, on its converted scale if `scale` is metric; else the number.

    Raises ValueError for a name that stands for no such score.
    """
    found = measured_with(instrument)
    if found is None:
        return Fraction(int(key))
    score = of_key(found, key)
    points = score.converted if scale == METRIC else score.points
    if points is None:
        raise ValueError(f"{found.name} has no points for this score.")
    return Fraction(points)


def moments_of_scores(histogram: Histogram, instrument: str = "", scale: str = "") -> Moments:
    """People, sum and sum of squares of their points."""
    points = {key: points_of(key, instrument, scale) for key in histogram}
    return Moments(
        sum(histogram.values()),
        sum((points[key] * people for key, people in histogram.items()), Fraction(0)),
        sum((points[key] ** 2 * people for key, people in histogram.items()), Fraction(0)),
    )


def changes_of(joint: Joint, instrument: str, by: Change) -> Counter[str]:
    """People who improved, declined or show no clear change, from how many gave each pair of scores."""
    found, counts = instruments()[instrument], Counter[str]()
    for first, later, people in joint:
        counts[changed(found, of_key(found, first), of_key(found, later), by)] += people
    return counts


def classes_of(joint: Joint, instrument: str) -> dict[str, int]:
    """People per class of change, all classes in their order; nothing where the instrument has no threshold."""
    found = measured_with(instrument)
    if found is None:
        return {}
    counts = dict.fromkeys(classes_of_change(found), 0)
    for first, later, people in joint if counts else ():
        counts[class_of_change(found, of_key(found, first), of_key(found, later))] += people
    return counts


def differences_of(joint: Joint, instrument: str = "", scale: str = "") -> dict[str, int]:
    """People per difference of later less first points."""
    counts = Counter[str]()
    for first, later, people in joint:
        moved = points_of(later, instrument, scale) - points_of(first, instrument, scale)
        counts[str(moved)] += people
    return dict(counts)


def mean_change(joint: Joint, instrument: str = "", scale: str = "") -> Moments:
    """The moments of later less first points, person by person."""
    moved = [
        (points_of(later, instrument, scale) - points_of(first, instrument, scale), people)
        for first, later, people in joint
    ]
    return Moments(
        sum(people for _, people in moved),
        sum((points * people for points, people in moved), Fraction(0)),
        sum((points**2 * people for points, people in moved), Fraction(0)),
    )
