"""The one place that solves linear and integer programmes. SciPy costs 0.7 s and 95 MB, so it comes with the first use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

INFEASIBLE, OPTIMAL = 2, 0
PATIENCE = (
    20.0  # seconds that one integer programme may take; without an answer the group counts as worked out
)


class Defect(Exception):
    """What was released cannot be true of any figures at all: a fault of ours, and no release."""


@dataclass(frozen=True, slots=True)
class Row:
    """`low` <= sum of the `plus` unknowns less the `minus` ones <= `high`; `high` None is without end."""

    plus: tuple[int, ...]
    low: float
    high: float | None
    minus: tuple[int, ...] = ()

    @property
    def columns(self) -> tuple[int, ...]:
        """Every unknown in it."""
        return self.plus + self.minus


@cache
def _scipy(name: str) -> Any:
    return import_module(f"scipy.{name}")


@dataclass(slots=True)
class Programme:
    """Unknowns between bounds under rows; `extreme` answers a point at which a weighted sum is largest or smallest."""

    rows: Sequence[Row]
    low: Sequence[float]
    high: Sequence[float | None]
    _built: dict[str, Any] = field(default_factory=dict)

    def extreme(
        self, weights: Mapping[int, float], *, largest: bool, whole: bool = False
    ) -> list[float] | None:
        """The point, or None where an integer programme took too long. Raises Defect where no point fits the rows."""
        sign = -1.0 if largest else 1.0
        costs = [0.0] * len(self.low)
        for column, weight in weights.items():
            costs[column] = sign * weight
        found = _scipy("optimize").milp(
            costs, integrality=[int(whole)] * len(costs), options={"time_limit": PATIENCE}, **self._parts()
        )
        if found.status == INFEASIBLE:
            raise Defect("No figures at all fit what was released.")
        return None if found.status != OPTIMAL else list(map(float, found.x))

    def _parts(self) -> dict[str, Any]:
        if not self._built:
            optimize = _scipy("optimize")
            endless = float("inf")
            high = [endless if each is None else each for each in self.high]
            self._built["bounds"] = optimize.Bounds(list(self.low), high)
            if self.rows:
                limits = (
                    [row.low for row in self.rows],
                    [endless if row.high is None else row.high for row in self.rows],
                )
                self._built["constraints"] = optimize.LinearConstraint(self._matrix(), *limits)
        return self._built

    def _matrix(self) -> Any:
        ones = [(at, column, 1.0) for at, row in enumerate(self.rows) for column in row.plus]
        ones += [(at, column, -1.0) for at, row in enumerate(self.rows) for column in row.minus]
        at, columns, values = zip(*ones, strict=True)
        shape = (len(self.rows), len(self.low))
        return _scipy("sparse").csr_array((values, (at, columns)), shape=shape)
