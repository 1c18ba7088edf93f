"""Which figures somebody wants to see: nodes of the declared lattice, never a free filter."""

from typing import Any

from django import forms

from measures.dashboards.queries import Asked, Page


class Filter(forms.Form):
    """A view and a span of periods; what is not in the plan is taken as not asked."""

    view = forms.ChoiceField(label="Whose answers", required=False)
    first = forms.ChoiceField(label="From", required=False)
    last = forms.ChoiceField(label="To", required=False)

    def __init__(self, page: Page, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        periods = [(each.code, each.code) for each in page.periods]
        self.fields["view"].choices = [(each.code, each.name) for each in page.views]  # type: ignore[attr-defined]  # a choice field
        self.fields["first"].choices = [("", "The first period"), *periods]  # type: ignore[attr-defined]  # likewise
        self.fields["last"].choices = [("", "The latest period"), *periods]  # type: ignore[attr-defined]  # likewise


class Address(forms.Form):
    """What the address of a measure page says."""

    view = forms.CharField(required=False, max_length=80)
    first = forms.CharField(required=False, max_length=20)
    last = forms.CharField(required=False, max_length=20)
    release = forms.IntegerField(required=False, min_value=1, max_value=10_000_000)

    def asked(self) -> Asked:
        """What is asked for; what cannot be read is left out."""
        self.is_valid()
        return Asked(**{name: value for name, value in self.cleaned_data.items() if value})
