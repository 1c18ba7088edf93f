"""What a person may note on the way out of a deadlock."""

from typing import Any

from django import forms

from alliance.decisions.forms.fields import Named, as_id, choose, lines
from frontend.forms import TellingRadios

KINDS = [
    ("change", "What would change our objection"), ("said", "What was said"), ("helper", "Who helps"),
]  # fmt: skip
_HINTS = {
    "change": "For the member whose mandate you hold.",
    "said": "In the meeting, by the chief executives, or by the expert. Advice binds nobody.",
    "helper": "The facilitator, or the expert on whom members agree.",
}


class Note(forms.Form):
    """A note."""

    kind = forms.ChoiceField(label="What do you want to note?", choices=KINDS)
    org = forms.TypedChoiceField(label="For which member?", coerce=as_id, required=False, empty_value=None)
    helper = forms.CharField(label="Their name", required=False, max_length=200)
    text = lines(4, "In words", required=False)

    def __init__(self, voices: Named, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, name) for kind, name in KINDS if kind != "change" or voices]
        radios = TellingRadios(reveals={"helper": ("helper",)} | ({"change": ("org",)} if voices else {}))
        radios.choices = kinds
        self.fields["kind"].widget = radios
        choose(self.fields["kind"], kinds)
        choose(self.fields["org"], voices, "" if len(voices) == 1 else "Choose")
        if not voices:
            del self.fields["org"]
        radios.hints = _HINTS
        radios.place_in(self)

    def clean(self) -> dict[str, Any]:
        """What belongs to another kind of note is left out."""
        said: dict[str, Any] = super().clean() or {}
        kind = said.get("kind")
        return said | {
            "org": said.get("org") if kind == "change" else None,
            "helper": said.get("helper", "") if kind == "helper" else "",
        }
