"""What a person may type about limits."""

from typing import Any
from uuid import UUID

from django import forms

from measures.limits.queries import Choices


class Recording(forms.Form):
    """A step of the ledger; the cleaned data are arguments of its action."""

    kind = forms.ChoiceField(label="What happens to the limits", widget=forms.RadioSelect)
    period = forms.TypedChoiceField(
        label="From which period on",
        coerce=UUID,
        help_text="A kept chart holds for every period; it is marked on this one.",
    )
    baseline = forms.IntegerField(
        label="How many points they rest on", required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        help_text="13 to 20, better 20. Leave it empty where limits rest on all points.",
    )  # fmt: skip
    reason = forms.CharField(
        label="What changed, in your words", widget=forms.Textarea, max_length=1000,
        help_text="It stays for good, and everybody reads it. No names of people.",
    )  # fmt: skip
    cites = forms.ChoiceField(label="The decision that it rests on")

    def __init__(self, offered: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = offered.kinds  # type: ignore[attr-defined]  # a choice field
        self.fields["period"].choices = offered.periods  # type: ignore[attr-defined]  # likewise
        self.fields["cites"].choices = offered.decisions  # type: ignore[attr-defined]  # likewise
