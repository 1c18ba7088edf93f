"""What a person may type about a decision that is made: a look back, or acting upon it."""

from typing import Any

from django import forms

from alliance.decisions.forms.fields import Named, as_id, choose, lines
from frontend.forms import DayMonthYear, TellingRadios


class LookAgain(forms.Form):
    """What one member saw when it looked again, and whether it would still decide so."""

    org = forms.TypedChoiceField(
        label="Which member do you answer for?", coerce=as_id, widget=forms.RadioSelect
    )
    answer = forms.ChoiceField(
        label="Would your organisation still decide this?", widget=TellingRadios,
        choices=[("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")],
    )  # fmt: skip
    seen = lines(3, "What did you see?", "Beside what was expected: in the figures, in your own work.")
    reason = lines(2, "Anything you want the others to know", required=False)
    look_next = forms.DateField(
        label="When should we look next?", required=False, widget=DayMonthYear,
        help_text="The earliest day that anybody names is taken; if nobody names one, it is a year on.",
    )  # fmt: skip

    def __init__(self, orgs: Named, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["org"], orgs)
        radios: Any = self.fields["answer"].widget
        radios.hints = _ANSWERS
        if len(orgs) == 1:
            self.fields["org"].widget = forms.HiddenInput()


_ANSWERS = {
    "yes": "If nobody says no, the decision carries on.",
    "no": "One no is enough: then a proposal to change or to end it is needed. Until that is carried, it stays in force.",
    "unsure": "It is shown, and neither carries the decision on nor asks for a proposal.",
}


class Admit(forms.Form):
    """The member that was welcomed."""

    name = forms.CharField(label="Name", max_length=160)
    code = forms.CharField(label="A short code", max_length=12, help_text="Letters and digits, such as PVC.")
    side = forms.ChoiceField(
        label="Side",
        choices=[("provider", "Provider"), ("commissioner", "Commissioner")],
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label="What kind of body is it?",
        choices=[("charity", "Charity"), ("social_enterprise", "Community interest company or social enterprise"),
                 ("lived_experience", "Group of people with lived experience"), ("trust", "NHS trust"),
                 ("council", "Council"), ("icb", "Integrated care board"), ("company", "Company"), ("other", "Another kind")],
    )  # fmt: skip


class Agreement(forms.Form):
    """The agreement as it reads from now on."""

    text = forms.CharField(
        label="The whole text as it then reads", required=False, max_length=200_000, widget=forms.Textarea({"rows": 10}),
        help_text="Leave empty to adopt the words that members voted on as they stand.",
    )  # fmt: skip


class Nothing(forms.Form):
    """Only to confirm."""
