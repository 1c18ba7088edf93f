"""Invented series over time: dots, a run chart, an XmR chart that was rebased, a p chart."""

from decimal import Decimal
from typing import Any

from frontend.charts.parts import Axis, Event, Line, Number, Point, Ruleset, Segment, Status, Story
from frontend.charts.spec import ChartSpec
from frontend.charts.words import MONTHS

RULES = Ruleset("alliance", 1)
CARD = (
    ("Definition", "Mean of the seven items of SWEMWBS, transformed; people who answered all seven."),
    ("Source", "Invented for this page."),
    ("Chart choice", "Means with even sizes and 13 or more periods: XmR."),
    ("Limits", "From 13 periods; February 2025 starts a new stretch (D-9)."),
    ("Small groups", "Fewer than 10 people are never shown alone."),
    ("By luck", "A chart of 24 periods shows some signal in about one of five series in which nothing happens."),
)  # fmt: skip
_XMR = (
    "21.4", "20.9", "21.8", "21.1", "21.6", "20.7", "24.6", "21.3", "21.9", "20.8", "21.5", "21.2", "21.7",
    "22.3", "22.9", "22.1", "22.8", "22.5", "23.0", "22.2", "22.7", "22.4", "23.1", "22.6", "20.9", "22.5",
)  # fmt: skip
_RUN = (12, 14, 11, 15, 13, 12, 16, 18, 19, 17, 20, 18, 19, 21, 17)
_P = (
    (60, 100), (50, 80), (88, 150), (33, 50), (110, 200), (64, 110), (58, 95), (70, 120), (49, 90), (66, 105),
    (91, 160), (40, 70), (62, 100), (104, 130), (71, 115), (60, 98),
)  # fmt: skip


def month(at: int) -> tuple[str, str]:
    """The ISO month and its label, `at` months after January 2024."""
    year, place = divmod(at, 12)
    return f"{2024 + year}-{place + 1:02}", f"{MONTHS[place]} {2024 + year}"


def dots() -> ChartSpec:
    """Eight quarters with intervals and a median; one is told in words, one withheld, one missing."""
    rows = (
        ("7.1", 84),
        ("told", 15),
        ("missing", None),
        ("withheld", None),
        ("7.2", 88),
        ("7.4", 96),
        ("7.3", 90),
        ("7.6", 102),
    )
    points = tuple(_quarter(at, value, n) for at, (value, n) in enumerate(rows))
    return ChartSpec(
        "life-satisfaction", "dots", "Life satisfaction, mean of 0 to 10",
        "The latest quarter lies a little above the middle of the eight shown.",
        "Adults in community recovery, all partners, January 2024 to December 2025, 3 quarters without a drawn figure",
        "31 of 133 people invited in the latest quarter did not answer.",
        Axis("Mean score"), points, (Line("Median", "centre", (Decimal("7.3"),) * 8),),
        events=(Event("2024-07", "the question moved to the end of the form", "D-4"),),
        latest="Latest, October 2025: 7.6, above the median.", method=(("Source", "ONS4, question 1"),), release="R-3",
        story=Story(
            "Weekly calls started for people who had stopped coming.",
            "The recovery college and two of its students.",
            "Offer the calls on two evenings as well, and look again in October.",
        ),
    )  # fmt: skip


_UNDRAWN: dict[str, dict[str, Any]] = {
    "told": {"status": "told", "text": "at least 7", "words": "too few people for a dot"},
    "missing": {"status": "missing", "words": "not collected"},
    "withheld": {"status": "withheld", "words": "fewer than 10 people"},
}


def _quarter(at: int, value: str, n: int | None) -> Point:
    period, label = month(at * 3)
    if value in _UNDRAWN:
        return Point(period, label, None, n, **_UNDRAWN[value])
    middle = Decimal(value)
    return Point(period, label, middle, n, middle - Decimal("0.4"), middle + Decimal("0.3"))


