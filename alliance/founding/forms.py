"""The founding form: as many organisations as the founder asks for, with or without scripts."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from alliance.contract.matters import Side
from alliance.founding.charter import Charter, Founding, codes

NEEDED_ROWS, FIRST_ROWS, MOST_ROWS = 2, 3, 30
SIDES = [
    (Side.COMMISSIONER, "Commissioner: funds, and holds duties"), (Side.PROVIDER, "Provider"),
    ("associate", "Associate: a voice, no vote"),
]  # fmt: skip
KINDS = [
    ("", "Choose one"), ("council", "Council"), ("icb", "Integrated care board"), ("trust", "NHS trust"),
    ("charity", "Charity"), ("social_enterprise", "Community interest company or social enterprise"),
    ("lived_experience", "Group of people with lived experience"), ("company", "Company"),
    ("learning_partner", "Learning partner"), ("other", "Another kind of body"),
]  # fmt: skip
ROW = ("name", "code", "side", "kind", "mine", "person", "email")


WANTED = {
    "name": "Give the name of organisation {}.", "side": "Choose the side of organisation {}.",
    "kind": "Choose the kind of organisation {}.",
}  # fmt: skip


def _row(number: int) -> dict[str, forms.Field]:
    """One organisation; the first two are needed, further ones may stay empty."""
    fields = _fields()
    for name, words in WANTED.items():
        fields[name].required = number < NEEDED_ROWS
        fields[name].error_messages["required"] = words.format(number + 1)
    return fields


def _fields() -> dict[str, forms.Field]:
    return {
        "name": forms.CharField(label="Name of the organisation", max_length=160),
        "code": forms.CharField(label="Short code", max_length=12, required=False, help_text="Such as COU. We make one if you leave it empty."),
        "side": forms.ChoiceField(label="Side", choices=SIDES, widget=forms.RadioSelect),
        "kind": forms.ChoiceField(label="Kind", choices=KINDS),
        "mine": forms.BooleanField(label="I speak for this organisation", required=False),
        "person": forms.CharField(label="Somebody else speaks for it: their name", max_length=120, required=False),
        "email": forms.EmailField(label="Their e-mail address", required=False, max_length=254, help_text="We send them an invitation."),
    }  # fmt: skip


class FoundingForm(forms.Form):
    """The alliance, its organisations (`rows` of them), and the founder; somebody signed in types no account."""

    alliance = forms.CharField(
        label="Name of the alliance", max_length=160, error_messages={"required": "Give the alliance a name."}
    )

    def __init__(self, data: Any = None, *, rows: int, account: str | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.count, self.account = max(1, min(rows, MOST_ROWS)), account
        for number in range(self.count):
            self.fields |= {f"{name}_{number}": field for name, field in _row(number).items()}
        self.fields |= _founder() if account is None else {}
        self.fields["manages"] = forms.BooleanField(
            label="I look after the alliance as its manager", required=False, initial=True,
            help_text="A manager invites people and keeps things moving. The role gives no vote.",
        )  # fmt: skip

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each organisation."""
        return [[self[f"{name}_{number}"] for name in ROW] for number in range(self.count)]

    def founder(self) -> list[forms.BoundField]:
        """The fields of the founder."""
        named = [self[name] for name in ("your_name", "your_email", "password") if name in self.fields]
        return [*named, self["manages"]]

    def clean(self) -> dict[str, Any]:
        """A row that says anything says what the organisation is."""
        for number in self._told():
            for name, message in WANTED.items():
                field = f"{name}_{number}"
                if field not in self.errors and not self.cleaned_data.get(field):
                    self.add_error(field, message.format(number + 1))
        return self.cleaned_data

    def _told(self) -> Iterator[int]:
        for number in range(self.count):
            if any(self.cleaned_data.get(f"{name}_{number}") for name in ROW):
                yield number

    def clean_password(self) -> str:
        """A password, where one is given, must be a good one."""
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password)
        return password

    def founding(self) -> Founding:
        """The form as the rules read it."""
        told = [{name: self.cleaned_data[f"{name}_{number}"] for name in ROW} for number in self._told()]
        spelt = codes([(row["code"], row["name"]) for row in told])
        bodies = tuple(
            Charter(
                code,
                _tidy(row["name"]),
                str(row["side"]),
                row["kind"],
                row["mine"],
                row["email"],
                row["person"] or row["email"],
            )
            for code, row in zip(spelt, told, strict=True)
        )
        founder = self.account or self.cleaned_data["your_email"]
        return Founding(_tidy(self.cleaned_data["alliance"]), bodies, founder, self.cleaned_data["manages"])

    def newcomer(self) -> dict[str, str]:
        """Name and password of the account to make; nothing for somebody who has one."""
        if self.account:
            return {}
        return {"name": self.cleaned_data["your_name"], "password": self.cleaned_data["password"]}


def _founder() -> dict[str, forms.Field]:
    return {
        "your_name": forms.CharField(label="Your name", max_length=120, error_messages={"required": "Say what to call you."}),
        "your_email": forms.EmailField(label="Your e-mail address", max_length=254, help_text="You sign in with it.", error_messages={"required": "Give the address you will sign in with."}),
        "password": forms.CharField(
            label="A password", required=False, strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
            help_text="At least 12 characters. Leave it empty to sign in by a code that we send to your e-mail address.",
        ),
    }  # fmt: skip


def _tidy(words: str) -> str:
    return " ".join(words.split())
