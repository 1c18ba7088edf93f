"""What a person may type about risks."""

from typing import Any
from uuid import UUID

from django import forms

from alliance.nudge.forms import Nudged
from frontend.forms import DayMonthYear
from risks.register.shapes import Raising, RiskPage, Steps
from risks.register.words import DOMAINS, KINDS, PROXIMITIES, SIDES, STATES, VELOCITIES

_OPEN_STATES = [("", "All that are not closed"), *STATES, ("all", "All, closed ones too")]
_DUE = [("", "Any time"), ("overdue", "Overdue"), ("month", "Within 30 days"), ("quarter", "Within 90 days")]


def long(label: str, help_text: str = "", *, rows: int = 3, required: bool = True) -> forms.CharField:
    """A field for a few sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=2000,
        required=required,
        widget=forms.Textarea({"rows": rows}),
    )


class Capitals(forms.CharField):
    """A reference such as D-018, in capitals however it was typed."""

    def __init__(self, label: str, help_text: str = "A reference such as D-018.", **kwargs: Any) -> None:
        super().__init__(label=label, help_text=help_text, max_length=12, **kwargs)

    def clean(self, value: Any) -> str:
        """The reference without blanks, in capitals."""
        return str(super().clean(value)).strip().upper()


class WordsForm(Nudged):
    """A risk in plain words."""

    nudges = {"event": "title", "cause": "draft", "effect": "draft", "must_be_true": "draft"}

    event = forms.CharField(
        label="What would happen?",
        max_length=200,
        help_text="One sentence: this is the headline of the risk.",
    )
    cause = long("What could bring it about?")
    effect = long("What would that do?", "To people first, then to the alliance.")
    must_be_true = long(
        "What must be true for us to cope with it?", "The responsibility that the partners take on together."
    )
    domain = forms.ChoiceField(label="What does it touch most?", choices=[("", "Choose one"), *DOMAINS])
    proximity = forms.ChoiceField(label="When could it bite?", choices=[("", "Choose one"), *PROXIMITIES])
    velocity = forms.ChoiceField(
        label="How fast does the trigger lead to the effect?",
        choices=[("", "Not said yet"), *VELOCITIES],
        required=False,
    )
    expected_on = forms.DateField(
        label="The day, if it is known",
        required=False,
        widget=DayMonthYear,
        help_text="For example, when a grant ends.",
    )


class ChangeForm(WordsForm):
    """A risk said anew, and why."""

    nudges = {**WordsForm.nudges, "reason": "draft"}

    reason = long(
        "Why is it said anew?", "An accepted risk that changes is live again: that was another risk."
    )


class RaiseForm(WordsForm):
    """A risk in plain words, and a lead role for each partner that would hold it."""

    kind = forms.ChoiceField(label="What is it?", choices=KINDS, widget=forms.RadioSelect, initial="threat")
    objective = forms.TypedChoiceField(
        label="Which objective?", required=False, coerce=UUID, empty_value=None
    )
    review_on = forms.DateField(label="When do we look at it again?", widget=DayMonthYear)
    field_order = (
        "kind", "event", "cause", "effect", "must_be_true", "domain", "objective", "proximity", "velocity", "expected_on", "review_on",
    )  # fmt: skip

    def __init__(self, choices: Raising, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.orgs = {f"role_{org}": org for org, _ in choices.partners}
        objectives = [(str(one), title) for one, title in choices.objectives]
        self.fields["objective"].choices = [("", "None in particular"), *objectives]  # type: ignore[attr-defined]  # a choice field
        for org, name in choices.partners:
            self.fields[f"role_{org}"] = forms.CharField(label=name, required=False, max_length=120)

    @property
    def roles(self) -> list[forms.BoundField]:
        """The fields of the partners, in charter order."""
        return [self[name] for name in self.orgs]

    @property
    def told(self) -> list[forms.BoundField]:
        """The fields that say what the risk is."""
        return [field for field in self if field.name not in self.orgs]

    def asked(self) -> list[tuple[UUID, str]]:
        """Each partner for which a lead role is written."""
        roles = [(org, self.cleaned_data[name].strip()) for name, org in self.orgs.items()]
        return [(org, role) for org, role in roles if role]


class WhyForm(Nudged):
    """The reason."""

    nudges = {"reason": "draft"}

    reason = long("Why?")


class ReviewForm(WhyForm):
    """Why a risk still stands as it is written."""

    reason = long("It is still valid because")


class MoveForm(WhyForm):
    """The reason, and the decision where there is one."""

    decision = Capitals("Decision", required=False)


class DecisionForm(WhyForm):
    """The reason, and the decision that this takes."""

    decision = Capitals(
        "The decision", "It names this risk in its words, was carried and still holds: such as D-018."
    )
    decision.error_messages["required"] = "Name the decision, such as D-018"


class DeclineForm(WhyForm):
    """Why a proposed risk is not taken up, and a reply to whoever raised it."""

    nudges = {"reason": "draft", "reply": "draft"}

    reply = long("Your reply to whoever raised it", "Raising it was a help. Say what becomes of it.")


class MergeForm(DeclineForm):
    """The risk that a proposed one goes into."""

    into = Capitals("Which risk does it go into?", "A reference such as R-06.")
    field_order = ("into", "reason", "reply")


class AgreeForm(forms.Form):
    """A partner's yes, with the role that leads there."""

    role = forms.CharField(
        label="The role that leads at your organisation", max_length=120,
        help_text="The title of a post, not the name of a person: it stays when somebody moves on.",
    )  # fmt: skip


