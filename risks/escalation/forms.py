"""What a person may type about a risk that goes to all partners."""

from typing import Any

from django import forms

from frontend.forms import DayMonthYear
from risks.register.forms import DecisionForm

OUTCOMES = (("live", "Live: we go on with it"), ("accepted", "Accepted for a time, by every partner"))


class AcceptForm(DecisionForm):
    """Until when all partners live with a risk, why, and by which decision."""

    until = forms.DateField(
        label="The last day on which it is accepted",
        widget=DayMonthYear,
        help_text="All of that day. On the next one the risk is live again.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "decision"
        ].help_text = "Taken by every partner since the risk’s last score; it names this risk in its words."


class DecideForm(AcceptForm):
    """What was decided about a risk, which waits for a decision or (`waits` False) goes on while one is drafted."""

    outcome = forms.ChoiceField(
        label="What was decided?", choices=OUTCOMES, widget=forms.RadioSelect, initial="live"
    )
    field_order = ("outcome", "decision", "until", "reason")

    def __init__(self, *args: Any, waits: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].required = False
        self.fields[
            "until"
        ].help_text = "Only where it is accepted. All of that day; on the next one the risk is live again."
        self.fields[
            "decision"
        ].help_text = "It names this risk in its words. An acceptance takes one by every partner."
        if not waits:
            del self.fields["outcome"], self.fields["until"]
            self.fields[
                "decision"
            ].help_text = (
                "Made since one was drafted; it names this risk in its words. The risk stays as it is."
            )
