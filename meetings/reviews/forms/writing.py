"""What a person may type in a review."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from alliance.nudge.forms import Nudged
from frontend.forms import DayMonthYear
from meetings.reviews.forms.starting import YES_NO, Choices, ids, one_of
from meetings.reviews.queries.shapes import CheckPage, LineShown, Material, ReviewPage, ThemeShown
from meetings.reviews.words import FACTORS, FEARS, LONGEST, WIDER, Stage


def area(label: str, rows: int = 3, **more: Any) -> forms.CharField:
    """A few lines of text."""
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea({"rows": rows}), **more)


class Written(forms.Form):
    """What is written in a review: while pieces can be opened, those who open them say of each whether it rests on them (V23)."""

    def says_apart(self, page: ReviewPage) -> None:
        """Ask for the word that nothing of it comes from pieces; it is never ticked beforehand."""
        if page.me.facilitates and page.window and page.window.state == "closed":
            self.fields["apart"] = forms.BooleanField(
                label="Nothing in this comes from what people wrote unseen", required=False,
                help_text="Unless you tick this, it rests on what was gathered, and is held back where too few pieces are left.",
            )  # fmt: skip

    def wanted(self) -> dict[str, Any]:
        """The arguments of the action."""
        said = dict(self.cleaned_data)
        return said | {"from_pieces": False} if said.pop("apart", False) else said


class LineForm(Written, Nudged):
    """A line of a stage, under a factor or a role where the stage has those."""

    nudges = {"text": "draft"}

    text = area("What do you want to write?")

    def __init__(self, stage: str, page: ReviewPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stage == Stage.AFFECTED:
            del self.fields["text"].widget.attrs["data-nudge"]  # the words of people affected stand
        if stage == Stage.FACTORS:
            self.fields["heading"] = forms.ChoiceField(
                label="Factor", choices=[("", "Choose"), *FACTORS.items()]
            )
        elif stage == Stage.VIEWS:
            roles = dict.fromkeys(one.role for one in page.steps)
            self.fields["heading"] = forms.ChoiceField(
                label="From which role?", choices=[("", "Choose"), *((role, role) for role in roles)],
                help_text="The roles of the timeline.",
            )  # fmt: skip
        self.order_fields(["heading", "text"])
        if stage != Stage.IDEAS:
            self.says_apart(page)


class StepForm(Written, Nudged):
    """A step of the timeline."""

    nudges = {"saw": "draft", "did": "draft"}

    offset = forms.CharField(
        label="How long from the start?",
        max_length=20,
        help_text="T+0, T+2h10, T+45 min or T-1 day. No clock and no date; it is rounded.",
    )
    role = forms.CharField(
        label="Which role?", max_length=120, help_text="What it is called, not who has it."
    )
    common = one_of("Do five or more people hold this role?", YES_NO)
    wider = forms.CharField(
        label="If fewer: a wider role",
        required=False,
        max_length=120,
        help_text=f"For example {WIDER}. Only this one is kept then.",
    )
    saw = area("What did it see?", 2, required=False)
    did = area("What did it do?", 2, required=False)

    def __init__(self, page: ReviewPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.says_apart(page)

    def wanted(self) -> dict[str, Any]:
        """The arguments of the action."""
        return super().wanted() | {"common": self.cleaned_data["common"] == "yes"}


class ThemeForm(Written, Nudged):
    """A learning point: of a thematic review from its releases, of any other from its stages and from what was gathered."""

    nudges = {"text": "draft"}

    text = area("What was learned?")

    def __init__(self, partners: Choices, page: ReviewPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if page.material:
            self.fields["rests_on"] = _releases(page.material)
            return
        self.fields["settings"] = ids(
            "Whose settings is it from?",
            partners,
            required=False,
            help_text="One alone is shown as “a setting”.",
        )
        self.says_apart(page)

    def wanted(self) -> dict[str, Any]:
        """The arguments of the action."""
        said = super().wanted()
        return said | {name: tuple(said[name]) for name in ("settings", "rests_on") if name in said}


class OtherWordsForm(Written, Nudged):
    """Other words for a line that stands, or for a theme."""

    nudges = {"text": "draft"}

    text = area("What should it say?", 5)

    def __init__(self, line: LineShown | ThemeShown, page: ReviewPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["text"] = line.text
        self.says_apart(page)


def _releases(material: Material) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="Which releases does it rest on?", choices=[(row.ref, f"{row.ref} {row.title}") for row in material.releases],
        widget=forms.CheckboxSelectMultiple, help_text="Two or more: what one says alone stands there.",
    )  # fmt: skip


class ActionForm(Written, Nudged):
    """An action on a condition."""

    nudges = {"what": "action"}

    what = area(
        "What changes?",
        2,
        help_text="Change the work, not the person: what would make it easier to go right?",
    )
    factor = forms.ChoiceField(
        label="Which factor does it change?", choices=[("", "Choose"), *FACTORS.items()]
    )
    role = forms.CharField(label="Which role leads?", max_length=120)
    due = forms.DateField(label="By when?", widget=DayMonthYear())
    measure = forms.CharField(
        label="Where would we see it?",
        required=False,
        max_length=120,
        help_text="A measure such as M-02, if any.",
    )

    def __init__(self, partners: Choices, page: ReviewPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["orgs"] = ids("Which partners hold it together?", partners, help_text="At least two.")
        self.order_fields(["what", "factor", "orgs", "role", "due", "measure"])
        self.says_apart(page)

    def wanted(self) -> dict[str, Any]:
        """The arguments of the action."""
        return super().wanted() | {"orgs": tuple(self.cleaned_data["orgs"])}


class HazardForm(forms.Form):
    """A danger, for a role that can act."""

    org = forms.TypedChoiceField(label="Which partner can act?", coerce=UUID)
    role = forms.CharField(label="Which role there?", max_length=120)
    text = forms.CharField(
        label="What is the danger?",
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
        help_text="The danger and no more. Never what somebody wrote.",
    )

    def __init__(self, partners: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].choices = [("", "Choose"), *((str(key), name) for key, name in partners)]  # type: ignore[attr-defined]  # a choice field


TYPED = {
    "autocomplete": "one-time-code",
    "autocapitalize": "none",
    "spellcheck": "false",
}  # else a browser offers to keep it


class PartsForm(forms.Form):
    """Both parts of a window’s key, typed by their keepers into one form."""

    first = forms.CharField(
        label="Key part of the first facilitator", widget=forms.PasswordInput(TYPED), max_length=200
    )
    second = forms.CharField(
        label="Key part of the second facilitator", widget=forms.PasswordInput(TYPED), max_length=200
    )


class OptionalPartsForm(PartsForm):
    """The same where a part may be missing: the action refuses where both are needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].required = self.fields["second"].required = False


