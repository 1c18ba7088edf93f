"""The way of a sheet in steps, drawn by the server: a page that is loaded again shows the same."""

from dataclasses import dataclass

from measures.uploads.models import State

STEPS = (
    "Received and read by two readers",
    "Looked through for anything about a person",
    "Headings, cells and rows checked",
    "Preview made: what is new, and what others will see",
)
IN_MEMORY = 2  # steps that are over before anything is stored
DONE, NOW, NEXT = "done", "now", "next"


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `state` is done, now or next."""

    name: str
    state: str


def steps_done(state: str, beats: int) -> int:
    """How many steps are over, of a draft in this state whose check has said `beats` times that it goes on."""
    under_way = state in {State.RECEIVED, State.CHECKING}
    return IN_MEMORY + (beats > 1) if under_way else len(STEPS)


def steps_of(done: int) -> tuple[Step, ...]:
    """Every step with how it stands."""
    return tuple(
        Step(name, DONE if at < done else NOW if at == done else NEXT) for at, name in enumerate(STEPS)
    )
