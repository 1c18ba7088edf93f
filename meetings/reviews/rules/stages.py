"""The order in which a review asks: pure. A stage is written in once those before it are finished, and never ahead."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from alliance.door.refusals import Refused, malformed

LONGEST: Final = 4000


class Stage(StrEnum):
    """The stages that are written in, in their order. Soak, actions, check and release are states."""

    COVENANT = "covenant"
    AFFECTED = "affected"
    TIMELINE = "timeline"
    VIEWS = "views"
    FACTORS = "factors"
    USUAL = "usual"
    HELPED = "helped"
    IDEAS = "ideas"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a stage is called, and what it asks: how, and never why or who."""

    title: str
    question: str
    least: int = 0
    headed: str = ""


ORDER: Final = tuple(Stage)
ASKED: Final[Mapping[str, Asked]] = {
    Stage.COVENANT: Asked("The covenant", "Read it together. Does everybody here know what it promises, and what it does not?"),
    Stage.AFFECTED: Asked("People affected", "What happened, in the words of the people it happened to? What do they want us to ask?"),
    Stage.TIMELINE: Asked("Timeline", "What did each role see, and what did it do, counted from the start?", 1, "Role"),
    Stage.VIEWS: Asked("The view from each role", "How did it look from where this role was, with what it knew then?", 1, "Role"),
    Stage.FACTORS: Asked("Factors", "Which conditions met? Several are normal.", 1, "Factor"),
    Stage.USUAL: Asked("Usual work", "How is this done on other days?", 1),
    Stage.HELPED: Asked("What helped", "What went right, or stopped it from being worse? What made that possible?"),
    Stage.IDEAS: Asked("Ideas, parked", "What could be tried? It waits here until the soak has ended."),
}  # fmt: skip
FACTORS: Final[Mapping[str, str]] = {
    "person": "Person: conditions such as fatigue, knowledge, needs",
    "tasks": "Tasks",
    "tools": "Tools and technology",
    "organisation": "Organisation",
    "internal": "Internal environment",
    "external": "External environment",
    "join": "The join between partners: handoffs, shared data, unlike thresholds",
}
THEMES: Final = (
    "themes"  # learning points, written from the factors and from what was gathered; no stage of its own
)
WAIT_FOR_THE_SOAK: Final = "Parked: ideas become actions when the soak has ended."


def check_line(stage: str, at: str, text: str, heading: str = "") -> Refused | None:
    """Whether a line may be written in `stage` while the review is at the stage `at`."""
    if stage != THEMES and ORDER.index(Stage(stage)) > ORDER.index(Stage(at)):
        title = ASKED[at].title.lower()
        return Refused("too_early", f"The stages follow one another. Finish “{title}” first.")
    if not text.strip() or len(text) > LONGEST:
        return malformed("text", f"Write something, in at most {LONGEST:,} characters.")
    if stage == Stage.FACTORS and heading not in FACTORS:
        return malformed("heading", "Choose one of the seven factors.")
    if stage == Stage.VIEWS and not heading.strip():
        return malformed("heading", "Say from which role it looked so.")
    return None


def check_role(stage: str, heading: str, roles: Collection[str]) -> Refused | None:
    """A view is from one of the timeline’s roles: those are wide enough to point at nobody (V12)."""
    if stage != Stage.VIEWS or heading.strip() in roles:
        return None
    return malformed(
        "heading", "Choose a role of the timeline. A role that is missing there is added there first."
    )


def after(at: str, lines: Mapping[str, int]) -> Stage | Refused:
    """The stage that follows `at`; `lines` counts what each stage holds. Refused where it still needs something."""
    if lines.get(at, 0) < ASKED[at].least:
        return Refused("unfinished", f"“{ASKED[at].title}” is empty. Write at least one line, then go on.")
    place = ORDER.index(Stage(at))
    if place + 1 == len(ORDER):
        return Refused("last_stage", "This was the last stage. Start the soak when you are ready.")
    return ORDER[place + 1]


def check_soak(at: str) -> Refused | None:
    """The soak begins when every stage has been asked."""
    if at != Stage.IDEAS:
        return Refused(
            "unfinished", f"Finish the stages first: this review is at “{ASKED[at].title.lower()}”."
        )
    return None
