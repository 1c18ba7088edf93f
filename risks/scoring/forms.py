"""What a person may type in a scoring round."""

from typing import Any

from django import forms

from alliance.nudge.forms import Nudged
from frontend.forms import DayMonthYear
from risks.register.forms import Capitals, long
from risks.register.shapes import RiskPage, Steps
from risks.register.words import KNOWLEDGE


class StartForm(Nudged):
    """Until when each partner gives its view, and, from the second round on, why it is scored again."""

    nudges = {"reason": "draft"}

    due_on = forms.DateField(
        label="By when does each partner give its view?",
        widget=DayMonthYear,
        help_text="All of that day still counts.",
    )
    reason = long("Why is it scored again?", required=False)

    def __init__(self, page: RiskPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if page.risk.state == "proposed":
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True


class StepsForm(forms.Form):
    """Likelihood and consequence; the product is worked out and never typed."""

    likelihood = forms.TypedChoiceField(label="How likely is it?", coerce=int, widget=forms.RadioSelect)
    consequence = forms.TypedChoiceField(
        label="How much would it mean?", coerce=int, widget=forms.RadioSelect,
        help_text="The worst that is believable in any one way; not an average.",
    )  # fmt: skip

    def __init__(self, steps: Steps, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("likelihood", "consequence"):
            said = [(at, f"{at}, {word}") for at, word in getattr(steps, name)]
            self.fields[name].choices = said  # type: ignore[attr-defined]  # a choice field


class ViewForm(Nudged, StepsForm):
    """One partner’s view."""

    nudges = {"words": "draft"}

    words = forms.CharField(
        label="What do you see?", required=False, max_length=1000, widget=forms.Textarea({"rows": 3}),
        help_text="In a few words, if you like. It opens together with the rest.",
    )  # fmt: skip


class ScoreForm(Nudged, StepsForm):
    """The score that the partners agreed, why, and by which decision."""

    nudges = {"reason": "draft", "evidence": "draft"}

    reason = long("Why?", "What speaks for this score.")
    decision = Capitals(
        "The decision that agrees it", "By consent or by everybody; it names this risk in its words."
    )
    knowledge = forms.ChoiceField(
        label="How well do we know this?", choices=[("", "Not said"), *KNOWLEDGE], required=False
    )
    evidence = long("Where that can be looked up", rows=2, required=False)
    decision.error_messages["required"] = "Name the decision, such as D-018"


class TargetForm(ScoreForm):
    """Where the partners want the risk to be."""

    until = forms.DateField(
        label="The last day on which this target holds", required=False, widget=DayMonthYear,
        help_text="Only where it is above our appetite.",
    )  # fmt: skip


class RevealForm(forms.Form):
    """The decision that opens a round in which somebody is silent."""

    decision = Capitals("The decision that opens it", "It names this risk in its words.")
