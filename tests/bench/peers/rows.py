"""The checks of a cohort sheet's rows, as whoever brings a library of their own would write them: once, for both peers."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from math import isnan
from typing import Any

RANGES = {"M-04/1": (Decimal(0), Decimal(10)), "W-07/1": (Decimal(7), Decimal(35))}
WHOLE = ("n", "numerator", "invited", "returned")
Known = Mapping[str, Collection[str]]


def faults(row: Mapping[str, Any], known: Known) -> list[str]:
    """What is wrong with a row: by its names, its whole numbers, its parts, its range and its spread."""
    given = {
        name: None if isinstance(value, float) and isnan(value) else value for name, value in row.items()
    }
    found = [
        f"{name} is not known" for name, names in known.items() if given[name] and given[name] not in names
    ]
    found += [
        f"{name} is no whole number"
        for name in WHOLE
        if given[name] is not None and (given[name] != int(given[name]) or given[name] < 0)
    ]
    n = given["n"]
    if not n:
        return [*found, "n is missing"]
    if given["numerator"] is not None and given["numerator"] > n:
        found.append("more said yes than answered")
    if (
        given["invited"] is not None
        and given["returned"] is not None
        and given["returned"] > given["invited"]
    ):
        found.append("more came back than were asked")
    return found + _spread(given, int(n))


def _spread(given: Mapping[str, Any], n: int) -> list[str]:
    if given["mean"] is None or given["measure"] not in RANGES:
        return []
    low, high = RANGES[given["measure"]]
    mean, sd = Decimal(str(given["mean"])), Decimal(str(given["sd"]))
    if not low <= mean <= high:
        return ["the mean is out of its range"]
    nearest = (mean * n).to_integral_value() / n
    if abs(nearest - mean) > Decimal("0.005"):
        return ["no whole scores have this mean"]
    return ["no scores spread so"] if sd**2 > (mean - low) * (high - mean) * n / max(1, n - 1) else []


def unequal(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Groups of people of whom two measures say different n."""
    told: dict[tuple[Any, ...], Any] = {}
    names = ("period", "cohort", "breakdown", "category", "basis")
    return [
        f"n differs: {row['n']}" for row in rows
        if told.setdefault(tuple(row[name] for name in names), row["n"]) != row["n"]
    ]  # fmt: skip


def key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What makes two rows the same row."""
    return tuple(
        str(row[name] or "") for name in ("period", "cohort", "measure", "breakdown", "category", "basis")
    )
