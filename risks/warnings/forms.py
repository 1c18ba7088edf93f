"""What a person may type about early warnings."""

from django import forms

from frontend.forms import DayMonthYear
from risks.register.forms import RaiseForm
from risks.warnings.words import OTHERS, TOUCHES

_REPLY = "Whoever warned reads it here: thank them, and say what happens now."


class WarnForm(forms.Form):
    """One sentence, and what it touches."""

    words = forms.CharField(
        label="What do you see coming?", max_length=200,
        help_text="One sentence. What could happen, not who did what.",
    )  # fmt: skip
    touches = forms.ChoiceField(label="What does it touch most?", choices=TOUCHES, widget=forms.RadioSelect)


class AnswerForm(forms.Form):
    """What becomes of a warning, and a reply."""

    answer = forms.ChoiceField(label="What becomes of it?", choices=OTHERS, widget=forms.RadioSelect)
    reply = forms.CharField(
        label="Your reply", max_length=2000, widget=forms.Textarea({"rows": 3}), help_text=_REPLY
    )
    look_on = forms.DateField(
        label="When do you look at it again?", required=False, widget=DayMonthYear,
        help_text="For an issue, and for what you are watching.",
    )  # fmt: skip


class RaiseFromWarningForm(RaiseForm):
    """A risk made of a warning, with the reply to whoever warned."""

    reply = forms.CharField(
        label="Your reply", max_length=2000, widget=forms.Textarea({"rows": 3}), help_text=_REPLY
    )
    field_order = ("reply", *RaiseForm.field_order)  # type: ignore[assignment]  # one more field than its parent
