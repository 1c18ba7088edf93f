"""Which decisions to list."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms

from alliance.decisions.exports.saying import STATES
from alliance.decisions.forms.fields import choose
from alliance.decisions.search.wanted import Filters, Wanted
from frontend.forms import DayMonthYear

MOST_TYPED = 200


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, in words, and the address of the same view without it."""

    words: str
    without: str


class Words(forms.CharField):
    """Words to look for: whatever is typed or pasted is a question, so what is too long is cut and never refused."""

    def to_python(self, value: Any) -> str:
        """The text, without what no text holds."""
        return str(super().to_python(value)).replace("\x00", " ")[:MOST_TYPED]


class Filter(forms.Form):
    """Which decisions to list; every view of the list has an address."""

    text = Words(
        label="With the words", required=False,
        help_text="In titles, texts, expected effects, reasons and objections. The beginning of a word is enough.",
    )  # fmt: skip
    state = forms.ChoiceField(label="State", choices=[("", "All"), *STATES.items()], required=False)
    matter = forms.ChoiceField(label="About", required=False)
    proposer = forms.ChoiceField(label="Proposed by", required=False)
    objective = forms.ChoiceField(label="For the objective", required=False)
    year = forms.IntegerField(label="Opened in the year", required=False, min_value=2000, max_value=2999)
    on = forms.DateField(label="In force on", required=False, widget=DayMonthYear)

    def __init__(self, offered: Filters, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        choose(self.fields["matter"], offered.matters, "Anything")
        choose(self.fields["proposer"], offered.proposers, "Anybody")
        choose(self.fields["objective"], offered.objectives, "Any")

    def wanted(self) -> Wanted:
        """The arguments of `queries.register`; what cannot be read is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}  # type: ignore[return-value]  # the form's fields are the filters

    def chips(self) -> list[Chip]:
        """What is set, each with the way to take it out; a page number goes with it."""
        return [
            Chip(f"{self.fields[name].label}: {self._said(name, value)}", self._without(name))
            for name, value in self.wanted().items()
        ]

    def _said(self, name: str, value: Any) -> str:
        named = dict(getattr(self.fields[name], "choices", ()))
        return str(named.get(str(value), f"{value:%-d %B %Y}" if name == "on" else value))

    def _without(self, name: str) -> str:
        kept = {
            key: value
            for key, value in self.data.items()
            if value and key not in {name, "page"} and not key.startswith(f"{name}_")
        }
        return f"?{urlencode(kept)}"
