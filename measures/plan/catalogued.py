"""An instrument of the catalogue as a measure of the plan, or the reason why it may not be one."""

from dataclasses import replace
from decimal import Decimal

from alliance.door.refusals import Refused
from measures.instruments.catalogue import Instrument
from measures.instruments.meaning import gives_one_figure
from measures.instruments.parts import parts_of
from measures.plan.rules import Wish

SHARE, COUNT = "category_share", "count"
WINDOW = Refused("window_not_stated", "Say in which window of time it is counted: a night is not a month.")
WHOLE = ("single_item", "sum")  # each person's score is a whole number
BETTER = {"higher_better": "higher", "lower_better": "lower"}


def from_catalogue(found: Instrument, wish: Wish, scale: str) -> Wish | Refused:
    """The wish with the facts of the catalogue; refused with owner, reason and alternative where it is not open."""
    if found.refusal:
        return Refused("licence", found.refusal.sentence)
    if not gives_one_figure(found) or found.score is None:
        return _several(found)
    known = replace(
        wish,
        instrument=found.id,
        better=BETTER.get(found.score.direction, ""),
        wording=wish.wording or found.name,
    )
    if found.score.method == COUNT:
        return replace(known, kind="count") if wish.counts_as else WINDOW
    if found.score.method != SHARE and not found.score.share_of:
        return _average(found, known, scale)
    if found.score.share_words and not wish.counts_as:
        return Refused("answers_not_stated", f"Say which answers count as the {found.score.share_words}.")
    return replace(known, kind="proportion")


def _several(found: Instrument) -> Refused:
    """One measure is one figure: of several, each is adopted by itself."""
    offered = parts_of(found)
    first = ", ".join(each.id for each in offered[:3])
    says = (
        f"Adopt each that you want as a measure of its own, such as {first}."
        if offered
        else "Adopt another instrument."
    )
    return Refused("several_figures", f"{found.name} gives no single average, share or count. {says}")


def _average(found: Instrument, wish: Wish, scale: str) -> Wish:
    converted = found.conversion if scale == "metric" else None
    ends = converted or found.score
    low, high = (ends.low, ends.high) if ends else (None, None)
    return replace(
        wish, kind="mean", low=low or Decimal(0), high=high or Decimal(0), scale=scale if found.conversion else "",
        whole=converted is None and found.score is not None and found.score.method in WHOLE,
    )  # fmt: skip
