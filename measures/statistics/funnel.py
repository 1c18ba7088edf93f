"""Funnels: units at one time, against what their sizes alone would give, with room for how much units differ anyway."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import asin, exp, inf, log, pi, sin, sqrt
from types import MappingProxyType
from typing import Literal

from measures.statistics.exact import TooFew
from measures.statistics.intervals import Bounds, poisson_exact, z_of

Kind = Literal["proportion", "ratio_log", "ratio_sqrt", "counts"]
LEVELS = (0.95, 0.998)
TAIL, DECILES = 0.1, 10  # the share of units at either end that does not speak for how much units differ
Unit = tuple[float, float]
Scored = tuple[float, float]


@dataclass(frozen=True, slots=True)
class FunnelUnit:
    """One unit: `size` (n, E or D), its `value`, and the limits at its size for each of `LEVELS`.

    `outside` says "high" or "low" of the 95% limits, else "": either way it only asks.
    """

    size: float
    value: float
    limits: tuple[Bounds, ...]
    outside: Literal["high", "low", ""]


@dataclass(frozen=True, slots=True)
class Funnel:
    """`centre` on the scale of the values; units in the order given.

    `scores` are the z values that dispersion rests on, winsorised or trimmed; `phi` their mean square; `tau2` the
    variance between units on the kind's own scale, 0 where sizes explain all.
    """

    kind: Kind
    centre: float
    scores: tuple[float, ...]
    phi: float
    tau2: float
    exact: bool
    units: tuple[FunnelUnit, ...]

    def limits_at(self, size: float, level: float = LEVELS[0]) -> Bounds:
        """The limits at any size, to draw the funnel with."""
        return _limits(self.kind, self.centre, size, self.tau2, level, exact=self.exact)


@dataclass(frozen=True, slots=True)
class _Scale:
    """How one kind is compared: a unit and the centre on the scale, a unit's error, back again, the limits' variance."""

    seen: Callable[[float, float], float]
    centre: Callable[[float, float], float]
    error: Callable[[float, float], float]
    back: Callable[[float], float]
    variance: Callable[[float, float], float]  # of (size, centre)


def _angle(o: float, n: float) -> float:
    return asin(sqrt(o / n))


def _from_angle(angle: float) -> float:
    return sin(min(max(angle, 0.0), pi / 2)) ** 2


SCALES: Mapping[Kind, _Scale] = MappingProxyType({
    "proportion": _Scale(_angle, _angle, lambda o, n: 1 / (2 * sqrt(n)), _from_angle, lambda n, c: 1 / (4 * n)),
    "ratio_log": _Scale(
        lambda o, e: log(o / e) if o else -inf, lambda o, e: 0.0, lambda o, e: 1 / sqrt(e), exp, lambda e, c: 1 / e,
    ),
    "ratio_sqrt": _Scale(
        lambda o, e: sqrt(o / e), lambda o, e: 1.0, lambda o, e: 1 / (2 * sqrt(e)), lambda y: max(y, 0.0) ** 2,
        lambda e, c: 1 / (4 * e),
    ),
    "counts": _Scale(
        lambda o, d: log((o + 0.5) / (d + 0.5)), lambda o, d: log(o / d),
        lambda o, d: sqrt(o / (o + 0.5) ** 2 + d / (d + 0.5) ** 2), exp,
        # FunnelPlotR has 1 / (4 * d) here, which noise alone leaves half of the time where it should one time in twenty
        lambda d, c: 1 / (d * exp(c)) + 1 / d,
    ),
})  # fmt: skip


def funnel(kind: Kind, units: Sequence[Unit], *, overdispersion: bool = True) -> Funnel | TooFew:
    """Centre, spread between units and limits, on the scale of the values.

    `units` are (observed, of): (O, n) for "proportion", (O, E) for ratios to what was expected, (O, D) for "counts".
    A rounded O above its n counts as n. Without overdispersion the variance between units is 0, and ratios to what was
    expected get exact limits. Raises ValueError for no units, a size of 0 or less, or an observed number below 0.
    Source: Spiegelhalter (2005, 2012), as FunnelPlotR 0.6.0; charts.md 1.9. Whether units suffice: `choosing.for_units`.
    """
    if not units or any(observed < 0 or size <= 0 for observed, size in units):
        raise ValueError("A funnel needs units, each with a size above 0 and nothing observed below 0.")
    held = [(min(o, n), n) if kind == "proportion" else (o, n) for o, n in units]
    totals = sum(o for o, _ in held), sum(n for _, n in held)
    if not totals[0]:
        return TooFew("Nothing was counted in any unit, so there is nothing to compare.")
    scale = SCALES[kind]
    centre = scale.centre(*totals)
    kept = _kept(
        kind, [((scale.seen(*unit) - centre) / scale.error(*unit), scale.error(*unit)) for unit in held]
    )
    phi, tau2 = _dispersion(kept)
    drawn = Funnel(
        kind, scale.back(centre), tuple(z for z, _ in kept), phi, tau2 if overdispersion else 0.0,
        not overdispersion and kind.startswith("ratio"), (),
    )  # fmt: skip
    return replace(drawn, units=tuple(_unit(drawn, unit) for unit in held))


def _kept(kind: Kind, scored: Sequence[Scored]) -> list[Scored]:
    """What speaks for dispersion: the log ratio drops its outer tenths, other kinds draw them in."""
    if kind == "ratio_log":
        return _trimmed(scored)
    ordered = sorted(z for z, _ in scored)
    low, high = _quantile(ordered, TAIL), _quantile(ordered, 1 - TAIL)
    return [(min(max(z, low), high), error) for z, error in scored]


def _trimmed(scored: Sequence[Scored]) -> list[Scored]:
    """Without the first and last of ten groups by rank (ties share a mean rank), and without units at minus infinity."""
    ordered = sorted(z for z, _ in scored)
    parts = [
        DECILES * (bisect_left(ordered, z) + bisect_right(ordered, z) + 1) // (2 * (len(scored) + 1))
        for z, _ in scored
    ]
    return [
        each for each, part in zip(scored, parts, strict=True) if 0 < part < DECILES - 1 and each[0] > -inf
    ]


def _quantile(ordered: Sequence[float], share: float) -> float:
    """By linear interpolation at (N - 1) * share, as R's default does."""
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _dispersion(kept: Sequence[Scored]) -> tuple[float, float]:
    """(phi, tau2) by the method of moments. Source: DerSimonian and Laird (1986)."""
    count = len(kept)
    phi = sum(z * z for z, _ in kept) / count if count else 0.0
    if count * phi < count - 1 or count < 2:
        return phi, 0.0
    weights = [1 / error**2 for _, error in kept]
    total = sum(weights)
    return phi, max(0.0, (count * phi - (count - 1)) / (total - sum(w * w for w in weights) / total))


def _unit(drawn: Funnel, unit: Unit) -> FunnelUnit:
    value, limits = unit[0] / unit[1], tuple(drawn.limits_at(unit[1], level) for level in LEVELS)
    outside: Literal["high", "low", ""] = ""
    if not limits[0].lower <= value <= limits[0].upper:
        outside = "high" if value > limits[0].upper else "low"
    return FunnelUnit(unit[1], value, limits, outside)


def _limits(kind: Kind, middle: float, size: float, tau2: float, level: float, *, exact: bool) -> Bounds:
    if exact:
        counted = poisson_exact(size, level)
        return Bounds(counted.lower / size, counted.upper / size)
    scale = SCALES[kind]
    centre = scale.seen(middle, 1) if kind != "counts" else log(middle)
    reach = z_of(level) * sqrt(scale.variance(size, centre) + tau2)
    return Bounds(scale.back(centre - reach), scale.back(centre + reach))
