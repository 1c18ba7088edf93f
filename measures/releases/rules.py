"""The states of a release and every way between them, and who may seal: pure, and drawn in `docs/releases.md`."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from alliance.door.refusals import Refused, denied


class State(StrEnum):
    """Where a release stands."""

    OPENED = "opened"
    BLOCKED = "blocked"
    AUDITED = "audited"
    SEALED = "sealed"
    PUBLISHED = "published"
    CLOSED = "closed"


WORDS: Final = {
    State.OPENED: "being audited",
    State.BLOCKED: "blocked",
    State.AUDITED: "waits for its first seal",
    State.SEALED: "waits for a second seal",
    State.PUBLISHED: "published",
    State.CLOSED: "closed without being published",
}


@dataclass(frozen=True, slots=True)
class Way:
    """From one state to another, by what the log calls the event; `when` says more."""

    start: str
    event: str
    end: str
    when: str = ""


OPEN: Final = (State.OPENED.value, State.BLOCKED.value, State.AUDITED.value, State.SEALED.value)
WAYS: Final = (
    Way("[*]", "opened", "opened", "for a period, one release at a time"),
    Way("opened", "audited", "audited", "nothing was found"),
    Way("opened", "blocked", "blocked", "the audit could not pass, or nothing is new"),
    *(
        Way(
            each,
            "moved",
            "opened",
            "a sheet, the plan or a threshold changed, or somebody asked; seals are void",
        )
        for each in OPEN[1:]
    ),
    Way("audited", "sealed", "sealed", "by a first person"),
    Way("sealed", "published", "published", "sealed by another person of another body"),
    *(Way(each, "closed", "closed", "given up; nothing of it is shown") for each in OPEN),
    Way("published", "withdrawn", "published", "a figure was badly wrong"),
)

CLOSED_ALREADY: Final = Refused("over", "This release is over. Open a new one.")
NOT_YET: Final = Refused(
    "not_audited", "This release is still being audited. Seal it when the audit is done."
)
BLOCKED: Final = Refused(
    "blocked", "The audit blocked this release, so it cannot be sealed. Read why, then audit it again."
)
MOVED: Final = Refused(
    "moved",
    "Figures or the plan changed since the audit, so it is audited again. Please seal it when that is done.",
)
SAME_PERSON: Final = denied(
    "same_person", "You have sealed it already. Another person of another body seals it next."
)
SAME_BODY: Final = denied(
    "same_body",
    "Somebody of your body has sealed it already. A person of another body seals it next.",
)
ONE_AT_A_TIME: Final = Refused(
    "one_open", "Another release is open. Seal it or close it, then open this one."
)
NOTHING_NEW: Final = (
    "Nothing has changed since the last release that others may see, so there is nothing to publish."
)


def next_state(start: str, event: str) -> State:
    """Where an event leads from a state; KeyError where there is no such way."""
    return State({(way.start, way.event): way.end for way in WAYS}[start, event])


def check_seal(
    state: str, person: UUID, body: UUID | None, seals: Iterable[tuple[UUID, UUID | None]]
) -> Refused | None:
    """Whether this person, for this body (None: the alliance's team), may seal; `seals` are those given (person, body)."""
    given = list(seals)
    if state == State.OPENED:
        return NOT_YET
    if state == State.BLOCKED:
        return BLOCKED
    if state not in {State.AUDITED, State.SEALED}:
        return CLOSED_ALREADY
    if any(person == other for other, _ in given):
        return SAME_PERSON
    return SAME_BODY if any(body == other for _, other in given) else None


def paper() -> str:
    """The page `docs/releases.md`, whole."""
    names = "\n".join(f'    state "{words}" as {each.value}' for each, words in WORDS.items())
    ways = "\n".join(
        f"    {way.start} --> {way.end}: {way.event}{f', {way.when}' if way.when else ''}" for way in WAYS
    )
    return f"""# The states of a release

Written by `measures/releases/rules.py` from the same table that the actions read; a test compares the two.

```mermaid
stateDiagram-v2
{names}
{ways}
```

Nobody sees a figure before the second seal, sealers included: a look at totals before they are released would, repeated,
give a partner's figures away. What they seal is that the audit was run and found nothing, and which periods it was run on.
A figure is withdrawn from its release and all before it, and from later ones that say it unchanged. It stays known to the
audit: whoever saw it may remember it.
"""
