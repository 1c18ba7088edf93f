"""What a person may type about roles and objectives."""

from typing import Any
from uuid import UUID

from django import forms

from alliance.contract.access import ROLES
from alliance.contract.queries import ObjectiveLine, PeoplePage


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