def run() -> ChartSpec:
    """Fifteen months of calls; too few changes of side for chance alone."""
    points = tuple(Point(*month(at), value, 40 + at) for at, value in enumerate(_RUN))
    return ChartSpec(
        "calls", "run", "Calls answered within a day, of every 25",
        "The latest month lies on the median; the series changes side less often than chance would.",
        "Adults in community recovery, all partners, January 2024 to March 2025, 40 to 54 people a month",
        "People without a telephone are not in it.", Axis("Calls answered", low=5, high=25), points,
        (Line("Median", "centre", (17,) * 15),),
        events=(Event("2024-07", "a second line opened", "D-6"),),
        latest="Latest, March 2025: 17, on the median. Crossings 1 (at least 3 expected), longest run 7 (at most 7).",
        ruleset=RULES, method=CARD[:2], release="R-3",
    )  # fmt: skip


def xmr() -> ChartSpec:
    """Twenty-six months rebased once, one of them withheld; the lines are given."""
    rebased = 13
    lines = (
        Line("Mean", "centre", _level("21.6", "22.5", rebased)),
        Line("Upper limit", "limit", _level("24.0", "24.5", rebased)),
        Line("Lower limit", "limit", _level("19.2", "20.5", rebased)),
    )
    return ChartSpec(
        "wellbeing", "xmr", "SWEMWBS, mean score 7 to 35",
        "The latest month is as usual; July 2024 was unusually high.",
        "Adults in community recovery, all partners, January 2024 to February 2026, 60 to 85 people a month",
        "Two charities joined in 2025; their earlier years are not counted.", Axis("Mean score"),
        tuple(_month_point(at, value) for at, value in enumerate(_XMR)), lines,
        (Segment(rebased, "new centre since February 2025 (D-9)"),),
        (Event("2024-07", "summer residential week"), Event("2025-02", "weekly calls started", "D-9")),
        latest="Latest, February 2026: 22.5, as usual.", ruleset=RULES, method=CARD, release="R-3",
    )  # fmt: skip


def _level(before: str, after: str, rebased: int) -> tuple[Number | None, ...]:
    return (Decimal(before),) * rebased + (Decimal(after),) * (len(_XMR) - rebased)


def _month_point(at: int, value: str) -> Point:
    period, label = month(at)
    if at == 9:
        return Point(period, label, None, status="withheld", words="fewer than 10 people")
    outside: tuple[Status, str] = ("high", "above the upper limit")
    kind, words = outside if value == "24.6" else ("ordinary", "")
    return Point(period, label, Decimal(value), 60 + at, status=kind, words=words)


def p() -> ChartSpec:
    """Sixteen months of a share; every month has its own limits, wide where few answered."""
    whole = sum(x for x, _ in _P) / sum(n for _, n in _P)
    widths = [3 * (whole * (1 - whole) / n) ** 0.5 for _, n in _P]
    lines = (
        Line("Mean", "centre", (_percent(whole),) * len(_P)),
        Line("Upper limit", "limit", tuple(_percent(whole + width) for width in widths)),
        Line("Lower limit", "limit", tuple(_percent(whole - width) for width in widths)),
    )
    points = tuple(_share(at, x, n) for at, (x, n) in enumerate(_P))
    return ChartSpec(
        "plans", "p", "Left with a plan they wrote themselves",
        "The latest month is as usual; February 2025 was unusually high.",
        "Everybody who left, all partners, January 2024 to April 2025, 50 to 200 people a month",
        "People who left without a last conversation: about 40 in all.", Axis("Share", "%"), points, lines,
        events=(Event("2025-02", "plans written together in the last week", "D-11"),),
        latest="Latest, April 2025: 61.2%, as usual.", ruleset=RULES, method=CARD[:2], release="R-3",
    )  # fmt: skip


def _percent(share: float) -> Decimal:
    return Decimal(str(round(100 * share, 1)))


def _share(at: int, x: int, n: int) -> Point:
    high: tuple[Status, str] = ("high", "above the upper limit")
    status, words = high if x == 104 else ("ordinary", "")
    return Point(*month(at), _percent(x / n), n, status=status, words=words)
