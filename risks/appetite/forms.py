"""What a person may type about the matrix and the appetite."""

import re
from typing import Any

from django import forms

from risks.appetite.queries import Choosing, MatrixRow
from risks.register.forms import Capitals
from risks.register.matrix import Band

_BAND = re.compile(r"(.+?)\s+(\d{1,3})\s*[-–]\s*(\d{1,3})")


def _lines(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=1000, widget=forms.Textarea({"rows": 5})
    )


class MatrixForm(forms.Form):
    """Steps and bands, one a line, and the decision that adopts them."""

    likelihood = _lines("The steps of likelihood", "One a line, from the least likely up.")
    consequence = _lines("The steps of consequence", "One a line, from the smallest up.")
    bands = _lines(
        "The levels",
        "One a line, from the lowest up, with its scores: Low 1-8. Every score that exists is in exactly one.",
    )
    decision = Capitals("The decision that adopts it", "Carried, and still in force: such as D-018.")

    def __init__(self, now: MatrixRow, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            name: "\n".join(word for _, word in getattr(now, name)) for name in ("likelihood", "consequence")
        }
        self.initial = words | {
            "bands": "\n".join(f"{band.name} {band.low}-{band.high}" for band in now.bands)
        }

    def clean_likelihood(self) -> list[str]:
        """The words."""
        return _split(self.cleaned_data["likelihood"])

    def clean_consequence(self) -> list[str]:
        """The words."""
        return _split(self.cleaned_data["consequence"])

    def clean_bands(self) -> list[Band]:
        """The bands, each read from its line."""
        found = [(_BAND.fullmatch(line), line) for line in _split(self.cleaned_data["bands"])]
        unread = [line for match, line in found if match is None]
        if unread:
            raise forms.ValidationError(f"Write “{unread[0]}” as a word and its scores, such as Low 1-8.")
        return [Band(match[1], int(match[2]), int(match[3])) for match, _ in found if match]


class AppetiteForm(forms.Form):
    """How much risk the alliance chooses in a domain, and by which decision."""

    domain = forms.ChoiceField(label="In what?")
    level = forms.ChoiceField(label="How much risk do we choose?", widget=forms.RadioSelect)
    limit = forms.TypedChoiceField(
        label="The highest score that this stands for",
        coerce=int,
        help_text="A score above it is outside our appetite; one that equals it is inside.",
    )
    decision = Capitals("The decision that sets it", "Carried, and still in force: such as D-018.")

    def __init__(self, choices: Choosing, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].choices = [("", "Choose one"), *choices.domains]  # type: ignore[attr-defined]  # a choice field
        self.fields["level"].choices = choices.levels  # type: ignore[attr-defined]  # a choice field
        self.fields["limit"].choices = [("", "Choose one"), *((one, str(one)) for one in choices.limits)]  # type: ignore[attr-defined]  # a choice field


def _split(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
