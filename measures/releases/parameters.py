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
    people a correction must touch. `dominance_partners`, `dominance_percent`: an alliance figure needs this many
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
    dominance_partners: int = 3
    dominance_percent: int = 85


STANDARD = Parameters()
