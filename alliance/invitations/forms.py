"""What a person may type to invite somebody, and to come in."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.password_validation import validate_password

from alliance.invitations.queries import InvitationsPage, OpenedLetter
from alliance.invitations.words import COLLEAGUE, FOR_THE_TEAM, INVITED_AS, MANDATES

TEAM = "team"


class InviteForm(forms.Form):
    """Whom to invite, for which organisation, as what."""

    name = forms.CharField(label="Their name", max_length=120)
    email = forms.EmailField(
        label="Their e-mail address",
        max_length=254,
        help_text="The letter with the link goes there, and only there.",
    )
    org = forms.ChoiceField(label="For which organisation")
    role = forms.ChoiceField(label="As", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why you fill its seat from outside", required=False, max_length=2000, widget=forms.Textarea({"rows": 3}),
        help_text="Only where nobody holds the organisation’s mandate, and you invite its representative or deputy. Its "
        "people read this on their home page.",
    )  # fmt: skip

    def __init__(self, *args: Any, page: InvitationsPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        orgs = [(str(line.id), line.name if line.votes else f"{line.name} (no vote)") for line in page.orgs]
        team = [(TEAM, "None: the alliance’s own team")] if page.team else []
        if not page.team:
            del self.fields["reason"]
        roles = INVITED_AS if page.team else (*MANDATES, COLLEAGUE)
        self.fields["org"].choices = [("", "Choose one"), *orgs, *team]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["role"].choices = [(code, INVITED_AS[code]) for code in roles]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """A person of the team has no organisation's ballot."""
        told = self.cleaned_data
        if told.get("org") == TEAM and told.get("role") not in (None, *FOR_THE_TEAM):
            self.add_error(
                "role", "The team has no ballot and sends no data. Choose another part, or an organisation."
            )
        return told

    def chosen(self) -> dict[str, Any]:
        """The arguments of the action."""
        org = self.cleaned_data["org"]
        return self.cleaned_data | {"org": None if org == TEAM else UUID(org)}


class AcceptForm(forms.Form):
    """What a new account needs; somebody who has one types nothing."""

    name = forms.CharField(label="Your name", max_length=120, help_text="As the others will see it.")
    password = forms.CharField(
        label="A password", required=False, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 12 characters; a few words in a row are good. Leave it empty to sign in by a code that we "
        "send to your e-mail address. You can add a passkey afterwards.",
    )  # fmt: skip

    def __init__(self, data: Any, letter: OpenedLetter) -> None:
        super().__init__(data, initial={"name": letter.name})
        if letter.signed_in:
            self.fields.clear()

    def clean_password(self) -> str:
        """A password, where one is given, must be a good one."""
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password)
        return password
