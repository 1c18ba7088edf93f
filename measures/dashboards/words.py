"""What a series says in sentences: who is missing first, the latest figure next, no cause and no praise."""

from collections.abc import Iterable, Sequence

from frontend.charts.spec import TITLE_LENGTH, Number, Point
from frontend.charts.words import number

NOBODY = "Nobody who sends figures is missing."


def missing_words(notes: Iterable[tuple[str, str]]) -> str:
    """Every note once, with the periods that it holds for: "Kindling: too few (2024/25 Q1 and 2025/26 Q3)."."""
    found: dict[str, list[str]] = {}
    for period, note in notes:
        for part in note.split("; "):
            found.setdefault(part, []).append(period)
    told = [f"{part} ({listed(periods)})." for part, periods in found.items()]
    return " ".join(told) or NOBODY


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def headline(points: Sequence[Point], start: int, line: Sequence[Number | None], unit: str) -> str:
    """One sentence or two: the latest figure, then the middle of the stretch that it belongs to."""
    last = points[-1]
    if last.value is None:
        return cut(f"{last.label}: {last.words}.")
    now = f"{value_text(last.value, unit)} in {last.label}."
    middle = line[-1]
    if middle is None:
        return now
    count = sum(point.value is not None for point in points[start:])
    which = "since the definition changed" if start else "shown"
    return f"{now} The middle of the {count} periods {which} is {value_text(middle, unit)}."


def latest(points: Sequence[Point], unit: str) -> str:
    """The latest point in words, its interval and people included."""
    last = points[-1]
    if last.value is None:
        return f"Latest, {last.label}: {last.words}."
    ends = f", between {number(last.lo)} and {number(last.hi)}" if last.lo is not None else ""
    return f"Latest, {last.label}: {value_text(last.value, unit)}{ends}, about {last.n} answers."


def people_words(points: Sequence[Point]) -> str:
    """How many answered: ", about 235 to 360 answers each"."""
    sizes = [point.n for point in points if point.n is not None]
    if not sizes:
        return ""
    low, high = min(sizes), max(sizes)
    return f", about {low} answers each" if low == high else f", about {low} to {high} answers each"


def value_text(value: Number, unit: str) -> str:
    """A figure with its unit: 57% or 4.5."""
    return f"{number(value)}{unit}"


def cut(text: str) -> str:
    """At most the length of a headline; what does not fit is in the table."""
    return text if len(text) <= TITLE_LENGTH else f"{text[: TITLE_LENGTH - 1]}…"
