"""What a person may send: a file and its title, and to whom it is shown."""

from typing import Any
from uuid import UUID

from django import forms

from alliance.papers.scan.kinds import ENDINGS, WELCOME

EVERYONE, NAMED = "everyone", "named"


class AttachForm(forms.Form):
    """A paper: its title, its file, and who may read it."""

    title = forms.CharField(
        label="Title", max_length=200, help_text="What people look for, such as “Finance report, June”."
    )
    file = forms.FileField(
        label="The file", allow_empty_file=True, max_length=None,
        widget=forms.FileInput({"accept": ",".join(ENDINGS)}),
        help_text=f"{WELCOME[0].upper()}{WELCOME[1:]}, up to 10 MB.", error_messages={"required": "Choose the file to attach."},
    )  # fmt: skip
    shown = forms.ChoiceField(
        label="Who may read it", initial=EVERYONE, widget=forms.RadioSelect,
        choices=[(EVERYONE, "Everyone who can see this page"), (NAMED, "Only the people I name, and I")],
    )  # fmt: skip
    readers = forms.TypedMultipleChoiceField(
        label="People who may read it", required=False, coerce=UUID, widget=forms.CheckboxSelectMultiple,
        help_text="Only for a paper that not everyone may read.",
    )  # fmt: skip
    part = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, people: list[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["readers"].choices = [(str(person), name) for person, name in people]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Named people are named, and nobody is named by accident."""
        given: dict[str, Any] = super().clean() or {}
        named = given.get("shown") == NAMED
        if named != bool(given.get("readers")) and "readers" not in self.errors:
            words = (
                "Choose at least one person."
                if named
                else "Choose “Only the people I name” as well, or clear these."
            )
            self.add_error("readers", words)
        return given

    def wanted(self) -> dict[str, Any]:
        """The arguments of the action but for the file."""
        return {name: self.cleaned_data[name] for name in ("title", "part", "readers")}


class RemoveForm(forms.Form):
    """Why a paper is taken away."""

    reason = forms.CharField(label="Why is it removed?", max_length=500)
