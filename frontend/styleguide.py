"""Invented examples of every piece, for the style guide page and for the tests that look at it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator

from frontend.charts.heat import HeatCell, HeatSpec
from frontend.charts.spec import Axis, ChartSpec, Event, Line, Number, Point, Segment, Status
from frontend.charts.words import MONTHS
from frontend.forms import DayMonthYear

_XMR = (
    "21.4", "20.9", "21.8", "21.1", "21.6", "20.7", "24.6", "21.3", "21.9", "20.8", "21.5", "21.2", "21.7",
    "22.3", "22.9", "22.1", "22.8", "22.5", "23.0", "22.2", "22.7", "22.4", "23.1", "22.6", "20.9", "22.5",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """An example of a story, and of a timeline's item."""

    at: datetime = datetime(2026, 7, 14, 11, tzinfo=UTC)
    title: str = "Proposal D-12 was opened"
    who: str = "Proposed by Harbour Trust"
    text: str = "Weekly calls for everyone who left a course in the last month."
    changed: str = "Weekly calls started for people who had stopped coming."
    told_by: str = "The recovery college and two of its students."
    will_try: str = "Offer the calls on two evenings as well, and look again in October."


class Example(forms.Form):
    """One field of each kind."""

    title = forms.CharField(help_text="One sentence that says what would change.", max_length=120)
    reasons = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False)
    position = forms.ChoiceField(
        choices=[("agree", "Agree"), ("disagree", "Disagree"), ("abstain", "Abstain")],
        widget=forms.RadioSelect,
    )
    partners = forms.MultipleChoiceField(
        choices=[("council", "Northmere Council"), ("trust", "Harbour Trust")],
        widget=forms.CheckboxSelectMultiple,
    )
    matter = forms.ChoiceField(choices=[("", "Choose one"), ("money", "Money"), ("people", "People")])
    deadline = forms.DateField(widget=DayMonthYear, help_text="For example, 14 7 2026.")
    sheet = forms.FileField(label="Cohort sheet", help_text="An .xlsx or .csv file of at most 10 MB.")
    declared = forms.BooleanField(label="Nobody can be recognised in this file")


class FilterExample(forms.Form):
    """A list's filters."""

    state = forms.ChoiceField(choices=[("", "Any"), ("open", "Open")], required=False)
    words = forms.CharField(label="Words in it", required=False)


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
        latest="Latest, October 2025: 7.6, above the median.", method=(("Source", "ONS4, question 1"),),
        ruleset="alliance/1", release="R-3",
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


def xmr() -> ChartSpec:
    """Twenty-six months rebased once; the lines are given."""
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
        latest="Latest, February 2026: 22.5, as usual.", ruleset="alliance/1",
    )  # fmt: skip


def _level(before: str, after: str, rebased: int) -> tuple[Number | None, ...]:
    return (Decimal(before),) * rebased + (Decimal(after),) * (len(_XMR) - rebased)


def _month_point(at: int, value: str) -> Point:
    period, label = month(at)
    outside: tuple[Status, str] = ("high", "above the upper limit")
    kind, words = outside if value == "24.6" else ("ordinary", "")
    return Point(period, label, Decimal(value), 60 + at, status=kind, words=words)


def gap() -> ChartSpec:
    """Four groups in charter order, one withheld."""
    points = (
        Point("north", "Northmere", Decimal("21.9"), 120, Decimal("21.1"), Decimal("22.7")),
        Point("coast", "Harbour coast", Decimal("20.6"), 64, Decimal("19.4"), Decimal("21.8")),
        Point("vale", "Vale villages", None, status="withheld", words="fewer than 10 people"),
        Point("east", "East estates", Decimal("22.4"), 85, Decimal("21.5"), Decimal("23.3")),
    )
    return ChartSpec(
        "places", "gap", "SWEMWBS, mean score 7 to 35", "The intervals of the three places shown overlap.",
        "Adults in community recovery, 2025, by place, 1 place withheld", "Vale villages: fewer than 10 people.",
        Axis("Mean score"), points, (Line("All places", "centre", (Decimal("21.7"),) * 4),), period_name="Place",
    )  # fmt: skip


def heat() -> HeatSpec:
    """Risks by likelihood and impact."""
    words = ("watch", "watch", "talk", "plan", "act together")
    counts = {(0, 3): 1, (1, 2): 3, (2, 1): 2, (2, 3): 4, (3, 2): 1}
    cells = tuple(
        tuple(_cell(counts.get((row, column), 0), (4 - row + column) // 2) for column in range(5))
        for row in range(5)
    )
    named = tuple(tuple(HeatCell(c.count, c.level, words[c.level], c.url) for c in row) for row in cells)
    return HeatSpec(
        "risk-map", "Eleven shared risks, four of them possible and serious", "Open risks on 14 July 2026",
        "Impact", ("Slight", "Minor", "Moderate", "Serious", "Severe"),
        "Likelihood", ("Almost certain", "Likely", "Possible", "Unlikely", "Rare"), named,
    )  # fmt: skip


def _cell(count: int, level: int) -> HeatCell:
    return HeatCell(count, level, "", "#risk-map" if count else "")


def context() -> dict[str, Any]:
    """Everything that styleguide.html shows."""
    return {
        "example": Example(), "wrong": Example({"title": ""}, auto_id="wrong_%s"), "filter_form": FilterExample(),
        "charts": [dots(), xmr(), gap()], "heat": heat(), "story": Told(), "items": [Told(), Told()],
        "noon": datetime(2026, 7, 14, 11, tzinfo=UTC), "page": Paginator(range(95), 20).page(2),
        "facts": [("Side", "Provider"), ("Seat", "Since 1 April 2025", "See the mandate", "#")],
        "downloads": [("CSV", "#csv"), ("SVG", "#svg")],
    }  # fmt: skip
