"""Which entries of the log to show."""

from typing import Any

from django import forms

from alliance.desk.logbook import kinds


class Filter(forms.Form):
    """What they are about."""

    kind = forms.ChoiceField(label="About", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Everything"), *kinds()]  # type: ignore[attr-defined]  # a choice field

    def wanted(self) -> dict[str, str]:
        """The argument of the query; what is not known is left out."""
        return {"kind": self.cleaned_data["kind"]} if self.is_valid() else {}
