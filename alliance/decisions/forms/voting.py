"""What a person may type about a vote: a ballot of one's own, or one that was told by telephone."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from alliance.decisions.forms.fields import Named, as_id, choose, lines
from alliance.decisions.reading.values import Option
from frontend.forms import TellingRadios

BEST = [("yes", "Yes"), ("no", "No"), ("unsure", "Unsure")]
_NEEDED = "Needed if you disagree; otherwise leave it empty."
_ASKED = {
    "harm": "Say what harm you see, so that the others can answer it.",
    "smallest_change": "Say the smallest change that would let you agree.",
}


class Vote(forms.Form):
    """A ballot. What an objection must say stands under Disagree, and is asked for only there."""

    org = forms.TypedChoiceField(label="Whose vote is this?", coerce=as_id, widget=forms.RadioSelect)
    revision = forms.IntegerField(min_value=1, max_value=1_000_000, widget=forms.HiddenInput)
    position = forms.ChoiceField(
        label="Your organisation’s position",
        widget=TellingRadios(reveals={"disagree": ("harm", "smallest_change")}),
    )
    harm = lines(2, "What harm do you see?", _NEEDED, required=False)
    smallest_change = lines(
        2, "What is the smallest change that would let you agree?", _NEEDED, required=False
    )
    reason = lines(2, "Anything you want the others to know", required=False)
    best_for_people = forms.ChoiceField(
        label="Is this best for the people who use the service?",
        choices=BEST,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, orgs: Named, options: Sequence[Option], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        radios: Any = self.fields["position"].widget
        choose(self.fields["position"], [(one.position, one.name) for one in options])
        radios.hints = {one.position: one.does for one in options}
        radios.place_in(self)
        choose(self.fields["org"], orgs)
        if len(orgs) == 1:
            self.fields["org"].widget = forms.HiddenInput()

    def ask_why(self) -> None:
        """Of the member that decides a reserved matter: its reason stands beside the use."""
        self.fields["reason"].label = "Why is the power used now?"
        self.fields["reason"].help_text = "Needed if you agree. Every member reads it beside the use."

    def clean(self) -> dict[str, Any]:
        """Put what the rules ask of an objection beside its field, so that nothing is lost on a phone."""
        said: dict[str, Any] = super().clean() or {}
        for name, words in _ASKED.items():
            if said.get("position") == "disagree" and not said.get(name, "").strip():
                self.add_error(name, words)
        return said


class Record(Vote):
    """A vote told by telephone, and by whom."""

    speaker = forms.ChoiceField(
        label="Who told you?", help_text="They confirm it themselves before it counts."
    )
    field_order = ["speaker"]

    def __init__(
        self, speakers: Sequence[tuple[UUID, UUID, str]], options: Sequence[Option], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__([], options, *args, **kwargs)
        del self.fields["org"]
        self.fields["position"].label = "What they told you: the organisation’s position"
        choose(
            self.fields["speaker"], [(f"{org}:{person}", words) for org, person, words in speakers], "Choose"
        )

    def wanted(self) -> dict[str, Any]:
        """The arguments of the action."""
        said = dict(self.cleaned_data)
        org, _, person = said.pop("speaker").partition(":")
        return said | {"org": UUID(org), "person": UUID(person)}
