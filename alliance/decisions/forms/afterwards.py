"""What a person may type about a decision that is made: a look back, or acting upon it."""

from typing import Any

from django import forms

from alliance.decisions.forms.fields import choose
from alliance.decisions.reading.values import DecisionPage
from frontend.forms import DayMonthYear


class Review(forms.Form):
    """What members saw when they looked again, and whether they would still decide so."""

    seen = forms.CharField(label="What did you see?", max_length=20_000, widget=forms.Textarea({"rows": 3}))
    finding = forms.ChoiceField(
        label="Would you still?", widget=forms.RadioSelect,
        choices=[("continue", "Yes: carry on"), ("amend", "Not quite: change it"), ("end", "No: end it")],
    )  # fmt: skip
    would_not = forms.TypedMultipleChoiceField(
        label="Who would not decide it again?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="One is enough: then it takes a proposal to change or to end it.",
    )  # fmt: skip
    review_on = forms.DateField(label="When do we look next?", required=False, widget=DayMonthYear)
    reason = forms.CharField(
        label="What you learnt", required=False, max_length=20_000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, shown: DecisionPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.org): seat for seat in shown.seats if seat.position != "left"}
        choose(self.fields["would_not"], [(org, seat.name) for org, seat in self.seats.items()])

    def wanted(self) -> dict[str, Any]:
        """The arguments of the action; only an answer of carrying on says that all would."""
        said = dict(self.cleaned_data)
        would_not = set(said.pop("would_not"))
        still = [seat.org for org, seat in self.seats.items() if org not in would_not]
        return said | {
            "would_not": tuple(self.seats[org].org for org in would_not),
            "would_still": tuple(still) if said["finding"] == "continue" else (),
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
