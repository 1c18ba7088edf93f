"""Invented change of the same people: who was followed up first, then the change, then how many in each class."""

from decimal import Decimal

from frontend.charts.parts import Axis, Line, Panel, Point
from frontend.charts.spec import BEGAN, FOLLOWED, ChartSpec

CARD = (
    ("Definition", "The same people, asked on joining and after twelve weeks."),
    ("What counts as a change", "T = 2.87 points, 2.77 standard errors of measurement (Shah and others, 2018)."),
    ("Cautions", "People join at a low, so scores rise unaided as well, on waiting lists too."),
)  # fmt: skip
_MISSING = "About 15 of the 40 people who began were not followed up; they had begun lower. Nothing is known of their change."


def strip() -> ChartSpec:
    """Of 40 people 25 were followed up; those lost had begun lower."""
    people = Panel(
        "Who was followed up",
        (
            Point(BEGAN, "Began", 40),
            Point(FOLLOWED, "Followed up", 25, words="62.5%, 95% interval 47 to 76%"),
        ),
        axis=Axis("People", low=0, high=40),
        words="25 of 40 people: 62.5%, 95% interval 47% to 76%",
    )
    scores = Axis("Mean score on joining, 7 to 35", low=16, high=24)
    began = Panel(
        "Where they began",
        (
            Point("kept", "Followed up", Decimal("20.1"), 25, Decimal("19.0"), Decimal("21.2")),
            Point("lost", "Not followed up", Decimal("18.4"), 15, Decimal("16.8"), Decimal("20.0")),
        ),
        axis=scores,
    )
    change = Panel(
        "How the 25 changed",
        (Point("change", "Mean change", Decimal("1.4"), 25, Decimal("0.2"), Decimal("2.6")),),
        (Line("No change", "centre", (0,)),),
        axis=Axis("Points on SWEMWBS", low=-2, high=4),
    )
    return ChartSpec(
        "followed-up", "strip", "SWEMWBS, the same people on joining and twelve weeks later",
        "25 of the 40 who began were followed up; their mean score rose by 1.4, between 0.2 and 2.6.",
        "Adults in community recovery, all partners, joined April to June 2025, 95% intervals",
        _MISSING, Axis("Figure"), panels=(people, began, change), period_name="Who", method=CARD, release="R-3",
    )  # fmt: skip


def classes() -> ChartSpec:
    """The 25 who were followed up, counted by two standards side by side."""
    return ChartSpec(
        "changed", "classes", "SWEMWBS, how many changed by more than the measure wavers",
        "By the stricter standard 10 of 25 improved, 10 did not clearly change, and 5 declined.",
        "Adults in community recovery followed up after twelve weeks, joined April to June 2025",
        _MISSING, Axis("People", low=0, high=25),
        panels=(_counted("1 standard error (1.03 points)", (15, 5, 5)), _counted("2.77 standard errors (2.87 points)", (10, 10, 5))),
        period_name="Class", panel_name="Standard", method=CARD, release="R-3",
    )  # fmt: skip


def _counted(name: str, counts: tuple[int, int, int]) -> Panel:
    names = (("improved", "Improved"), ("same", "Not clearly changed"), ("declined", "Declined"))
    return Panel(name, tuple(Point(*each, count, 25) for each, count in zip(names, counts, strict=True)))
