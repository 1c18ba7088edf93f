"""What a series says in sentences: who is missing first, the latest figure next, no cause and no praise."""

from collections.abc import Iterable, Mapping, Sequence

from alliance.figures.cells import SafeCell, State
from frontend.charts.parts import Number, Point
from frontend.charts.spec import TITLE_LENGTH
from frontend.charts.words import number, unseen
from measures.plan.rules import listed
from measures.releases.making.wording import number as in_words
from measures.statistics.choosing import EARLY_BELOW, floor

NOBODY = "Nobody who sends figures is missing."
ALL_ARE_BOTH = 2
EARLY = f"early signal: fewer than {EARLY_BELOW} answers"


Notes = Mapping[str, Sequence[str]]


def note_of(cell: SafeCell) -> str:
    """What must be said beside a figure; of one that was taken back that it was, and the reason."""
    return f"{cell.text}: {cell.note}" if cell.state is State.WITHDRAWN else cell.note


def by_note(notes: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Every note once, with the periods that it holds for, from (period, notes joined by semicolons)."""
    found: dict[str, list[str]] = {}
    for period, note in notes:
        for part in note.split("; "):
            found.setdefault(part, []).append(period)
    return found


def missing_words(notes: Notes) -> str:
    """Who is missing, each reason once: "Kindling and Moors: too few (2024/25 Q1 and 2025/26 Q3)."."""
    return told(notes) or NOBODY


def told(notes: Notes) -> str:
    """Notes as sentences; partners with the same reason in the same periods are named together."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for note, periods in notes.items():
        name, colon, reason = note.partition(": ")
        found.setdefault((reason if colon else "", tuple(periods)), []).append(name)
    return " ".join(_sentence(reason, periods, names) for (reason, periods), names in found.items())


def _sentence(reason: str, periods: Sequence[str], names: Sequence[str]) -> str:
    said = f"{listed(names)}: {reason}" if reason else listed(names)
    when = f" ({listed(periods)})" if any(periods) else ""
    return f"{said[0].upper()}{said[1:]}{when}."


def not_here_words(out: Sequence[tuple[str, Sequence[str]]], senders: int) -> str:
    """What is still to come, as help: "2026/27 Q1 and Q2 from all five who send figures". Empty where nothing is.

    `out` are (period, names of those whose sheet is not here), the oldest first; `senders` how many send in all.
    """
    found: dict[tuple[str, ...], list[str]] = {}
    for period, names in out:
        found.setdefault(tuple(names), []).append(period)
    return "; ".join(f"{_spans(each)} from {_whom(names, senders)}" for names, each in found.items() if names)


def _whom(names: Sequence[str], senders: int) -> str:
    if len(names) < max(senders, 2):
        return listed(names)
    return f"{'both' if senders == ALL_ARE_BOTH else f'all {in_words(senders)}'} who send figures"


def _spans(periods: Sequence[str]) -> str:
    """`2025/26 Q4, 2026/27 Q1 and Q2`: a year is said once."""
    before = ("", *(each.rpartition(" ")[0] for each in periods))
    years = zip(before, periods, strict=False)
    return listed(
        [each.rpartition(" ")[2] if each.rpartition(" ")[0] == year else each for year, each in years]
    )


def now_headline(points: Sequence[Point], at: int, unit: str, status: str, asks: str) -> str:
    """The latest drawn figure and how it stands, what is not drawn since, and, where there is room, what is asked."""
    now = f"{value_text(points[at].value, unit)} in {points[at].label}: {status}."
    parts = [part for part in (now, not_drawn(points[at + 1 :]), asks) if part]
    while len(parts) > 1 and len(" ".join(parts)) > TITLE_LENGTH:
        parts.pop()
    return cut(" ".join(parts))


def headline(
    points: Sequence[Point], start: int, line: Sequence[Number | None], unit: str, *, whole: bool = True
) -> str:
    """The latest drawn figure, the middle of the stretch it belongs to (where the `whole` of it is shown), then what is not
    drawn since."""
    at = latest_drawn(points)
    if at is None:
        return cut(f"{_undrawn(points)}.")
    now = f"{value_text(points[at].value, unit)} in {points[at].label}."
    since = not_drawn(points[at + 1 :])
    middle = _middle(points, start, line[at], unit) if whole and at >= start else ""
    told = " ".join(part for part in (now, middle, since) if part)
    return told if len(told) <= TITLE_LENGTH else cut(f"{now} {since}" if since else now)


def latest_drawn(points: Sequence[Point]) -> int | None:
    """The place of the latest point that has a number; None where no point has one."""
    return max((at for at, point in enumerate(points) if point.value is not None), default=None)


def not_drawn(points: Sequence[Point]) -> str:
    """What came after the latest figure, said once: "2026/27 Q1 is withheld."; empty where nothing did."""
    if len(points) == 1:
        told = {"told": f"is told in words: {points[0].text}", "withheld": "is withheld"}
        return f"{points[0].label} {told.get(points[0].status, 'is missing')}."
    return f"{listed([point.label for point in points])} are not drawn." if points else ""


def _undrawn(points: Sequence[Point]) -> str:
    """The latest figure that is told in words, or why there is none at all."""
    point = next((each for each in reversed(points) if each.status == "told"), points[-1])
    return f"{point.label}: {unseen(point)}"


def _middle(points: Sequence[Point], start: int, middle: Number | None, unit: str) -> str:
    if middle is None:
        return ""
    count = sum(point.value is not None for point in points[start:])
    which = "since the definition changed" if start else "shown"
    return f"The middle of the {count} periods {which} is {value_text(middle, unit)}."


def latest(points: Sequence[Point], unit: str) -> str:
    """The latest drawn point in words, its interval and answers included, and what is not drawn since."""
    at = latest_drawn(points)
    if at is None:
        return f"Latest, {_undrawn(points)}."
    last, since = points[at], not_drawn(points[at + 1 :])
    ends = f", between {number(last.lo)} and {number(last.hi)}" if last.lo is not None else ""
    of = f", about {last.n} answers" if last.n is not None else ""
    of += f" ({early(last.n)})" if early(last.n) else ""
    now = f"Latest, {last.label}: {value_text(last.value, unit)}{ends}{of}."
    return f"{now} {since}".rstrip()


def early(n: int | None) -> str:
    """What is said of a figure that rests on 10 to 29 answers; empty for others."""
    return EARLY if n is not None and floor(n) == "early" else ""


def answers_words(points: Sequence[Point]) -> str:
    """How many answered: ", about 235 to 360 answers each"."""
    sizes = [point.n for point in points if point.n is not None]
    if not sizes:
        return ""
    low, high = min(sizes), max(sizes)
    return f", about {low} answers each" if low == high else f", about {low} to {high} answers each"


def value_text(value: Number | None, unit: str) -> str:
    """A figure with its unit: 57% or 4.5."""
    return f"{number(value)}{unit}"


def cut(text: str) -> str:
    """At most the length of a headline; what does not fit is in the table."""
    return text if len(text) <= TITLE_LENGTH else f"{text[: TITLE_LENGTH - 1]}…"
