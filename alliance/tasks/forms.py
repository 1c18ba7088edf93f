"""What a person may type about tasks."""

from typing import Any
from uuid import UUID

from django import forms

from alliance.nudge.forms import Nudged
from alliance.tasks.queries import Owners
from frontend.forms import DayMonthYear

SHOW = [
    ("open", "Still open"), ("overdue", "Past their day"), ("done", "Done"), ("dropped", "Dropped"), ("all", "All"),
]  # fmt: skip


class NewTask(Nudged):
    """An action, its owner and its day."""

    nudges = {"what": "action"}

    what = forms.CharField(label="What is to be done", max_length=2000, widget=forms.Textarea({"rows": 3}))
    org = forms.TypedChoiceField(
        label="Which organisation owns it", coerce=UUID,
        help_text="An organisation always owns an action, so that it outlives a change of jobs.",
    )  # fmt: skip
    person = forms.TypedChoiceField(
        label="Who looks after it there", required=False, coerce=UUID, empty_value=None,
        help_text="A person of that organisation.",
    )  # fmt: skip
    role = forms.CharField(label="Or the title of a role", max_length=120, required=False)
    due = forms.DateField(label="By when", widget=DayMonthYear())
    source = forms.CharField(
        label="Where it was agreed",
        max_length=12,
        required=False,
        help_text="A reference such as D-018 or MT-003.",
    )

    def __init__(self, owners: Owners, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "org", "Choose", owners.orgs)
        _choose(self, "person", "Nobody named", owners.people)

    def wanted(self) -> dict[str, Any]:
        """The arguments of `create_task`; references are written in capitals."""
        return self.cleaned_data | {"source": self.cleaned_data["source"].strip().upper()}


class Settle(forms.Form):
    """A word on how it went."""

    reason = forms.CharField(
        label="How did it go?", required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )


class Why(forms.Form):
    """The reason for a change of mind."""

    reason = forms.CharField(label="Why", max_length=2000, widget=forms.Textarea({"rows": 2}))


class Move(Why):
    """Another day, and why."""

    due = forms.DateField(label="The new day", widget=DayMonthYear())
    field_order = ["due", "reason"]


class Filter(forms.Form):
    """Which tasks to list; every view of the list has an address."""

    show = forms.ChoiceField(label="Show", choices=SHOW, required=False)
    mine = forms.BooleanField(label="Only mine and my organisation’s", required=False)
    org = forms.TypedChoiceField(label="Owned by", required=False, coerce=UUID, empty_value=None)
    source = forms.CharField(label="Agreed in", required=False, max_length=12)

    def __init__(self, owners: Owners, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "org", "Anyone", owners.orgs)

    def wanted(self) -> dict[str, Any]:
        """The arguments of `queries.tasks`; what cannot be read is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def _choose(form: forms.Form, name: str, first: str, options: list[tuple[UUID, str]]) -> None:
    """Offer `options` in the field `name`, after a first one that stands for no choice."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [("", first), *((str(key), words) for key, words in options)]
