"""What people may choose about their notices."""

from typing import Any

from django import forms

from alliance.notices.actions import Wish
from alliance.notices.queries import Choices

RHYTHMS = [("daily", "Every day"), ("weekly", "On Mondays"), ("none", "Never")]


class ChoicesForm(forms.Form):
    """For each alliance what comes straight away and how often a digest; and when."""

    def __init__(self, chosen: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slugs = [place.slug for place in chosen.places]
        for place in chosen.places:
            self.fields[f"immediate_{place.slug}"] = _immediate(place.name, place.immediate)
            self.fields[f"digest_{place.slug}"] = _rhythm(place.name, place.digest)
        self.fields["hour"] = forms.TimeField(
            label="When should the digest come?", initial=chosen.hour,
            help_text="One digest tells of all your alliances. On a day with nothing to say, none comes.",
            widget=forms.TimeInput({"type": "time", "class": "govuk-input--width-10"}, format="%H:%M"),
            error_messages={"invalid": "Give a time of day, such as 07:30."},
        )  # fmt: skip

    def wishes(self) -> dict[str, Wish]:
        """What was chosen, by alliance."""
        data = self.cleaned_data
        return {slug: Wish(data[f"immediate_{slug}"], data[f"digest_{slug}"]) for slug in self.slugs}


def _immediate(name: str, initial: bool) -> forms.Field:
    return forms.BooleanField(
        label=f"{name}: e-mail me straight away", required=False, initial=initial,
        help_text="When a vote opens that you may cast, a day before it closes, when a new text makes your vote void, "
        "and when a meeting is announced, changed or cancelled.",
    )  # fmt: skip


def _rhythm(name: str, initial: str) -> forms.Field:
    return forms.ChoiceField(
        label=f"{name}: a digest of what waits for you and what happened", choices=RHYTHMS, initial=initial,
        widget=forms.RadioSelect,
    )  # fmt: skip
