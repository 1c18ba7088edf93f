"""What must hold of a step that moves limits, in pure Python."""

from alliance.door.refusals import Refused, malformed
from measures.statistics.choosing import ShareChart
from measures.statistics.segments import BASELINE, LimitKind

KINDS: dict[LimitKind, str] = {
    "rebase": "Start a new stretch with limits of its own",
    "freeze": "Take the limits from the first points of the stretch",
    "unfreeze": "Take the limits from all points again",
}


CHARTS: dict[ShareChart, str] = {
    "p": "Keep p limits, which know how many answered",
    "p_prime": "Keep p′ limits, which know besides how much periods differ anyway",
}
ALL_KINDS = frozenset[str](KINDS) | frozenset[str](CHARTS)
_MOVES_NONE = "a choice of chart moves no baseline"
_WITHOUT = {"unfreeze": "the limits will rest on all points again", "p": _MOVES_NONE, "p_prime": _MOVES_NONE}
SHARES_ONLY = malformed(
    "kind", "Only a share has a choice of p and p′ limits. Choose another step, or another measure."
)


def check_step(kind: str, baseline: int | None, reason: str, measured: str) -> Refused | None:
    """Whether a step may be recorded so of a measure of this kind. Source: charts.md 1.5, 1.8."""
    if kind not in ALL_KINDS:
        return malformed("kind", "Choose what happens to the limits.")
    if kind in CHARTS and measured != "proportion":
        return SHARES_ONLY
    if not reason.strip():
        return malformed(
            "reason", "Say in a sentence what changed, so that others understand it in two years."
        )
    return _check_baseline(kind, baseline)


def _check_baseline(kind: str, baseline: int | None) -> Refused | None:
    if kind in _WITHOUT and baseline is not None:
        return malformed("baseline", f"Leave this empty: {_WITHOUT[kind]}.")
    if kind == "freeze" and baseline is None:
        return malformed("baseline", f"Say on how many points the limits rest: {_span()}.")
    if baseline is not None and baseline not in BASELINE:
        return malformed("baseline", f"A baseline has {_span()} points, not {baseline}.")
    return None


def _span() -> str:
    return f"{BASELINE[0]} to {BASELINE[-1]}"
