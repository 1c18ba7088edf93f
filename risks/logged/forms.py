"""What a person may type about assumptions, issues and dependencies."""

from typing import Any

from django import forms

from alliance.nudge.forms import Nudged
from frontend.forms import DayMonthYear
from risks.logged.words import CHOICES, KINDS


class NoteForm(Nudged):
    """An entry in plain words."""

    nudges = {"words": "title", "more": "draft"}

    kind = forms.ChoiceField(label="What is it?", choices=CHOICES, widget=forms.RadioSelect)
    words = forms.CharField(label="Say it in one sentence", max_length=200)
    more = forms.CharField(
        label="What else is there to know?", max_length=2000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text="What we would notice if it were not so; what hangs on it. No names of people.",
    )  # fmt: skip
    review_on = forms.DateField(label="When do we look at it again?", widget=DayMonthYear)


class ReasonForm(Nudged):
    """The reason."""

    nudges = {"reason": "draft"}

    reason = forms.CharField(label="What came of it?", max_length=2000, widget=forms.Textarea({"rows": 3}))


class LookForm(Nudged):
    """Why it stands, and when it is looked at next."""

    nudges = {"reason": "draft"}

    reason = forms.CharField(label="It stands because", max_length=2000, widget=forms.Textarea({"rows": 3}))
    review_on = forms.DateField(label="When do we look at it next?", widget=DayMonthYear)


class LinkForm(forms.Form):
    """What an entry hangs together with."""

    ref = forms.CharField(
        label="Reference", max_length=12, help_text="Such as R-06 for a risk, D-004 for a decision."
    )

    def clean_ref(self) -> str:
        """References are written in capitals."""
        return str(self.cleaned_data["ref"]).strip().upper()


class LoggedFilter(forms.Form):
    """Which entries to list; every view of the list has an address."""

    kind = forms.ChoiceField(
        label="Kind",
        choices=[("", "All"), *((name, kind.plural) for name, kind in KINDS.items())],
        required=False,
    )
    state = forms.ChoiceField(
        label="State", choices=[("open", "Open"), ("closed", "Closed"), ("all", "All")], required=False
    )

    def wanted(self) -> dict[str, Any]:
        """The arguments of `queries.logged`; what cannot be read is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
