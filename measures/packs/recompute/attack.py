"""What an outsider can subtract: every figure of several partners, less those of each, as often as it narrows anything.

The alliance attacks each release with more: as each partner, with its own exact numbers, by linear programmes. An outsider
knows less than any partner does, so whatever is found here is a fault. A figure that is just the sum of its parts tells
nothing, since it may have been printed so.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from measures.packs.recompute.book import Book, Figure, Found, amount

Spans = dict[str, tuple[int, int]]
Sum = tuple[frozenset[str], int]


def check(book: Book) -> Found:
    """Every count of people that several views show."""
    tables = _tables(book)
    found, tried = Found(), 0
    for (period, measure, figure), views in tables.items():
        rules = book.rules(period)
        spans, sums = _spans(views, int(rules["base"]) - 1), _sums(views)
        tried += len(sums)
        _narrow(spans, sums, int(rules["base"]) - 1)
        where = f"figures.json, {period}, {figure} of {measure}"
        found.wrong += [f"{where}: {said}" for said in _told(spans, int(rules["span"]))]
    found.words = f"{tried} sums of partners taken apart: no group of one to four can be worked out"
    return found


def _tables(book: Book) -> dict[tuple[str, str, str], list[Figure]]:
    """By period, measure and figure, the counts of whole partners; joined categories and parts of partners apart."""
    whole = {each["code"] for each in book.plan["views"] if not each["part"]}
    found: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for each in book.figures:
        if each["state"] == "shown" and each["view"] in whole and _counts(each):
            found[each["period"], each["measure"], each["figure"]].append(each)
    return found


def _counts(figure: Figure) -> bool:
    return not figure["figure"].endswith((":share", ":mean", ":count"))


def _spans(views: list[Figure], reach: int) -> Spans:
    """Between what and what each partner's own count lies."""
    own = [each for each in views if each["partners"] == [each["view"]]]
    return {each["view"]: (max(0, amount(each) - reach), amount(each) + reach) for each in own}


def _sums(views: list[Figure]) -> list[Sum]:
    """The figures of several partners who all have one of their own, and which are not just the sum of those."""
    own = {each["view"]: amount(each) for each in views if each["partners"] == [each["view"]]}
    several = [each for each in views if len(each["partners"]) > 1 and set(each["partners"]) <= own.keys()]
    return [
        (frozenset(each["partners"]), amount(each)) for each in several
        if amount(each) != sum(own[code] for code in each["partners"])
    ]  # fmt: skip


def _narrow(spans: Spans, sums: list[Sum], reach: int) -> None:
    """Each partner's count is the sum less the others: over and over, until nothing moves."""
    moved = True
    while moved and all(low <= high for low, high in spans.values()):
        moved = False
        for partners, total in sums:
            lows, highs = (sum(spans[code][end] for code in partners) for end in (0, 1))
            for code in partners:
                low, high = spans[code]
                now = max(low, total - reach - (highs - high)), min(high, total + reach - (lows - low))
                moved = moved or now != (low, high)
                spans[code], lows, highs = now, lows + now[0] - low, highs + now[1] - high


def _told(spans: Spans, least: int) -> Iterator[Any]:
    for code, (low, high) in spans.items():
        if low > high:
            yield f"the figures contradict each other about {code}"
        elif low >= 1 and high - low + 1 < least and high < least:
            yield f"{code} can be worked out to be {low} to {high}"
