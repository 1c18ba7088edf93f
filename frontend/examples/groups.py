"""Invented groups, units and partners side by side: in declared order, never by value."""

from decimal import Decimal
from itertools import pairwise
from math import asin, sin, sqrt

from frontend.charts.parts import Axis, Event, Line, Panel, Point, Status
from frontend.charts.spec import IN_LINEUP, ChartSpec
from frontend.examples.over_time import RULES, month

_FUNNEL = (
    (8, 12), (22, 30), (18, 45), (30, 50), (41, 60), (55, 80), (49, 95), (84, 120), (60, 130), (101, 150),
)  # fmt: skip
_PARTNERS = (
    "Northmere Council",
    "Harbour Trust",
    "Open Door",
    "Vale Housing",
    "The Moors Circle",
    "Recovery College",
)
_SHAPE = (52, 55, 49, 58, 61, 57, 60, 63, 59, 64, 66, 62)
_REAL = (12, 14, 11, 15, 13, 12, 16, 14, 13, 15, 18, 17, 19, 16, 18, 20, 17, 19, 18, 21, 19, 20, 18)
_CARD = (("Source", "Invented for this page."), ("What it is for", "Learning together; no order by value."))


def gaps() -> ChartSpec:
    """Four groups in charter order, one withheld."""
    points = (
        Point("north", "Northmere", Decimal("21.9"), 120, Decimal("21.1"), Decimal("22.7")),
        Point("coast", "Harbour coast", Decimal("20.6"), 64, Decimal("19.4"), Decimal("21.8")),
        Point("vale", "Vale villages", None, status="withheld", words="fewer than 10 people"),
        Point("east", "East estates", Decimal("22.4"), 85, Decimal("21.5"), Decimal("23.3")),
    )
    return ChartSpec(
        "places", "gaps", "SWEMWBS, mean score 7 to 35", "The intervals of the three places shown overlap.",
        "Adults in community recovery, 2025, by place, 1 place withheld", "Vale villages: fewer than 10 people.",
        Axis("Mean score"), points, (Line("All places", "centre", (Decimal("21.7"),) * 4),), period_name="Place",
        method=_CARD, release="R-3",
    )  # fmt: skip


def funnel() -> ChartSpec:
    """Ten units by size, one outside the outer limits: a question, not a verdict."""
    units = [(n, x) for x, n in _FUNNEL]
    centre = asin(sqrt(sum(x for _, x in units) / sum(n for n, _ in units)))
    points = tuple(_unit(at, x, n) for at, (n, x) in enumerate(units, 1))
    return ChartSpec(
        "units", "funnel", "Left with a plan they wrote themselves",
        "One of ten units lies outside the outer limits: unusual, look together.",
        "Ten units of all partners, 2025, 12 to 150 people each, limits of 95% and 99.8%",
        "Two units with fewer than 10 people are not drawn.", Axis("Share", "%", 0, 100), points,
        (Line("Mean", "centre", (_percent(sin(centre) ** 2),) * len(points)),
         *(_limit(name, z, centre, points) for name, z in (
             ("Upper limit 99.8%", 3.090232), ("Upper limit 95%", 1.959964), ("Lower limit 95%", -1.959964), ("Lower limit 99.8%", -3.090232)))),
        period_name="Unit", ruleset=RULES, method=_CARD, release="R-3",
    )  # fmt: skip


def _percent(share: float) -> Decimal:
    return Decimal(str(round(100 * share, 1)))


def _unit(at: int, x: int, n: int) -> Point:
    low: tuple[Status, str] = ("low", "below the 99.8% limit: ask what happened here")
    status, words = low if n == 45 else ("ordinary", "")
    return Point(str(at), "", _percent(x / n), n, status=status, words=words)


def _limit(name: str, z: float, centre: float, points: tuple[Point, ...]) -> Line:
    angles = [min(max(centre + z / (2 * sqrt(point.n or 1)), 0), 1.5707963) for point in points]
    return Line(name, "limit", tuple(_percent(sin(angle) ** 2) for angle in angles))


def multiples() -> ChartSpec:
    """Six partners in charter order on one axis; one has a period withheld, one is told in words."""
    return ChartSpec(
        "partners", "multiples", "Left with a plan they wrote themselves",
        "In their latest month all six partners lie between 53% and 68%.",
        "Everybody who left, each partner, January to December 2025, 30 to 90 people a month",
        "The Moors Circle, April 2025: fewer than 10 people.", Axis("Share", "%", 40, 80),
        events=(Event("2025-04", "plans written together in the last week", "D-11"),),
        panels=tuple(_partner(at, name) for at, name in enumerate(_PARTNERS)), panel_name="Partner",
        method=_CARD, release="R-3",
    )  # fmt: skip


def _partner(number: int, name: str) -> Panel:
    values = [_SHAPE[(at + number * 5) % 12] + number for at in range(12)]
    points = tuple(_partner_month(number, at, value) for at, value in enumerate(values))
    middle = sorted(values)[5]
    return Panel(name, points, (Line("Median", "centre", (middle,) * 12),))


def _partner_month(number: int, at: int, value: int) -> Point:
    if number == 4 and at == 3:
        return Point(*month(at + 12), None, status="withheld", words="fewer than 10 people")
    if number == 2 and at == 7:
        return Point(*month(at + 12), None, 15, status="told", text="about 10 of 15", words="fewer than 30")
    return Point(*month(at + 12), value, 30 + 5 * number + 3 * at)


def lineup() -> ChartSpec:
    """The real series among nineteen shuffles of its own values; nothing tells which."""
    return ChartSpec(
        "which-is-real", "lineup", "Calls answered within a day, of every 25",
        "One of these twenty is the real series; the others are its own months, shuffled.",
        "Adults in community recovery, all partners, 23 months, 40 people a month",
        "People without a telephone are not in it.", Axis("Calls answered"),
        latest="A blind pick is right once in twenty. If the group cannot pick it, there is no story yet.",
        panels=tuple(_shuffled(at) for at in range(1, IN_LINEUP + 1)),
        method=(*_CARD, ("Seasons", "A series with seasons is easily picked; that is no story in itself.")), release="R-3",
    )  # fmt: skip


def _shuffled(number: int) -> Panel:
    step = 1 if number == 13 else number + 1  # below 23, a prime: each step visits every month once
    values = [_REAL[at * step % 23] for at in range(23)]
    points = tuple(Point(f"m{at + 1}", f"Month {at + 1}", value, 40) for at, value in enumerate(values))
    sides = [value > 16 for value in values if value != 16]
    crossings = sum(a != b for a, b in pairwise(sides))
    return Panel(
        str(number), points, (Line("Median", "centre", (17,) * 23),),
        words=f"{crossings} {'crossing' if crossings == 1 else 'crossings'} of the median, latest {values[-1]}",
    )  # fmt: skip
