"""Which decisions to list."""

from typing import Any

from django import forms

from alliance.decisions.forms.fields import choose
from alliance.decisions.reading.values import Proposing

STATES = [
    ("", "All"), ("open", "Open for votes"), ("carried", "Carried"), ("not_carried", "Not carried"),
    ("not_reached", "Not reached"), ("reserved_decided", "Decided by its owner"), ("refer", "Referred"),
    ("withdrawn", "Withdrawn"), ("in_force", "In force now"), ("ended", "Ended, reversed or replaced"),
]  # fmt: skip


class Filter(forms.Form):
    """Which decisions to list; every view of the list has an address."""

    state = forms.ChoiceField(label="State", choices=STATES, required=False)
    matter = forms.ChoiceField(label="About", required=False)
    objective = forms.ChoiceField(label="For the objective", required=False)
    text = forms.CharField(label="Words in the title", required=False, max_length=80)
    year = forms.IntegerField(label="Opened in the year", required=False, min_value=2000, max_value=2999)

    def __init__(self, about: Proposing, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["matter"], [(one.code, one.name) for one in about.choices], "Anything")
        choose(self.fields["objective"], about.objectives, "Any")

    def wanted(self) -> dict[str, Any]:
        """The arguments of `queries.register`; what cannot be read is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
