"""What a person may type about a series."""

from django import forms

from frontend.forms import DayMonthYear
from meetings.meetings.forms import CLOCK

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NTH = {1: "The first", 2: "The second", 3: "The third", 4: "The fourth"}


def _choice(label: str, choices: list[tuple[int, str]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int)


class SeriesForm(forms.Form):
    """The rule, the hours and the place of a series, and how many meetings are announced at once."""

    title = forms.CharField(label="Title", max_length=200)
    nth = _choice("Which one of the month", list(_NTH.items()))
    weekday = _choice("Day of the week", list(enumerate(_DAYS)))
    every = _choice("How often", [(1, "Every month"), *((n, f"Every {n} months") for n in range(2, 13))])
    first = forms.DateField(label="From this day on", widget=DayMonthYear())
    begins = forms.TimeField(label="From", input_formats=CLOCK, help_text="For example 10:00.")
    ends = forms.TimeField(label="Until", input_formats=CLOCK)
    place = forms.CharField(label="Place", max_length=500, help_text="A room, a link, or both.")
    count = forms.IntegerField(
        label="How many to announce now", min_value=1, max_value=24, initial=6,
        help_text="The next ones can be announced later, with one button.",
    )  # fmt: skip


class MoreForm(forms.Form):
    """How many more."""

    count = forms.IntegerField(min_value=1, max_value=24)
