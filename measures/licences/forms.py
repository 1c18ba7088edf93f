"""What a person may type about a licence."""

from typing import Any
from uuid import UUID

from django import forms

from frontend.forms import DayMonthYear
from measures.licences.queries import Offered


class Noting(forms.Form):
    """A licence that is held; the cleaned data are the arguments of its action."""

    instrument = forms.ChoiceField(label="For which instrument")
    org = forms.TypedChoiceField(label="Who holds it", coerce=UUID, empty_value=None, required=False)
    reference = forms.CharField(
        label="By what its owner knows it",
        max_length=120,
        help_text="A number, or a letter and its day. No names of people.",
    )
    until = forms.DateField(
        label="Its last day",
        required=False,
        widget=DayMonthYear(),
        help_text="Leave it empty where it has none.",
    )

    def __init__(self, offered: Offered, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instrument"].choices = offered.instruments  # type: ignore[attr-defined]  # a choice field
        self.fields["org"].choices = offered.holders  # type: ignore[attr-defined]  # likewise
