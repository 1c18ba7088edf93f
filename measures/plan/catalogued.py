"""An instrument of the catalogue as a measure of the plan, or the reason why it may not be one."""

from dataclasses import replace

from alliance.door.refusals import Refused
from measures.instruments.catalogue import Instrument
from measures.plan.rules import Wish

READY = ("ons4_satisfaction", "ons4_worthwhile", "ons4_happy", "ons4_anxious", "swemwbs")
BETTER = {"higher_better": "higher", "lower_better": "lower"}


def from_catalogue(found: Instrument, wish: Wish, scale: str) -> Wish | Refused:
    """The wish with the facts of the catalogue; refused with owner, reason and alternative where it is not open."""
    if found.refusal:
        return Refused("licence", found.refusal.sentence)
    if found.id not in READY or found.score is None or found.score.low is None or found.score.high is None:
        return Refused(
            "not_ready",
            f"{found.name} cannot be counted here yet. Adopt an ONS4 question or SWEMWBS instead.",
        )
    metric = found.conversion if found.conversion and scale == "metric" else None
    named = scale if found.conversion else ""
    return replace(
        wish, kind="mean", low=metric.low if metric else found.score.low, high=metric.high if metric else found.score.high,
        whole=metric is None, scale=named, instrument=found.id, better=BETTER.get(found.score.direction, ""),
        wording=wish.wording or found.name,
    )  # fmt: skip
