"""Which method suits: four questions suggest one, and nobody is forced; the grade of harm is not among them (V7)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from alliance.calendar.rules import working_days_after
from alliance.door.refusals import Refused, malformed

SOAK_DAYS: Final = 2
FEWEST_FOR_A_THEME: Final = 3


class Subject(StrEnum):
    """What a review looks at; all have the same stages."""

    HARM = "harm"
    NEAR_MISS = "near_miss"
    GOOD_DAY = "good_day"


class Method(StrEnum):
    """How it is looked at."""

    SWARM = "swarm"
    AAR = "aar"
    ROUND_TABLE = "round_table"
    THEMATIC = "thematic"


SUBJECTS: Final = {Subject.HARM: "Harm", Subject.NEAR_MISS: "Near miss", Subject.GOOD_DAY: "A good day"}
METHODS: Final = {
    Method.SWARM: "Swarm", Method.AAR: "After action review", Method.ROUND_TABLE: "Round table", Method.THEMATIC: "Thematic review",
}  # fmt: skip
ABOUT: Final = {
    Method.SWARM: "It has just happened: what, how, what now, where it happened and soon after.",
    Method.AAR: "Any event, a good one too: what was expected, what happened, how they came to differ, what is learned. "
    "60 minutes, 35 to 40 of them on the timeline.",
    Method.ROUND_TABLE: "Several roles on one pathway: contributory factors and gaps. Booked ahead.",
    Method.THEMATIC: "A pattern over three or more released reviews. What they released is laid side by side, and two facilitators write themes "
    "from it: no timeline, no views, and nobody is asked to write.",
}
QUESTIONS: Final = (
    ("new", "Is there something new to learn?"),
    ("understood", "Do we understand it already?"),
    ("asked", "Are people who were affected asking?"),
    ("plan", "Is a plan for it in hand?"),
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A method, or none, and why."""

    method: str
    why: str


def suggest(
    *, new: bool, understood: bool, asked: bool, plan: bool, just_happened: bool = False
) -> Suggestion:
    """What the four answers suggest. Any method may be chosen all the same."""
    if asked:
        return Suggestion(
            Method.ROUND_TABLE,
            "People who were affected are asking: take the time, with every role at one table.",
        )
    if understood and plan and not new:
        return Suggestion("", "It is understood and a plan is in hand. Put the time into the plan.")
    if just_happened:
        return Suggestion(Method.SWARM, "It has just happened: meet where it happened, within a day.")
    if understood:
        return Suggestion(
            Method.THEMATIC, "It is known already: look for the pattern over three or more released reviews."
        )
    return Suggestion(Method.AAR, "Four questions in an hour fit nearly everything.")


def check_proposed(
    title: str, question: str, method: str, rests_on: Collection[str] = (), released: Collection[str] = ()
) -> Refused | None:
    """Whether a review may be proposed; `rests_on` are the reviews that it names, `released` those that it may rest on."""
    if not title.strip() or not question.strip():
        return malformed("title", "Say what is looked at, and the question that this review asks.")
    if rests_on and method != Method.THEMATIC:
        return malformed(
            "rests_on",
            "Only a thematic review rests on released reviews. Choose that method, or leave them out.",
        )
    if unknown := [ref for ref in rests_on if ref not in released]:
        return malformed(
            "rests_on",
            f"{unknown[0]} is no release that a thematic review can rest on. Choose among {', '.join(released) or 'none yet'}.",
        )
    if method == Method.THEMATIC and len(set(rests_on)) < FEWEST_FOR_A_THEME:
        return Refused(
            "too_few_released", "A thematic review rests on at least three released reviews. Choose them, or another method."
        )  # fmt: skip
    return None


def soak_ends(day: date, holidays: frozenset[date]) -> date:
    """The last day of the soak: the second working day after `day`, bank holidays left out (V10)."""
    return working_days_after(day, SOAK_DAYS, holidays)


def soaked(until: date, today: date) -> bool:
    """Whether the soak is over: its last day has passed."""
    return today > until
