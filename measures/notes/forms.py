"""What a person may write beside a figure; the cleaned data are arguments of its action."""

from collections.abc import Sequence
from typing import Any

from django import forms

from measures.notes.queries import Expectations

LONGEST = 2000  # characters
NO_NAMES = "Everybody in the alliance reads it. No names, and nothing by which a person could be known."
_WIDE = {"rows": 4}


def _words(label: str, hint: str = NO_NAMES, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=LONGEST, widget=forms.Textarea(_WIDE)
    )


class Writing(forms.Form):
    """For which voice; chosen already where there is one."""

    voice = forms.ChoiceField(label="For which voice do you write?", widget=forms.RadioSelect)

    def __init__(self, voices: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["voice"].choices = voices  # type: ignore[attr-defined]  # a choice field
        self.initial.setdefault("voice", voices[0][0] if len(voices) == 1 else None)


class Reading(Writing):
    """A sense note."""

    words = _words("What do you read in this figure?")
    asks = _words("What do you ask?", "A question to the others, if you have one.", required=False)


class Telling(Writing):
    """A story."""

    words = _words("What changed, in plain words?")
    will_try = _words("What will we try?", "Leave it empty where nobody knows yet.", required=False)
    disagrees = forms.BooleanField(label="This story disagrees with the figure", required=False)
    agreed = forms.BooleanField(
        label="Whose story it is said yes to its standing here",
        error_messages={"required": "Ask first: whose story it is must have said yes to its standing here."},
    )

    def __init__(self, voices: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(voices, *args, **kwargs)
        self.fields["voice"].label = "Who tells it?"


class Expecting(Writing):
    """What is expected of a measure before its figures are out."""

    measure = forms.ChoiceField(label="Of which measure")
    view = forms.ChoiceField(label="Whose answers")
    words = _words(
        "What do you expect to see, or what might explain it?",
        f"Nobody else reads it before the figures are out; then it stands beside them. {NO_NAMES}",
    )
    field_order = ("measure", "view", "voice", "words")

    def __init__(self, offered: Expectations, *args: Any, **kwargs: Any) -> None:
        super().__init__(offered.voices, *args, **kwargs)
        self.fields["measure"].choices = [(code, f"{code} {wording}") for code, wording in offered.measures]  # type: ignore[attr-defined]  # a choice field
        self.fields["view"].choices = offered.views  # type: ignore[attr-defined]  # likewise


class Correcting(forms.Form):
    """New words in the place of one's own; `more` is not asked of what was expected."""

    words = _words("What it should say")
    more = _words(
        "What you ask, or what we will try", "Leave it empty where there is nothing.", required=False
    )

    def __init__(self, *args: Any, more: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not more:
            del self.fields["more"]
