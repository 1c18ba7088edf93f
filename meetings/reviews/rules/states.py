"""The states of a review and every way between them: a table that the actions read, drawn in `docs/reviews.md`."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from alliance.door.refusals import Refused
from meetings.reviews.rules import stages


class State(StrEnum):
    """Where a review stands."""

    PROPOSED = "proposed"
    OPENED = "opened"
    GATHERING = "gathering"
    CLOSED = "closed"
    SOAKING = "soaking"
    ACTING = "acting"
    RELEASED = "released"
    FOLLOWED_UP = "followed_up"
    PAUSED = "paused"
    ENDED = "ended"


WORDS: Final = {
    State.PROPOSED: "Waits for two facilitators", State.OPENED: "Opened", State.GATHERING: "Gathering what people write",
    State.CLOSED: "Gathering has ended", State.SOAKING: "Soaking", State.ACTING: "Choosing what to change",
    State.RELEASED: "Released", State.FOLLOWED_UP: "Followed up", State.PAUSED: "Paused", State.ENDED: "Ended unreleased",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """From one state to another by an event; `needs` says what must hold. The end “previous” is where a pause began."""

    start: str
    event: str
    end: str
    needs: str = ""


PREVIOUS: Final = "previous"
WORKING: Final = (State.OPENED, State.GATHERING, State.CLOSED)
UNRELEASED: Final = (State.PROPOSED, *WORKING, State.SOAKING, State.ACTING)
WAYS: Final = (
    Way("[*]", "propose", State.PROPOSED, "a covenant in force"),
    Way(State.PROPOSED, "open", State.OPENED, "a covenant in force, two facilitators of different partners"),
    Way(State.OPENED, "start_window", State.GATHERING, "seats set"),
    Way(State.GATHERING, "end", State.CLOSED, "0 or 3 and more pieces"),
    Way(State.GATHERING, "end_too_few", State.CLOSED, "1 or 2 pieces, destroyed unread"),
    *(Way(each, "soak", State.SOAKING, "every stage asked") for each in (State.OPENED, State.CLOSED)),
    Way(State.SOAKING, "wake", State.ACTING, "two working days"),
    Way(State.ACTING, "release", State.RELEASED, "the check is clear, both keys"),
    Way(State.RELEASED, "correct", State.RELEASED, "a reason, both keys: a new version"),
    Way(State.RELEASED, "follow_up", State.FOLLOWED_UP, "follow-ups done; the seats go"),
    *(Way(each, "pause", State.PAUSED, "danger or crime, any facilitator") for each in UNRELEASED[1:]),
    Way(State.PAUSED, "resume", PREVIOUS, "safe, both keys"),
    *(Way(each, "withdraw", State.ENDED, "all destroyed") for each in (*UNRELEASED, State.PAUSED)),
)
_NEXT: Final = {(way.start, way.event): way.end for way in WAYS}


def verbs(state: str) -> frozenset[str]:
    """What can happen to a review that stands so."""
    return frozenset(way.event for way in WAYS if way.start == state)


def moved(state: str, event: str, previous: str = "") -> State | Refused:
    """Where `event` leads from `state`; refused where there is no such way. `previous` is where a pause began."""
    end = _NEXT.get((state, event))
    if end is None:
        said = WORDS[State(state)].lower()
        return Refused(
            "wrong_state", f"This cannot be done now: the review stands at “{said}”. Look at the page again."
        )
    return State(previous) if end == PREVIOUS else State(end)


def paper() -> str:
    """The page `docs/reviews.md`, whole."""
    names = "\n".join(f'    state "{words}" as {each.value}' for each, words in WORDS.items())
    drawn = dict.fromkeys(f"    {way.start} --> {way.end}: {way.event}, {way.needs}" for way in WAYS)
    return f"""# The states of a no-blame review

Written by `meetings/reviews/rules/states.py` from the same table that the actions read; a test compares the two.

```mermaid
stateDiagram-v2
    state "Where it was paused" as previous
{names}
{chr(10).join(drawn)}
```

Inside “opened”, “gathering” and “closed” the stages follow one another (`meetings/reviews/rules/stages.py`):
{_asked(stages.ORDER)}. None can be written in before the one in front of it is finished.
A thematic review asks {_asked(stages.THEMATIC)} alone: it rests on what was released, so nothing is gathered for it.
Withdrawing destroys everything but the number, the month and the fact; releasing leaves the release alone.
"""


def _asked(order: tuple[stages.Stage, ...]) -> str:
    """Stages by name, in a row."""
    return ", ".join(str(stage) for stage in order)
