"""What a person may type about mandates, roles and objectives."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MaxValueValidator

from alliance.contract.access import ROLES
from alliance.contract.queries import ObjectiveLine, PeoplePage
from frontend.forms import DayMonthYear

LAST_DAY = date(2199, 12, 31)
MANDATES = [
    ("representative", "Representative: casts the ballot"),
    ("deputy", "Deputy: casts it when the representative cannot"),
]


class MandateForm(forms.Form):
    """Whom to give whose ballot, as which, until when."""

    seat = forms.ChoiceField(
        label="Who", help_text="People who belong to an organisation that you may act for."
    )
    role = forms.ChoiceField(label="As", choices=MANDATES, widget=forms.RadioSelect)
    last_day = forms.DateField(
        label="Last day",
        required=False,
        validators=[MaxValueValidator(LAST_DAY, "Choose an earlier day, or leave it empty.")],
        widget=DayMonthYear,
        help_text="Leave empty for a mandate without an end.",
    )

    def __init__(self, *args: Any, page: PeoplePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(page.zone)
        seats = [(f"{line.org}:{line.person}", f"{line.name}, {line.org_name}") for line in page.seats]
        self.fields["seat"].choices = [("", "Choose somebody"), *seats]  # type: ignore[attr-defined]  # a ChoiceField

    def chosen(self) -> dict[str, Any]:
        """The arguments of the action."""
        org, _, person = self.cleaned_data["seat"].partition(":")
        return {
            "org": UUID(org), "person": UUID(person), "role": self.cleaned_data["role"],
            "until": _end_of(self.cleaned_data["last_day"], self.zone),
        }  # fmt: skip


def _end_of(day: date | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day + timedelta(days=1), time(), zone) if day else None


class RoleForm(forms.Form):
    """Whom to give which role."""

    person = forms.ChoiceField(label="Who")
    name = forms.ChoiceField(label="Role", choices=list(ROLES.items()), widget=forms.RadioSelect)

    def __init__(self, *args: Any, page: PeoplePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = {str(line.person): f"{line.name}, {line.org_name}" for line in page.people}
        self.fields["person"].choices = [("", "Choose somebody"), *people.items()]  # type: ignore[attr-defined]  # a ChoiceField

    def chosen(self) -> dict[str, Any]:
        """The arguments of the action."""
        return {"person": UUID(self.cleaned_data["person"]), "name": self.cleaned_data["name"]}


class ObjectiveForm(forms.Form):
    """An objective as people who use the service would say it."""

    title = forms.CharField(
        label="Objective", max_length=200, help_text="In plain words, such as “A settled home”."
    )
    good = forms.CharField(
        label="What good looks like", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="How somebody’s life is when this goes well. No numbers needed.",
    )  # fmt: skip

    @classmethod
    def of(cls, line: ObjectiveLine | None, data: Any) -> "ObjectiveForm":
        """The form, filled with the objective that is to be reworded."""
        return cls(data, initial={"title": line.title, "good": line.good} if line else None)


class ConfirmForm(forms.Form):
    """Nothing to type: only to confirm."""
