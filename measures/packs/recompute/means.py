"""Means: on a grid so coarse that one person more is known only to within the whole scale, and so their intervals."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import count
from typing import Any

from measures.packs.recompute.book import Book, Figure, Found, place


def check(book: Book) -> Found:
    """Every mean of every view."""
    held = [each for each in book.shown() if each["figure"].endswith(":mean")]
    found = Found(f"{len(held)} means lie on a grid that is coarse enough")
    for each in held:
        rules, measure = book.rules(each["period"]), book.measure(each["measure"], each["period"])
        found.wrong += [f"{place(each)}: {said}" for said in _mean(each, rules, measure)]
    return found


def _mean(figure: Figure, rules: dict[str, Fraction], measure: dict[str, Any]) -> Iterator[str]:
    low, high = Fraction(measure["low"]), Fraction(measure["high"])
    wanted = _step(
        high - low, figure["n"], max(rules["k"], Fraction(2 if measure["sensitive"] else 1)), rules
    )
    step, value = Fraction(figure["step"]), Fraction(figure["number"])
    if step != wanted:
        yield f"its grid is {figure['step']}, and for {figure['n']} people it should be {float(wanted)}"
    if (value / step).denominator != 1 or not low <= value <= high:
        yield f"{figure['number']} does not lie on the grid of {figure['step']}"
    edge = "at most" if value - low <= step else "at least" if high - value <= step else ""
    if figure["text"] != f"{edge} {figure['number']}".strip():
        yield f"it says “{figure['text']}”, and {figure['number']} is “{edge}” an end of the scale"
    yield from _interval(figure, value, step, (low, high))


def _step(span: Fraction, shown: int, k: Fraction, rules: dict[str, Fraction]) -> Fraction:
    """The least of 1, 2, 5, 10 … times the finest step that leaves a whole scale open for one person."""
    least = k * span / (2 * max(rules["n_min"], shown - (rules["base"] - 1)) + 1)
    steps: Iterator[Fraction] = (
        rules["ladder_from"] * unit * 10**power for power in count() for unit in (1, 2, 5)
    )
    return next(step for step in steps if step >= least)


def _interval(
    figure: Figure, value: Fraction, step: Fraction, scale: tuple[Fraction, Fraction]
) -> Iterator[str]:
    """Whole steps to both sides, as far as the scale goes."""
    if "interval" not in figure:
        return
    low, high = Fraction(figure["lower"]), Fraction(figure["upper"])
    reach = max(value - low, high - value)
    if reach < step or (reach / step).denominator != 1:
        yield f"its interval {figure['interval']} is not whole steps of {figure['step']} wide"
    if (low, high) != (max(scale[0], value - reach), min(scale[1], value + reach)):
        yield f"its interval {figure['interval']} does not lie about {figure['number']}"
    if figure["interval"] != f"{figure['lower']} to {figure['upper']}":
        yield f"its interval says {figure['interval']}"
