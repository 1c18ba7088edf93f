"""What the forms of this room share: choices by id, long texts, and the instant at which a vote closes."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms

from alliance.decisions.count.window import local_instant
from alliance.door.refusals import Refused
from alliance.nudge.told import Kind
from frontend.forms import DayMonthYear

Named = Sequence[tuple[UUID, str]]

WORDS: dict[str, Kind] = {"title": "title", "text": "draft", "expected_effect": "draft"}
Numbered = Sequence[tuple[int, str]]
HOW = [
    ("again", "Look again at it, to carry it on"), ("changes", "Change it: these words replace it"),
    ("part", "Replace a part of it; the rest stays in force"), ("ends", "End it"),
    ("review_part", "Look again at it, and change a part of it"), ("review_end", "Look again at it, and end it"),
    ("renews", "Put it to the vote again: it ended without agreement"),
    ("ratifies", "Let this emergency use stand beyond its day"),
]  # fmt: skip
EARLIER = "It is about an earlier decision"
WAYS = tuple(way for way, _ in HOW)


def choose(field: forms.Field, named: Sequence[tuple[Any, str]], empty: str = "") -> None:
    """Let a field choose among (value, name), behind `empty` where there is such a first line."""
    first = [("", empty)] if empty else []
    field.choices = [*first, *((str(key), name) for key, name in named)]  # type: ignore[attr-defined]  # a choice field


def lines(rows: int, label: str, help_text: str = "", required: bool = True) -> forms.CharField:
    """A text of so many lines to see at once."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=20_000,
        widget=forms.Textarea({"rows": rows}),
    )


def as_id(text: str) -> UUID:
    """The id that a choice stands for."""
    return UUID(text)


class Closing(forms.Form):
    """A day and a local time at which a vote closes; `closes` is the instant, or None where both are left out."""

    closes_on = forms.DateField(label="Votes close on", required=False, widget=DayMonthYear)
    closes_time = forms.CharField(
        label="At", required=False, max_length=12, initial="17:00", help_text="Local time, such as 17:00."
    )

    def __init__(self, zone: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.instant: datetime | None = None

    def clean(self) -> dict[str, Any]:
        """Take the local time to its instant; one that comes twice or never is asked for again."""
        said: dict[str, Any] = super().clean() or {}
        day: date | None = said.pop("closes_on", None)
        at = said.pop("closes_time", "") or "17:00"
        if day:
            found = local_instant(f"{day.isoformat()} {at}", self.zone)
            if isinstance(found, Refused):
                self.add_error("closes_time", found.sentence)
            else:
                self.instant = found
        return said | {"closes": self.instant}


class Concerning(forms.Form):
    """Which earlier decision a proposal is about, and what it would do with it."""

    concerns = forms.TypedChoiceField(
        label="Is it about an earlier decision?", required=False, coerce=int, empty_value=None,
        help_text="Then both pages lead to each other.",
    )  # fmt: skip
    how = forms.ChoiceField(
        label="What would it do with that decision?", required=False, widget=forms.RadioSelect, choices=HOW,
        error_messages={"invalid_choice": "Choose one of the ways that are offered."},
    )  # fmt: skip

    def choose_among(self, standing: Numbered) -> None:
        """Offer the decisions in force and the proposals that failed, each as its number and words."""
        choose(self.fields["concerns"], standing, "No, it is new")

    def clean(self) -> dict[str, Any]:
        """The two belong together."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("concerns") and not said.get("how") and "how" not in self.errors:
            self.add_error("how", "Say what it would do with that decision.")
        return said | {"how": said.get("how", "") if said.get("concerns") else ""}


IN_PART = ("part", "review_part")


def linked(concerns: int | None, how: str) -> dict[str, Any]:
    """The links of `Asked` that such a proposal carries."""
    if not concerns:
        return {}
    again, replaces = {"looks_again_at": concerns}, {"supersedes": (concerns,)}
    ways: dict[str, dict[str, Any]] = {
        "again": again, "changes": again | replaces, "part": replaces | {"in_part": True}, "ends": {"reverses": concerns},
        "review_part": again | replaces | {"in_part": True}, "review_end": again | {"reverses": concerns},
        "renews": {"renews": concerns}, "ratifies": {"ratifies": concerns},
    }  # fmt: skip
    return ways.get(how, {})
