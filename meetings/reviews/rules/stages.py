"""The order in which a review asks: pure. A stage is written in once those before it are finished, and never ahead; a
thematic review has stages of its own, for nobody is asked what has been released."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from alliance.door.refusals import Refused, malformed
from meetings.reviews.rules.methods import Method

LONGEST: Final = 4000


class Stage(StrEnum):
    """The stages, in their order. Soak, actions, check and release are states. `themes` are learning points: written from
    the factors and from what was gathered, and a stage of its own in a thematic review alone."""

    COVENANT = "covenant"
    AFFECTED = "affected"
    TIMELINE = "timeline"
    VIEWS = "views"
    FACTORS = "factors"
    USUAL = "usual"
    HELPED = "helped"
    THEMES = "themes"
    IDEAS = "ideas"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a stage is called, and what it asks: how, and never why or who."""

    title: str
    question: str
    least: int = 0
    headed: str = ""


ORDER: Final = tuple(stage for stage in Stage if stage != Stage.THEMES)
THEMATIC: Final = (Stage.COVENANT, Stage.THEMES, Stage.IDEAS)
ASKED: Final[Mapping[str, Asked]] = {
    Stage.COVENANT: Asked("The covenant", "Read it together. Does everybody here know what it promises, and what it does not?"),
    Stage.AFFECTED: Asked("People affected", "What happened, in the words of the people it happened to? What do they want us to ask?"),
    Stage.TIMELINE: Asked("Timeline", "What did each role see, and what did it do, counted from the start?", 1, "Role"),
    Stage.VIEWS: Asked("The view from each role", "How did it look from where this role was, with what it knew then?", 1, "Role"),
    Stage.FACTORS: Asked("Factors", "Which conditions met? Several are normal.", 1, "Factor"),
    Stage.USUAL: Asked("Usual work", "How is this done on other days?", 1),
    Stage.HELPED: Asked("What helped", "What went right, or stopped it from being worse? What made that possible?"),
    Stage.THEMES: Asked("What comes back", "Which conditions come back in several releases, where do they differ, and what held?", 1),
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
THEMES: Final = Stage.THEMES
WRITTEN: Final = {
    stage: asked for stage, asked in ASKED.items() if stage not in (Stage.COVENANT, Stage.TIMELINE, THEMES)
}
NOT_A_LINE: Final = malformed(
    "stage", "Nothing is written here line by line: a step goes into the timeline, a theme is written by those who look after the review."
)  # fmt: skip
NOT_ASKED: Final = Refused(
    "not_asked_here", "A review by this method does not ask this. Look at its page for what it does ask."
)


def order(method: str) -> tuple[Stage, ...]:
    """The stages that a review by this method asks."""
    return THEMATIC if method == Method.THEMATIC else ORDER


def check_reached(method: str, stage: str, at: str) -> Refused | None:
    """Whether a review by `method` that stands at the stage `at` may be written to in `stage`."""
    asked = order(method)
    if stage not in asked:
        return (
            None if stage == THEMES else NOT_ASKED
        )  # themes may be written at any time where they are no stage
    if asked.index(Stage(stage)) > asked.index(Stage(at)):
        title = ASKED[at].title.lower()
        return Refused("too_early", f"The stages follow one another. Finish “{title}” first.")
    return None


def check_line(stage: str, text: str, heading: str = "") -> Refused | None:
    """Whether this may be written in `stage`."""
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


def after(at: str, lines: Mapping[str, int], method: str = "") -> Stage | Refused:
    """The stage that follows `at` in a review by this method; `lines` counts what each stage holds. Refused where it still needs something."""
    if lines.get(at, 0) < ASKED[at].least:
        return Refused("unfinished", f"“{ASKED[at].title}” is empty. Write at least one line, then go on.")
    asked = order(method)
    if at == asked[-1]:
        return Refused("last_stage", "This was the last stage. Start the soak when you are ready.")
    return asked[asked.index(Stage(at)) + 1]


def check_soak(at: str) -> Refused | None:
    """The soak begins when every stage has been asked."""
    if at != Stage.IDEAS:
        return Refused(
            "unfinished", f"Finish the stages first: this review is at “{ASKED[at].title.lower()}”."
        )
    return None
