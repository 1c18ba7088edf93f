"""What a person may send: a sheet, and answers to what it left open."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from measures.plan.reading import Supplier

ANSWER = "answer:"
MOST, LONGEST = 200, 200  # answers at a time, characters each


class SendSheet(forms.Form):
    """A file, and for whom it is sent where somebody sends for several."""

    org = forms.TypedChoiceField(label="Whose sheet is it", coerce=UUID)
    sheet = forms.FileField(
        label="The sheet", allow_empty_file=True, max_length=None,
        help_text="An Excel workbook (.xlsx), a LibreOffice sheet (.ods) or a .csv file, up to 10 MB.",
        error_messages={"required": "Choose the sheet to send."},
    )  # fmt: skip

    def __init__(self, senders: tuple[Supplier, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].choices = [(str(each.org), each.full_name) for each in senders]  # type: ignore[attr-defined]  # a choice field
        if len(senders) == 1:
            self.fields["org"].widget = forms.HiddenInput()
            self.fields["org"].initial = str(senders[0].org)


class Commit(forms.Form):
    """Whether the good rows go in alone."""

    partial = forms.BooleanField(label="Let the good rows in now, while the others wait", required=False)


def answers(sent: QueryDict) -> dict[str, str]:
    """The answers among what a form sent: {key of a question: value of an answer}."""
    found = [(name.removeprefix(ANSWER), value) for name, value in sent.items() if name.startswith(ANSWER)]
    return {key[:LONGEST]: str(value)[:LONGEST] for key, value in found[:MOST]}
