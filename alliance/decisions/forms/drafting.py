"""What a person may type before a proposal: its words so far, and whom to show them."""

from typing import Any

from django import forms

from alliance.decisions.forms.fields import EARLIER, WORDS, Concerning, choose, lines
from alliance.decisions.reading.values import Proposing
from alliance.nudge.forms import Nudged
from frontend.forms import Folding


class Draft(Nudged, Folding, Concerning):
    """A proposal that is still being written."""

    nudges = WORDS
    folds = {EARLIER: ("concerns", "how")}

    matter = forms.ChoiceField(label="What is it about?", help_text="It settles by which rule it is decided.")
    title = forms.CharField(label="What should we decide?", max_length=200)
    text = lines(6, "The words so far", required=False)
    expected_effect = lines(2, "What do you expect to see if we do this?", required=False)
    field_order = ["title", "text", "expected_effect", "matter", "concerns", "how"]

    def __init__(self, about: Proposing, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        again = self.initial.get("matter")
        open_to_all = [one for one in about.choices if not one.forced or one.code == again]
        choose(self.fields["matter"], [(one.code, one.name) for one in open_to_all])
        self.choose_among(about.standing)


class Suggestion(Nudged):
    """New words for a proposal whose vote runs."""

    nudges = WORDS

    title = forms.CharField(label="What should we decide?", max_length=200)
    text = lines(6, "The words we would vote on")
    expected_effect = lines(2, "What do you expect to see if we do this?", required=False)


class Share(forms.Form):
    """Who may read a draft before its time, or write on it too."""

    person = forms.ChoiceField(label="Share it with")
    writes = forms.BooleanField(label="They may change it too", required=False)

    def __init__(self, people: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["person"], people, "Choose somebody")
