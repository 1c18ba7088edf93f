"""What a person may type about minutes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from alliance.nudge.forms import Nudged


class MinutesForm(Nudged):
    """The text of minutes, and the edition it began from."""

    nudges = {"text": "draft"}

    text = forms.CharField(
        label="What was said and agreed", widget=forms.Textarea({"rows": 20}),
        help_text="Write what was said, not who said it. Who was there, the votes and the actions stand in the record. "
        "A line that begins with “- ” becomes part of a list, and **two stars** make words stand out.",
    )  # fmt: skip
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def wanted(self) -> dict[str, Any]:
        """The arguments of the actions, with the line ends that people meant."""
        return self.cleaned_data | {"text": self.cleaned_data["text"].replace("\r\n", "\n")}


class AcceptForm(forms.Form):
    """For whom, and which version was read."""

    org = forms.UUIDField()
    version = forms.IntegerField(min_value=1, max_value=1_000_000)


class AmendForm(Nudged):
    """Other words for the minutes, and why."""

    nudges = {"text": "draft", "reason": "draft"}

    org = forms.TypedChoiceField(label="For which organisation?", coerce=UUID)
    text = forms.CharField(
        label="What was said and agreed", widget=forms.Textarea({"rows": 20}),
        help_text="Only this part is written by people. If the record is wrong, say so here.",
    )  # fmt: skip
    reason = forms.CharField(label="What did you change, and why?", max_length=500)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, orgs: Sequence[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].choices = [(str(org), name) for org, name in orgs]  # type: ignore[attr-defined]  # a choice field

    def wanted(self) -> dict[str, Any]:
        """The arguments of the action, with the line ends that people meant."""
        return self.cleaned_data | {"text": self.cleaned_data["text"].replace("\r\n", "\n")}
