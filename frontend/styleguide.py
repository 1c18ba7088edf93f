"""Invented examples of every piece, for the style guide page and for the tests that look at it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator

from frontend.charts.heat import HeatCell, HeatSpec
from frontend.examples import CHARTS
from frontend.forms import DayMonthYear


@dataclass(frozen=True, slots=True)
class Told:
    """An example of a timeline's item."""

    at: datetime = datetime(2026, 7, 14, 11, tzinfo=UTC)
    title: str = "Proposal D-12 was opened"
    who: str = "Proposed by Harbour Trust"
    text: str = "Weekly calls for everyone who left a course in the last month."


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
        "charts": [make() for make in CHARTS], "own": "4", "heat": heat(), "items": [Told(), Told()],
        "noon": datetime(2026, 7, 14, 11, tzinfo=UTC), "page": Paginator(range(95), 20).page(2),
        "facts": [("Side", "Provider"), ("Seat", "Since 1 April 2025", "See the mandate", "#")],
        "downloads": [("CSV", "#csv"), ("SVG", "#svg")],
    }  # fmt: skip
