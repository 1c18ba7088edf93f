"""The numbers that decide what may be shown, versioned: a change of any of them opens a new series of figures."""

from dataclasses import dataclass
from decimal import Decimal


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
