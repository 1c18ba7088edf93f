"""What a person may type to begin a review, and about the covenant."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from alliance.nudge.forms import Nudged
from frontend.forms import DayMonthYear
from meetings.reviews.words import FEWEST_FOR_A_THEME, METHODS, QUESTIONS, SUBJECTS

Choices = Sequence[tuple[Any, str]]
YES_NO = [("yes", "Yes"), ("no", "No")]


def one_of(label: str, choices: Choices, **more: Any) -> forms.ChoiceField:
    """Radios."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **more)


def ids(label: str, choices: Choices, **more: Any) -> forms.TypedMultipleChoiceField:
    """Several organisations or people, by id."""
    listed = [(str(key), name) for key, name in choices]
    return forms.TypedMultipleChoiceField(
        label=label, choices=listed, coerce=UUID, widget=forms.CheckboxSelectMultiple, **more
    )


class MethodForm(forms.Form):
    """Four questions that suggest a method, and whether it has just happened."""

    new, understood, asked, plan = (one_of(question, YES_NO) for _code, question in QUESTIONS)
    just_happened = one_of("Did it happen today or yesterday?", YES_NO)

    def wanted(self) -> dict[str, bool]:
        """The answers, as the rule takes them."""
        return {name: value == "yes" for name, value in self.cleaned_data.items()}


class ProposeForm(Nudged):
    """What is looked at, how, and where."""

    nudges = {"title": "title", "question": "question"}

    title = forms.CharField(
        label="What is looked at?",
        max_length=200,
        help_text="A moment or a pattern, not a person: “Leaving hospital on a Friday without medicines”.",
    )
    question = forms.CharField(
        label="What do we ask?",
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text="Ask how: “How do medicines reach people before a weekend?”",
    )
    subject = one_of(
        "What kind of thing is it?",
        list(SUBJECTS.items()),
        help_text="A good day is looked at by the same stages. For a thematic review: what most of its releases looked at.",
    )
    method = one_of(
        "How do we look at it?", list(METHODS.items()), help_text="The degree of harm forces no method."
    )
    elsewhere = forms.CharField(label="Reference of a record or an inquiry elsewhere", required=False, max_length=60, help_text="LFPSE, PSII or SAR: the reference alone. Nothing is fetched from there.")  # fmt: skip

    def __init__(self, partners: Choices, released: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["settings"] = ids(
            "Where did it happen?",
            partners,
            required=False,
            help_text="The main settings. Nobody from there looks after the review.",
        )
        if len(released) >= FEWEST_FOR_A_THEME:
            self.fields["rests_on"] = forms.MultipleChoiceField(
                label="For a thematic review alone: which released reviews does it rest on?", choices=list(released), required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text="Three or more. What they released is laid side by side; themes are written from that and nothing else.",
            )  # fmt: skip

    def wanted(self) -> dict[str, Any]:
        """The arguments of the action."""
        return self.cleaned_data | {
            name: tuple(self.cleaned_data.get(name, ())) for name in ("settings", "rests_on")
        }


class CovenantForm(forms.Form):
    """The covenant’s words, and the decision by which all partners signed it."""

    decision = forms.TypedChoiceField(label="By which decision?", coerce=int)
    text = forms.CharField(label="What it promises", widget=forms.Textarea({"rows": 8}), max_length=20_000)

    def __init__(self, decisions: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = list(decisions)  # type: ignore[attr-defined]  # a choice field


class EndCovenantForm(forms.Form):
    """The decision by which the covenant ends."""

    decision = forms.TypedChoiceField(label="By which decision does it end?", coerce=int)

    def __init__(self, decisions: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = list(decisions)  # type: ignore[attr-defined]  # a choice field


class PersonForm(forms.Form):
    """Somebody of the alliance."""

    person = forms.TypedChoiceField(label="Who?", coerce=UUID)

    def __init__(self, people: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Choose"), *((str(key), name) for key, name in people)]  # type: ignore[attr-defined]  # a choice field


class AgreeForm(forms.Form):
    """What somebody declares who is asked to look after a review."""

    involved = one_of("Were you involved in what is looked at?", YES_NO)
    manages = one_of("Do you manage anybody who was?", YES_NO)
    main_setting = one_of("Are you from the main setting?", YES_NO)

    def wanted(self) -> dict[str, bool]:
        """The declaration."""
        return {name: value == "yes" for name, value in self.cleaned_data.items()}


class WindowForm(forms.Form):
    """The days in which people may write unseen."""

    opens = forms.DateField(label="First day", widget=DayMonthYear())
    closes = forms.DateField(
        label="Last day", widget=DayMonthYear(), help_text="It may be moved once, before it ends."
    )


class LaterForm(forms.Form):
    """A later last day."""

    closes = forms.DateField(label="New last day", widget=DayMonthYear())


class LibraryForm(forms.Form):
    """Which released reviews to show."""

    text = forms.CharField(label="Words", required=False, max_length=100)
    subject = forms.ChoiceField(label="Subject", required=False, choices=[("", "All"), *SUBJECTS.items()])
    method = forms.ChoiceField(label="Method", required=False, choices=[("", "All"), *METHODS.items()])


class ShelfForm(forms.Form):
    """Which lines of the library to show."""

    text = forms.CharField(label="Words", required=False, max_length=100)
