"""What a person may send: a sheet, and answers to what it left open."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from alliance.door.refusals import NotFound
from measures.plan.reading import Supplier
from measures.uploads.checking.headings import FIELDS
from measures.uploads.keeping.readings import Heading, SheetReading, Word
from measures.uploads.queries.mappings import Remembered

ANSWER, COLUMN, WORD = "answer:", "column:", "word:"
FIELD_WORDS = {
    "unused": "not used", "n": "n: how many answered", "numerator": "numerator: how many said yes", "mean": "mean: the average",
    "sd": "sd: the spread", "invited": "invited: how many were asked", "returned": "returned: how many came back",
    "left_out": "left out",
}  # fmt: skip
MOST, LONGEST = 200, 200  # answers at a time, characters each


class MineAddress(forms.Form):
    """What the address of one's own data says: a period, and a release to see it as of."""

    period = forms.CharField(required=False, max_length=40)
    release = forms.IntegerField(required=False, min_value=1, max_value=10_000_000)

    def asked(self) -> dict[str, Any]:
        """The query's arguments; NotFound where the address says something that no page has."""
        if not self.is_valid():
            raise NotFound
        return {"period": self.cleaned_data["period"], "release": self.cleaned_data["release"] or 0}


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


class ReadingForm(forms.Form):
    """What each heading and each word of a partner's own sheet means."""

    def __init__(self, reading: SheetReading | Remembered, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for heading in reading.headings:
            self.fields[f"{COLUMN}{heading.column}"] = _heading(heading)
        for word in reading.words:
            self.fields[f"{WORD}{word.place}"] = _word(word)

    def chosen(self) -> dict[str, dict[str, str]]:
        """`columns` by number and `words` by place, as the actions take them."""
        given = self.cleaned_data.items()
        return {
            name: {key.removeprefix(start): value for key, value in given if key.startswith(start)}
            for name, start in (("columns", COLUMN), ("words", WORD))
        }


def _heading(heading: Heading) -> forms.ChoiceField:
    fields = ["unused", *FIELDS] if heading.field in FIELDS else ["unused", *FIELDS, heading.field]
    choices = [(field, FIELD_WORDS.get(field, field)) for field in dict.fromkeys(fields)]
    return forms.ChoiceField(label=f"Heading “{heading.text}”", choices=choices, initial=heading.field)


def _word(word: Word) -> forms.ChoiceField:
    known = word.meant in dict(word.options)  # what was meant once may have left the register
    options = word.options if known else (("", "nobody has said yet"), *word.options)
    label, meant = f"“{word.text}” under {word.field}", word.meant if known else ""
    return forms.ChoiceField(label=label, choices=options, initial=meant, required=known)


class Commit(forms.Form):
    """Whether the good rows go in alone."""

    partial = forms.BooleanField(label="Let the good rows in now, while the others wait", required=False)


def answers(sent: QueryDict) -> dict[str, str]:
    """The answers among what a form sent: {key of a question: value of an answer}."""
    found = [(name.removeprefix(ANSWER), value) for name, value in sent.items() if name.startswith(ANSWER)]
    return {key[:LONGEST]: str(value)[:LONGEST] for key, value in found[:MOST]}
