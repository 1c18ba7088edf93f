"""What is asked for: a kind of file, and what of the dashboard it shall show."""

from typing import Any

from django import forms

from measures.dashboards.forms import BoardAddress
from measures.dashboards.kinds import PACKS


class Wish(BoardAddress):
    """The address of a dashboard, and a kind of file."""

    kind = forms.ChoiceField(choices=[(kind, each.label) for kind, each in PACKS.items()])

    def wanted(self) -> dict[str, Any]:
        """The kind, and what is asked for; NotFound where no page has it."""
        asked = self.asked()
        return {"kind": self.cleaned_data["kind"], "asked": asked}
