"""What a person may type before a proposal: its words so far, and whom to show them."""

from typing import Any

from django import forms

from alliance.decisions.forms.fields import choose


class Draft(forms.Form):
    """A proposal that is still being written."""

    title = forms.CharField(label="What should we decide?", max_length=200)
    text = forms.CharField(
        label="The words so far", required=False, max_length=20_000, widget=forms.Textarea({"rows": 6})
    )


class Share(forms.Form):
    """Who may read a draft before its time."""

    person = forms.ChoiceField(label="Share it with")

    def __init__(self, people: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["person"], people, "Choose somebody")
