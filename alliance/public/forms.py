"""What a person may type about the public register."""

from collections.abc import Sequence
from typing import Any

from django import forms


class ByDecision(forms.Form):
    """By which decision the register is opened or closed."""

    decision = forms.TypedChoiceField(
        label="By which decision?", coerce=int,
        help_text="A carried decision, in force, that says so beside its words.",
    )  # fmt: skip

    def __init__(self, choices: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = list(choices)  # type: ignore[attr-defined]  # a choice field


class Publish(forms.Form):
    """Nothing to type."""


class TakeBack(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Why do you take it back?", max_length=2_000, widget=forms.Textarea({"rows": 3})
    )
