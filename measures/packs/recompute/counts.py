"""Counts and shares: on their grid, with the range they stand for, and each share the quotient of two shown counts."""

from collections.abc import Iterator
from fractions import Fraction
from math import sqrt
from statistics import NormalDist
from typing import Any

from measures.packs.recompute.book import Book, Figure, Found, amount, place

Z = NormalDist().inv_cdf(0.975)
Rules = dict[str, Fraction]
SILENT = {
    "too_few": "too few to show", "not_collected": "not collected", "not_offered": "not offered", "withheld": "withheld",
    "withdrawn": "withdrawn",
}  # fmt: skip


def check(book: Book) -> Found:
    """Every count and share of every view."""
    counted = {_key(each): each for each in book.shown() if _kind(each) == "count"}
    shares = [each for each in book.shown() if _kind(each) == "share"]
    found = Found(f"{len(counted)} counts and {len(shares)} shares follow from one another")
    for each in counted.values():
        found.wrong += [f"{place(each)}: {said}" for said in _count(each, book.rules(each["period"]))]
    for each in shares:
        source = counted.get((*_key(each)[:3], each["figure"].removesuffix(":share")))
        said = _share(each, source, book.rules(each["period"])) if source else ["its count is not here"]
        found.wrong += [f"{place(each)}: {words}" for words in said]
    for each in book.figures:
        if each["state"] in SILENT and (each["text"], each["number"]) != (SILENT[each["state"]], None):
            found.wrong.append(f"{place(each)}: a figure that is not shown has no number")
    return found


def _key(figure: Figure) -> tuple[Any, ...]:
    return figure["period"], figure["view"], figure["measure"], figure["figure"]


def _kind(figure: Figure) -> str:
    name = figure["figure"].rpartition(":")[2]
    return name if name in ("share", "mean") else "count"


def _count(figure: Figure, rules: Rules) -> Iterator[str]:
    base, shown = int(rules["base"]), amount(figure)
    people = figure["figure"] == "n" or figure["figure"].endswith(":count")
    least = int(rules["n_min"]) if people else 0
    if shown % base or shown < least - least % base:
        yield f"{shown} is not a multiple of {base} that may be shown"
    if not people and shown > figure["n"] + 2 * (base - 1):
        yield f"{shown} is more than the {figure['n']} people it is a part of"
    if people and shown != figure["n"]:
        yield f"it says {shown} people and {figure['n']}"
    low, high = max(least, shown - base + 1), shown + base - 1
    yield from _says(figure, _count_text(shown, base), (low, high), f"{low} to {high}")


def _count_text(shown: int, base: int) -> str:
    return f"about {shown}" if shown else f"under {base}"


def _share(figure: Figure, source: Figure, rules: Rules) -> Iterator[str]:
    x, n = min(amount(source), source["n"]), source["n"]
    if figure["n"] != n:
        yield f"it rests on {figure['n']} people, its count on {n}"
    if n < rules["percent_min"]:
        yield from _says(figure, f"{_count_text(x, int(rules['base']))} of {n}", None, None)
        return
    value = round(Fraction(100 * x, n))
    text = "under 10%" if value < 10 else "over 90%" if value > 90 else f"{value}%"
    ends = _wilson(x, n)
    yield from _says(figure, text, ends, f"{ends[0]}% to {ends[1]}%")
    if figure["number"] != (str(value) if 10 <= value <= 90 else None):
        yield f"its number is {figure['number']}, and {x} of {n} is {value}%"


def _wilson(x: int, n: int) -> tuple[int, int]:
    """Wilson's 95% interval in whole per cent."""
    middle, reach, under = 2 * x + Z * Z, Z * sqrt(Z * Z + 4 * x * (1 - x / n)), 2 * (n + Z * Z)
    low, high = (middle - reach) / under if x else 0.0, (middle + reach) / under if x < n else 1.0
    return round(100 * max(0.0, low)), round(100 * min(1.0, high))


def _says(figure: Figure, text: str, ends: tuple[int, int] | None, interval: str | None) -> Iterator[str]:
    if figure["text"] != text:
        yield f"it says “{figure['text']}”, and should say “{text}”"
    held = (figure.get("lower"), figure.get("upper"), figure.get("interval"))
    wanted = (str(ends[0]), str(ends[1]), interval) if ends else (None, None, None)
    if held != wanted:
        yield f"its interval is {figure.get('interval')}, and should be {interval}"
