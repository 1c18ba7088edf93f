"""What a person may type about mandates."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MaxValueValidator

from alliance.contract.queries import MandateLine, PeoplePage
from frontend.forms import DayMonthYear

LAST_DAY = date(2199, 12, 31)
REFERENCE = re.compile(r"(?:[Dd]-)?0*([1-9][0-9]{0,5})")
MANDATES = [
    ("representative", "Representative: casts the ballot"),
    ("deputy", "Deputy: casts the organisation’s ballot when the representative cannot"),
]


class MandateForm(forms.Form):
    """Whom to give whose ballot, as which, until when, and on what ground."""

    seat = forms.ChoiceField(label="Who")
    role = forms.ChoiceField(label="As", choices=MANDATES, widget=forms.RadioSelect)
    last_day = forms.DateField(
        label="Last day",
        required=False,
        validators=[MaxValueValidator(LAST_DAY, "Choose an earlier day, or leave it empty.")],
        widget=DayMonthYear,
        help_text="Leave empty for a mandate without an end.",
    )
    decision = forms.CharField(
        label="The decision by which the team agreed", required=False, max_length=12,
        help_text="Such as D-018. Needed only for a deputy where another one stood before, a matter of how you work "
        "together. A first deputy, and any representative, needs nobody’s agreement.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Why you fill the seat from outside", max_length=2000, widget=forms.Textarea({"rows": 3}),
        help_text="Nobody of that organisation can name anybody now. Its people read this on their home page.",
    )  # fmt: skip

    def __init__(self, *args: Any, page: PeoplePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(page.zone)
        seats = [(f"{line.org}:{line.person}", f"{line.name}, {line.org_name}") for line in page.seats]
        self.fields["seat"].choices = [("", "Choose somebody"), *seats]  # type: ignore[attr-defined]  # a ChoiceField
        if not page.agreement:
            del self.fields["decision"]
        if page.fills == 0:
            del self.fields["reason"]
        elif page.fills < len(seats):
            self.fields["reason"].required = False

    def clean_decision(self) -> int | None:
        """The number of a reference."""
        typed = self.cleaned_data["decision"].strip()
        found = REFERENCE.fullmatch(typed)
        if typed and found is None:
            raise forms.ValidationError("Write it as a reference such as D-018.")
        return int(found[1]) if found else None

    def chosen(self) -> dict[str, Any]:
        """The arguments of the action."""
        told = self.cleaned_data
        org, _, person = told["seat"].partition(":")
        return {
            "org": UUID(org), "person": UUID(person), "role": told["role"],
            "until": _end_of(told["last_day"], self.zone), "decision": told.get("decision"),
            "reason": told.get("reason", ""),
        }  # fmt: skip


def _end_of(day: date | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day + timedelta(days=1), time(), zone) if day else None


class EndForm(forms.Form):
    """Nothing to type; an organisation's last mandate asks to be sure."""

    leave_empty = forms.BooleanField(
        error_messages={"required": "Name a successor first, or tick that the seat stands empty."}
    )

    def __init__(self, data: Any, line: MandateLine) -> None:
        super().__init__(data)
        self.fields["leave_empty"].label = f"I know that {line.org_name}’s seat stands empty then"
        if not line.alone:
            del self.fields["leave_empty"]
