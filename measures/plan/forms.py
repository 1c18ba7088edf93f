"""What a person may type about the plan; each form's cleaned data are the arguments of its action."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import slugify

from frontend.forms import DayMonthYear
from measures.plan.queries import Choices

KINDS = [
    ("proportion", "A share: how many of those who answered said yes"),
    ("mean", "An average score"),
    ("count", "A count: how many there were"),
]
BETTER = [("", "Nobody has said"), ("higher", "A higher figure"), ("lower", "A lower figure")]
CARRIED = "A carried decision about shared measures, in force. Propose one first if this was not decided yet."
WIDE = {"rows": 3}


class PlanForm(forms.Form):
    """A form that offers what is in the plan already."""

    offers: dict[str, str] = {}
    blank: dict[str, str] = {}

    def __init__(self, choices: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, source in self.offers.items():
            first = [("", self.blank[name])] if name in self.blank else []
            self.fields[name].choices = [*first, *getattr(choices, source)]  # type: ignore[attr-defined]  # a choice field
        if "decision" in self.fields:
            self.fields["decision"].required = choices.decided

    def arguments(self) -> dict[str, Any]:
        """The arguments of the action."""
        return dict(self.cleaned_data)


class _Cited(PlanForm):
    """What every measure may cite."""

    counts_as = forms.CharField(
        label="Who or what is counted",
        required=False,
        max_length=300,
        help_text="For example: people who answered the quarterly check-in.",
    )
    valid_from = forms.DateField(label="From which day", widget=DayMonthYear())
    objective = forms.ChoiceField(label="Which objective it serves", required=False)
    decision = forms.ChoiceField(label="What agreed it", required=False, help_text=CARRIED)
    sensitive = forms.BooleanField(label="This is sensitive: make its figures coarser", required=False)
    offers = {"objective": "objectives", "decision": "decisions"}
    blank = {"objective": "None yet"}


class Instrument(_Cited):
    """An instrument of the catalogue."""

    instrument = forms.ChoiceField(label="Instrument")
    scale = forms.ChoiceField(
        label="Scale, where scores convert (SWEMWBS, WHO-5)", choices=[("metric", "Converted (metric, percentage)"), ("raw", "Raw sums")],
        help_text="An average of raw sums can never be converted afterwards.",
    )  # fmt: skip
    offers = {"instrument": "instruments", "objective": "objectives", "decision": "decisions"}
    field_order = ["instrument", "scale"]


class OwnMeasure(_Cited):
    """A measure of the alliance's own."""

    wording = forms.CharField(
        label="The question, or what is counted, in plain words", max_length=300, widget=forms.Textarea(WIDE)
    )
    kind = forms.ChoiceField(label="What it gives", choices=KINDS, widget=forms.RadioSelect)
    low = forms.DecimalField(
        label="Lowest score", required=False, max_digits=8, decimal_places=2, help_text="For an average only."
    )
    high = forms.DecimalField(label="Highest score", required=False, max_digits=8, decimal_places=2)
    whole = forms.BooleanField(label="Each person’s score is a whole number", required=False)
    better = forms.ChoiceField(label="Which way people are better off", choices=BETTER, required=False)
    field_order = ["wording", "kind", "low", "high", "whole", "better"]

    def arguments(self) -> dict[str, Any]:
        """The arguments of the action; ends that are not given are 0."""
        ends = {name: self.cleaned_data[name] or Decimal(0) for name in ("low", "high")}
        return self.cleaned_data | ends


class Revision(PlanForm):
    """A new version of a measure."""

    code = forms.ChoiceField(label="Which measure")
    valid_from = forms.DateField(
        label="From which day", widget=DayMonthYear(), help_text="The version in force ends the day before."
    )
    counts_as = forms.CharField(label="What is different", max_length=300, widget=forms.Textarea(WIDE))
    wording = forms.CharField(
        label="New wording", required=False, max_length=300, help_text="Leave empty to keep the wording."
    )
    decision = forms.ChoiceField(label="What agreed it", required=False, help_text=CARRIED)
    offers = {"code": "measures", "decision": "decisions"}


class Cohort(PlanForm):
    """A group of people counted together."""

    name = forms.CharField(label="What the group is called", max_length=120)
    code = forms.CharField(
        label="Code for sheets",
        required=False,
        max_length=40,
        help_text="Small letters, such as young-people. It never changes.",
    )
    parent = forms.ChoiceField(label="Part of", required=False)
    offers = {"parent": "cohorts"}
    blank = {"parent": "No larger group"}


class Breakdown(PlanForm):
    """One dimension and its categories."""

    name = forms.CharField(label="What it is called", max_length=120, help_text="For example: age band.")
    categories = forms.CharField(
        label="Its categories, one on each line, in order",
        widget=forms.Textarea({"rows": 6}),
        help_text="Not stated is one of them.",
    )
    ordered = forms.BooleanField(
        label="They run from the worst-off to the best-off",
        required=False,
        help_text="As fifths of deprivation do. Then a page shows how a figure runs from one end to the other.",
    )

    def arguments(self) -> dict[str, Any]:
        """The arguments of the action: each line is a category with a code made from its name."""
        lines = [line.strip() for line in self.cleaned_data["categories"].splitlines() if line.strip()]
        coded = [{"code": slugify(line), "name": line} for line in lines]
        return self.cleaned_data | {"categories": coded}


class Quarters(PlanForm):
    """Quarters from a day on."""

    first = forms.DateField(
        label="The first day of the first quarter", widget=DayMonthYear(), help_text="For example, 1 4 2026."
    )
    count = forms.IntegerField(label="How many quarters", min_value=1, max_value=40, initial=4)


class Supplier(PlanForm):
    """A partner that sends figures."""

    org = forms.TypedChoiceField(label="Which partner", coerce=UUID)
    name = forms.CharField(
        label="What charts call it",
        required=False,
        max_length=60,
        help_text="Short: it stands in every note.",
    )
    starts_on = forms.DateField(label="Sends figures from", widget=DayMonthYear())
    absence = forms.CharField(label="What to say for the time before", required=False, max_length=200)
    offers = {"org": "organisations"}
    blank = {"org": "Choose"}


class View(PlanForm):
    """A union of groups that figures are published for."""

    name = forms.CharField(label="What the view is called", max_length=160)
    partners = forms.MultipleChoiceField(
        label="Whose answers",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None means all.",
    )
    cohorts = forms.MultipleChoiceField(
        label="Which groups", required=False, widget=forms.CheckboxSelectMultiple, help_text="None means all."
    )
    split = forms.ChoiceField(label="One category of a breakdown", required=False)
    offers = {"partners": "suppliers", "cohorts": "cohorts", "split": "categories"}
    blank = {"split": "Everyone"}

    def arguments(self) -> dict[str, Any]:
        """The arguments of the action."""
        given = dict(self.cleaned_data)
        dimension, _, category = given.pop("split").partition("=")
        return given | {"dimension": dimension, "category": category}