class AskForm(forms.Form):
    """One more partner, and the role that would lead there."""

    org = forms.TypedChoiceField(label="Which partner?", coerce=UUID)
    role = forms.CharField(
        label="The role that would lead there", max_length=120,
        help_text="The title of a post, not the name of a person. The partner can change it when it agrees.",
    )  # fmt: skip

    def __init__(self, choices: Raising, page: RiskPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = {holder.org for duty in page.duties for holder in duty.holders}
        free = [(str(org), name) for org, name in choices.partners if org not in named]
        self.fields["org"].choices = [("", "Choose one"), *free]  # type: ignore[attr-defined]  # a choice field


class LinkForm(forms.Form):
    """What a risk hangs together with."""

    ref = Capitals(
        "Reference",
        "Such as D-004 for a decision, R-06 for a risk, V-01 for a theme that a review has released.",
    )
    side = forms.ChoiceField(
        label="If it is a risk: where does it stand?", choices=SIDES, required=False, widget=forms.RadioSelect, initial="",
        help_text="The bow-tie draws it on that side.",
    )  # fmt: skip


class FilterForm(forms.Form):
    """Which risks to list; every view of the list has an address."""

    state = forms.ChoiceField(label="State", choices=_OPEN_STATES, required=False)
    band = forms.ChoiceField(label="Level", required=False)
    holder = forms.TypedChoiceField(label="Held by", required=False, coerce=UUID, empty_value=None)
    objective = forms.TypedChoiceField(label="Objective", required=False, coerce=UUID, empty_value=None)
    due = forms.ChoiceField(label="Review due", choices=_DUE, required=False)
    kind = forms.ChoiceField(
        label="Kind",
        choices=[("", "Both"), ("threat", "Threats"), ("opportunity", "Opportunities")],
        required=False,
    )
    cell = forms.RegexField(r"^\d\d?x\d\d?$", required=False, widget=forms.HiddenInput)

    def __init__(self, choices: Raising, steps: Steps, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, first, found in (
            ("band", "Any", [(band, band) for band in steps.bands]),
            ("holder", "Anyone", choices.partners),
            ("objective", "Any", choices.objectives),
        ):
            listed = [(str(value), word) for value, word in found]
            self.fields[name].choices = [("", first), *listed]  # type: ignore[attr-defined]  # a choice field

    def wanted(self) -> dict[str, Any]:
        """The arguments of `queries.risks`; what cannot be read is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
