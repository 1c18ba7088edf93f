"""The numbers that decide what may be shown, versioned: a change of any of them opens a new series of figures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from alliance.door.refusals import Refused, malformed


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Thresholds of disclosure control (project rule).

    `n_min`: people in a unit before any figure of it is shown. `rejoin_min`: people that each part of a joined unit
    needs before it stands alone again. `base`: counts are shown as multiples of it. `span`: values that must stay
    possible for a small count. `k`: coarseness of means, 2 for a sensitive measure. `ladder_from`: finest step of a
    mean; steps go 1, 2, 5, 10 from there. `percent_min`: shown people before a per cent is printed. `touch_min`:
    people a correction must touch. `restatements`: how often a measure of one period may be restated. `together`: how
    many partners the audit lets put their figures together, 1 or 2. `dominance_partners`, `dominance_percent`: an alliance figure needs this many
    partners and none above this per cent of the people.
    """

    version: int = 1
    n_min: int = 10
    rejoin_min: int = 15
    base: int = 5
    span: int = 5
    k: int = 1
    ladder_from: Decimal = Decimal("0.01")
    percent_min: int = 30
    touch_min: int = 10
    restatements: int = 3
    together: int = 1
    dominance_partners: int = 3
    dominance_percent: int = 85


@dataclass(frozen=True, slots=True, kw_only=True)
class Protections:
    """What stands between exact figures and others. All of it, always: only tests take one away, to see it missed.

    `roll_up`: small groups are joined. `rounding`: counts are rounded. `same_draw`: an unchanged count keeps its draw.
    `grid`: means lie on a coarse grid. `hold`: small corrections wait. `audit`: each release is attacked and repaired.
    """

    roll_up: bool = True
    rounding: bool = True
    same_draw: bool = True
    grid: bool = True
    hold: bool = True
    audit: bool = True


STANDARD = Parameters()
EVERY = Protections()


@dataclass(frozen=True, slots=True)
class Bound:
    """A threshold that a decision may change: what it is called, and the least and the most that it may be."""

    label: str
    least: int
    most: int


# The members may protect more than the project does, never less. What is not here is fixed: a second base would be a
# second draw of the same count, and the rest is said in sentences everywhere.
CHANGEABLE: Final[Mapping[str, Bound]] = {
    "n_min": Bound("People in a group before any figure of it is shown", 10, 50),
    "rejoin_min": Bound("People that each part of a joined group needs before it stands alone again", 15, 75),
    "k": Bound("How much coarser averages are shown (1 is the finest)", 1, 5),
    "restatements": Bound("How often a measure of one period may be restated", 0, 3),
    "together": Bound("How many partners the audit lets put their figures together", 1, 2),
    "dominance_partners": Bound("Partners that an alliance figure needs", 3, 10),
    "dominance_percent": Bound("The most per cent of the people that one of them may have", 50, 85),
}
APART = 5  # a group that wavers around the threshold would otherwise be joined and parted in turn


def changed(now: Parameters, wish: Mapping[str, int]) -> Parameters | Refused:
    """The next series of thresholds, with `wish` in place of what is in force; or why it cannot be."""
    for name, value in wish.items():
        bound = CHANGEABLE[name]
        if not bound.least <= value <= bound.most:
            return malformed(
                "out_of_bounds", f"{bound.label}: choose a number from {bound.least} to {bound.most}."
            )
    found = next_series(now, wish)
    if found.rejoin_min < found.n_min + APART:
        return malformed(
            "too_close",
            f"A joined group may part from {found.n_min + APART} people on, not before. Choose more.",
        )
    if replace(found, version=now.version) == now:
        return Refused("nothing_new", "These are the thresholds in force. Change one of them.")
    return found


def next_series(now: Parameters, values: Mapping[str, int]) -> Parameters:
    """The series after `now`, as it was put into force with these values."""
    return replace(now, version=now.version + 1, **{name: values[name] for name in CHANGEABLE})  # type: ignore[arg-type]  # all whole numbers
