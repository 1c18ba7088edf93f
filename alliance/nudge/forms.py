"""Switches suggestions on for fields of a form, whichever room it stands in."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.utils import ErrorDict

from alliance.nudge.told import Kind

LOOK = "nudge"  # what a press of “Look at my words” sends


class Nudged(forms.Form):
    """A form with fields whose words are looked at, each as a kind: `nudges = {"title": "title", "text": "draft"}`.

    A press of “Look at my words”, which only browsers without scripts offer, brings the form back with suggestions
    and does nothing else: no field is checked, nothing is done.
    """

    nudges: ClassVar[Mapping[str, Kind]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind in self.nudges.items():
            if name in self.fields:
                self.fields[name].widget.attrs["data-nudge"] = kind

    @property
    def looking(self) -> bool:
        """Whether the form was sent only to be looked at."""
        return self.is_bound and LOOK in self.data

    def is_valid(self) -> bool:
        """Nothing is done with a form that is only looked at."""
        return not self.looking and super().is_valid()

    def full_clean(self) -> None:
        """A form that is only looked at has no faults yet."""
        if self.looking:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def written(self) -> list[tuple[str, str, Kind]]:
        """Name, text and kind of each field that is looked at, as it was typed."""
        return [
            (name, str(self[name].value() or ""), kind) for name, kind in self.nudges.items() if name in self.fields
        ]  # fmt: skip
