"""What a facilitator may type to put a release right, or to hand over."""

from typing import Any

from django import forms

from meetings.reviews.content import texts
from meetings.reviews.forms.writing import OptionalPartsForm
from meetings.reviews.queries.shapes import CheckPage
from meetings.reviews.words import LONGEST


def field(place: str) -> str:
    """The name of the field for a place of the release: “factors.2.text” is `t-factors-2-text`."""
    return "t-" + place.replace(".", "-")


def said(place: str) -> str:
    """What a place of the release is called: “timeline.0.saw” is “Timeline, 1: what it saw”."""
    part, _, rest = place.partition(".")
    turn, _, name = rest.partition(".")
    return (
        PARTS[part] + (f", {int(turn) + 1}" if turn else "") + (f": {NAMES[name]}" if name in NAMES else "")
    )


PARTS = {
    "question": "The question", "affected": "In the words of people affected", "timeline": "Timeline", "views": "The view from each role",
    "factors": "Factors", "usual": "Usual work", "helped": "What helped", "themes": "What was learned", "actions": "What changes",
}  # fmt: skip
NAMES = {
    "heading": "under what", "role": "which role", "saw": "what it saw", "did": "what it did", "what": "what", "measure": "where it is seen",
}  # fmt: skip


class CorrectForm(forms.Form):
    """Every text of the release, to be put right, and the reason."""

    title = forms.CharField(label="Title", max_length=200)

    def __init__(self, page: CheckPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {field(place): place for place in texts(page.content, written=True)}
        for name, place in self.places.items():
            self.fields[name] = forms.CharField(
                label=said(place), widget=forms.Textarea({"rows": 3}), max_length=LONGEST
            )
        self.fields["reason"] = forms.CharField(
            label="What was wrong, and why?", max_length=500, widget=forms.Textarea({"rows": 2})
        )

    def wanted(self) -> dict[str, Any]:
        """The arguments of the action."""
        said = self.cleaned_data
        return {
            "title": said["title"],
            "reason": said["reason"],
            "texts": {place: said[name] for name, place in self.places.items()},
        }


class HandOverForm(forms.Form):
    """Both parts, so that nothing is lost; or none, where what was gathered may be destroyed. Blank where nothing was."""

    def __init__(self, may_lose: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_lose = may_lose
        if may_lose:
            self.fields |= dict(OptionalPartsForm().fields.items())
            self.fields["lose"] = forms.BooleanField(
                label="One of us has no part: destroy what was gathered", required=False
            )

    def clean(self) -> dict[str, Any]:
        """Parts, or the word that they are lost."""
        said = super().clean() or {}
        if self.may_lose and not (said.get("first") and said.get("second")) and not said.get("lose"):
            raise forms.ValidationError(
                "Type both key parts, or say that what was gathered is to be destroyed."
            )
        return said
