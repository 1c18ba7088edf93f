"""What a person may type about meetings."""

from typing import Any

from django import forms

from frontend.forms import DayMonthYear

_CLOCK = ["%H:%M", "%H.%M", "%H:%M:%S"]


class MeetingForm(forms.Form):
    """A meeting's title, day, times and place."""

    title = forms.CharField(label="Title", max_length=200)
    day = forms.DateField(label="Day", widget=DayMonthYear())
    begins = forms.TimeField(label="From", input_formats=_CLOCK, help_text="For example 10:00.")
    ends = forms.TimeField(label="Until", input_formats=_CLOCK)
    place = forms.CharField(label="Place", max_length=500, help_text="A room, a link, or both.")


class ChangeForm(MeetingForm):
    """The same, and why it changes."""

    reason = forms.CharField(label="Why does it change?", max_length=500)


class CancelForm(forms.Form):
    """Why a meeting is called off."""

    reason = forms.CharField(label="Why is it called off?", max_length=500)


class ItemForm(forms.Form):
    """A reference, plain words, or both."""

    ref = forms.CharField(
        label="Reference",
        required=False,
        max_length=12,
        help_text="A decision, risk or action, such as D-018.",
    )
    text = forms.CharField(label="In plain words", required=False, max_length=300)

    def clean_ref(self) -> str:
        """References are written in capitals."""
        return str(self.cleaned_data["ref"]).strip().upper()


class SeatForm(forms.Form):
    """Which organisation came or left."""

    org = forms.UUIDField()


class PlaceForm(forms.Form):
    """Where on the agenda an item goes."""

    position = forms.IntegerField(min_value=1, max_value=1000)


class MinutesForm(forms.Form):
    """The text of minutes, and the edition it began from."""

    text = forms.CharField(
        label="Minutes", widget=forms.Textarea({"rows": 24}),
        help_text="Who was there and the agenda stand in it already. Write what was said and agreed, not who said it.",
    )  # fmt: skip
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def wanted(self) -> dict[str, Any]:
        """The arguments of the actions, with the line ends that people meant."""
        return self.cleaned_data | {"text": self.cleaned_data["text"].replace("\r\n", "\n")}
