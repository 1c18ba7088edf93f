"""What a person may type about what the holders do."""

from typing import Any
from uuid import UUID

from django import forms

from alliance.nudge.forms import Nudged
from frontend.forms import DayMonthYear
from risks.register.forms import Capitals, long
from risks.treatments.queries import Planning


class PlanForm(Nudged):
    """What the holders do about a risk, by when, and on whom it lays a cost."""

    nudges = {"what": "action"}

    verb = forms.ChoiceField(label="What kind of thing?", widget=forms.RadioSelect)
    what = long("What do we do together?")
    due_on = forms.DateField(label="By when?", widget=DayMonthYear)
    pain_to = forms.TypedChoiceField(
        label="Does it move a cost onto one partner?", required=False, coerce=UUID, empty_value=None,
        help_text="Then it moves pain: it needs that partner’s own consent and a decision.",
    )  # fmt: skip

    def __init__(self, choices: Planning, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = [(str(org), name) for org, name in choices.partners]
        self.fields["verb"].choices = choices.verbs  # type: ignore[attr-defined]  # a choice field
        self.fields["pain_to"].choices = [("", "No"), *partners]  # type: ignore[attr-defined]  # a choice field


class AgreeForm(forms.Form):
    """The decision by which a treatment may move pain."""

    decision = Capitals("The decision that agrees it", "It names this risk in its words.")
