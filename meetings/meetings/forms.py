"""What a person may type about meetings."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django import forms

from alliance.decisions.asked import Asked
from alliance.decisions.forms.fields import HOW as WHAT
from alliance.decisions.forms.fields import IN_PART, WORDS, linked
from alliance.decisions.forms.proposing import Propose, ProposeReserved, ProposeRuleBook
from alliance.decisions.reading.values import Choice
from alliance.decisions.words import reference
from alliance.nudge.forms import Nudged
from frontend.forms import DayMonthYear
from meetings.meetings.queries.votes import PutToVote

CLOCK = ["%H:%M", "%H.%M", "%H:%M:%S"]
HOW = [("room", "In the room"), ("remote", "By video or phone")]


class MeetingForm(forms.Form):
    """A meeting's title, day, times and place."""

    title = forms.CharField(label="Title", max_length=200)
    day = forms.DateField(label="Day", widget=DayMonthYear())
    begins = forms.TimeField(label="From", input_formats=CLOCK, help_text="For example 10:00.")
    ends = forms.TimeField(label="Until", input_formats=CLOCK)
    place = forms.CharField(label="Place", max_length=500, help_text="A room, a link, or both.")


class ChangeForm(MeetingForm):
    """The same, and why it changes."""

    reason = forms.CharField(label="Why does it change?", max_length=500)


class CancelForm(forms.Form):
    """Why a meeting is called off."""

    reason = forms.CharField(label="Why is it called off?", max_length=500)


class ItemForm(forms.Form):
    """A reference, plain words, or both."""

    ref = forms.CharField(
        label="Reference",
        required=False,
        max_length=12,
        help_text="A decision, risk or action, such as D-018.",
    )
    text = forms.CharField(label="In plain words", required=False, max_length=300)

    def clean_ref(self) -> str:
        """References are written in capitals."""
        return str(self.cleaned_data["ref"]).strip().upper()


class SuggestedForm(forms.Form):
    """References and undecided items of meetings before, each list separated by blanks."""

    refs = forms.CharField(required=False, max_length=4000)
    carried = forms.CharField(required=False, max_length=20_000)

    def clean_carried(self) -> list[UUID]:
        """The ids that were chosen."""
        try:
            return [UUID(word) for word in self.cleaned_data["carried"].split()]
        except ValueError:
            raise forms.ValidationError("Choose items from the page.") from None

    def wanted(self) -> dict[str, Any]:
        """The arguments of the action."""
        return {"refs": self.cleaned_data["refs"].split(), "carried": self.cleaned_data["carried"]}


class SeatForm(forms.Form):
    """Which organisation came or left."""

    org = forms.UUIDField()


class ArriveForm(SeatForm):
    """Which organisation came, and how."""

    how = forms.ChoiceField(choices=HOW, required=False)

    def clean_how(self) -> str:
        """In the room, unless it is said otherwise."""
        return self.cleaned_data["how"] or "room"


class PlaceForm(forms.Form):
    """Where on the agenda an item goes."""

    position = forms.IntegerField(min_value=1, max_value=1000)


class VoteForm(Nudged):
    """What is put to the vote under an item: whose proposal, about what, in which words, and when members look again."""

    nudges = WORDS

    org = forms.TypedChoiceField(label="Which member proposes it?", coerce=UUID)
    matter = forms.ChoiceField(label="What is it about?", help_text="This settles how it is decided.")
    title = forms.CharField(label="What should we decide?", max_length=200)
    text = forms.CharField(
        label="The words we vote on", max_length=20_000, widget=forms.Textarea({"rows": 6}),
        help_text="What will be done, by whom, and what it costs. Everyone votes on exactly this.",
    )  # fmt: skip
    expected_effect = forms.CharField(
        label="What do you expect to see if we do this?", required=False, max_length=20_000,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    review_on = forms.DateField(label="When do we look at it again?", widget=DayMonthYear())
    concerns = forms.TypedChoiceField(
        label="Is it about what was voted on before?", required=False, coerce=int, empty_value=None,
        help_text="Then both pages lead to each other, and what is decided here takes effect there.",
    )  # fmt: skip
    scope_note = forms.CharField(label="Which part does it replace?", required=False, max_length=400)

    def __init__(
        self, orgs: Sequence[tuple[UUID, str]], choices: Sequence[Choice], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        rules = [(one.code, f"{one.name}. {one.rule_words}.") for one in choices]
        self.fields["org"].choices = [(str(org), name) for org, name in orgs]  # type: ignore[attr-defined]  # a choice field
        self.fields["matter"].choices = rules  # type: ignore[attr-defined]  # a choice field
        number, self.how = self.initial.get("concerns"), self.initial.get("how", "")
        if number is None:
            del self.fields["concerns"]
        else:
            about = [
                (str(number), f"Yes, {reference(number)}: {dict(WHAT)[self.how]}"),
                ("", "No, it is something else"),
            ]
            self.fields["concerns"].choices = about  # type: ignore[attr-defined]  # a choice field
        if self.how not in IN_PART:
            del self.fields["scope_note"]

    def asked(self) -> Asked:
        """What the action takes; where and with whom it is decided, the action says."""
        said = dict(self.cleaned_data)
        return Asked(**linked(said.pop("concerns", None), self.how), **said)


class _Here(Propose):
    """What says more than other matters, put to the vote here and now: openly, and for as long as the meeting lets it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("closes_on", "closes_time", "sealed"):
            self.fields.pop(name, None)

    def asked(self) -> Asked:
        """What the action takes."""
        asked: Asked = self.wanted()["asked"]
        return asked


class ReservedHere(_Here, ProposeReserved):
    """A matter that one member decides."""


class RuleBookHere(_Here, ProposeRuleBook):
    """A new rule-book, setting by setting."""


def vote_form(found: PutToVote, matter: object) -> Callable[..., VoteForm | _Here]:
    """The form for a vote about `matter` under an item, still to be given what was posted and what it begins with."""
    choice = next((one for one in found.more if one.code == matter), None)
    if choice is None:
        return partial(VoteForm, found.orgs, found.choices)
    return partial(ReservedHere if choice.reserved else RuleBookHere, found.about, choice)
