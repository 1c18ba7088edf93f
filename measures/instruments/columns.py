"""What an instrument's columns are called in a response sheet: codes and numbers, never a question's words."""

from dataclasses import dataclass
from itertools import product

from measures.instruments.shapes import Instrument, Items

TOTALLED = ("sum", "mean", "mean_times_10")


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns by name: `items` one for each answer, `unscored` accepted and left aside, `totals` any one instead of items.

    A total is the plain sum of the answers after reversing ("core10_total"); where scores convert there are two, each
    named for its scale ("swemwbs_raw", "swemwbs_metric"), because both are called the score.
    """

    items: tuple[str, ...] = ()
    unscored: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every column, in the order of the form."""
        return (*self.items, *self.unscored, *self.totals)


def columns(found: Instrument) -> Columns:
    """Every column that scoring understands: `core10_1` … `core10_10`, `core10_total`; `cantril_now`; `top_3_days`."""
    if found.items is None:
        return Columns()
    unscored = tuple(f"{found.id}_{number}" for number in found.items.unscored)
    return Columns(_items(found.id, found.items), unscored, _totals(found))


def sheet_columns(found: Instrument) -> Columns:
    """The columns that a response sheet of this instrument may have; none where only counts or means are accepted.

    Source: `accepts` of the catalogue. "responses_scored" takes answers that were reversed already (ReQoL).
    """
    known, takes = columns(found), set(found.accepts)
    by_item = bool(takes & {"responses", "responses_scored"})
    by_total = by_item or "totals_histogram" in takes
    return Columns(
        known.items if by_item else (), known.unscored if by_item else (), known.totals if by_total else ()
    )


def _items(id: str, items: Items) -> tuple[str, ...]:
    if items.codes:
        return items.codes
    if items.names:
        return tuple(f"{id}_{name}" for name in items.names)
    if items.kinds:
        return tuple(
            f"{id}_{number}_{kind}" for number, kind in product(range(1, items.count + 1), items.kinds)
        )
    return tuple(f"{id}_{number}" for number in range(1, items.count + 1)) if items.count > 1 else (id,)


def _totals(found: Instrument) -> tuple[str, ...]:
    if found.score is None or found.score.method not in TOTALLED:
        return ()
    if found.conversion is None:
        return (f"{found.id}_total",)
    return (f"{found.id}_{found.score.name}", f"{found.id}_{found.conversion.name}")