class PassForm(OptionalPartsForm):
    """The second key to a danger; parts are asked for only while there are pieces."""

    hazard = forms.UUIDField(widget=forms.HiddenInput)


class KeyBackForm(forms.Form):
    """Which key is turned back."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in ("withdraw", "resume")])


class LossForm(forms.Form):
    """That what was written unseen is destroyed."""

    accept_loss = forms.BooleanField(
        label="What was written unseen is destroyed: I accept that", required=False
    )


class FearForm(forms.Form):
    """What might stop somebody from writing."""

    answer = one_of("What might stop you from writing?", list(FEARS.items()))


class FollowForm(forms.Form):
    """The two questions after a release."""

    changed = one_of("Did it change your work?", YES_NO)
    again = one_of("Would you come again?", YES_NO)

    def wanted(self) -> dict[str, bool]:
        """The answers."""
        return {name: value == "yes" for name, value in self.cleaned_data.items()}


class IdForm(forms.Form):
    """Which line."""

    line = forms.UUIDField()


class KeyForm(forms.Form):
    """A key to exactly the text that was read, with each place looked at."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, page: CheckPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if page.found:
            places: Sequence[tuple[str, str]] = [
                (one.words, f"“{one.words}” ({one.kind}) points at nobody") for one in page.found
            ]
            self.fields["cleared"] = forms.MultipleChoiceField(
                label="Look at each place that may point at somebody", choices=list(dict(places).items()), required=False,
                widget=forms.CheckboxSelectMultiple, help_text="Tick it if it may stay. Otherwise go back and write it differently.",
            )  # fmt: skip
        if page.asks:
            self.fields["no_person"] = forms.BooleanField(
                label="No action acts on a person", required=False, help_text=page.asks
            )
        if page.parts_needed:
            self.fields |= dict(OptionalPartsForm().fields.items())

    def wanted(self) -> dict[str, Any]:
        """The arguments of the action."""
        return self.cleaned_data | {"cleared": tuple(self.cleaned_data.get("cleared", ()))}
