"""What must hold of a step that moves limits, in pure Python."""

from alliance.door.refusals import Refused, malformed
from measures.statistics.segments import BASELINE, LimitKind

KINDS: dict[LimitKind, str] = {
    "rebase": "Start a new stretch with limits of its own",
    "freeze": "Take the limits from the first points of the stretch",
    "unfreeze": "Take the limits from all points again",
}


def check_step(kind: str, baseline: int | None, reason: str) -> Refused | None:
    """Whether a step may be recorded so. Source: charts.md 1.5."""
    if kind not in KINDS:
        return malformed("kind", "Choose what happens to the limits.")
    if not reason.strip():
        return malformed(
            "reason", "Say in a sentence what changed, so that others understand it in two years."
        )
    if kind == "unfreeze" and baseline is not None:
        return malformed("baseline", "Leave this empty: the limits will rest on all points again.")
    if kind == "freeze" and baseline is None:
        return malformed("baseline", f"Say on how many points the limits rest: {_span()}.")
    if baseline is not None and baseline not in BASELINE:
        return malformed("baseline", f"A baseline has {_span()} points, not {baseline}.")
    return None


def _span() -> str:
    return f"{BASELINE[0]} to {BASELINE[-1]}"
