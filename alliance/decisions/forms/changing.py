"""What a person may type about a vote that runs: new words, more time, an end, and why."""

from collections.abc import Mapping
from typing import Any

from django import forms

from alliance.decisions.forms.fields import WORDS, Closing, lines
from alliance.decisions.reading.values import DecisionPage
from alliance.nudge.forms import Nudged


class Amend(Nudged, Closing):
    """A new wording of an open proposal."""

    nudges = WORDS

    title = forms.CharField(label="What should we decide?", max_length=200)
    text = lines(6, "The words we vote on")
    expected_effect = lines(2, "What do you expect to see if we do this?", required=False)
    reason = lines(2, "Why the words change", "Whose objection it answers, for instance.", required=False)
    revision = forms.IntegerField(min_value=1, max_value=1_000_000, widget=forms.HiddenInput)
    field_order = ["title", "text", "expected_effect", "reason", "closes_on", "closes_time"]

    def __init__(
        self, shown: DecisionPage, *args: Any, begun: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        first = {name: getattr(shown, name) for name in ("title", "text", "expected_effect", "revision")}
        super().__init__(shown.zone, *args, initial=first | dict(begun or {}), **kwargs)
        self.fields[
            "closes_on"
        ].help_text = "Leave empty to keep the deadline; it moves by itself where too little is left."


class Move(Closing):
    """More time, and why."""

    reason = lines(2, "Why members need more time")

    def __init__(self, zone: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(zone, *args, **kwargs)
        self.fields["closes_on"].required = True


class Why(forms.Form):
    """A reason."""

    reason = lines(2, "Why")


class MaybeWhy(forms.Form):
    """A word, where there is one to say."""

    reason = lines(2, "A word to the others", required=False)
