"""The register on its way into the child, as plain values: reducing needs to know what a sheet may name."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from measures.uploads.checking.register import Cohort, Measure, Period, Register

PLAIN = ("code", "version", "name", "kind", "successor", "whole", "scale", "instrument", "refused")


def register_json(register: Register) -> dict[str, Any]:
    """A register as JSON takes it: days and decimals as texts."""
    measures = [_measure_json(one) for one in register.measures]
    periods = [
        {name: value and str(value) for name, value in asdict(one).items()} for one in register.periods
    ]
    return {
        "partner": register.partner, "partners": list(register.partners), "period": register.period,
        "cohorts": [asdict(one) for one in register.cohorts], "periods": periods, "measures": measures,
        "breakdowns": {name: list(values) for name, values in register.breakdowns.items()},
    }  # fmt: skip


def register_from(held: Mapping[str, Any]) -> Register:
    """The other way round of `register_json`, without what only the checks outside need."""
    return Register(
        held["partner"], tuple(held["partners"]), tuple(Cohort(one["id"], one["name"], tuple(one["also"])) for one in held["cohorts"]),
        tuple(Period(one["name"], date.fromisoformat(one["start"]), date.fromisoformat(one["end"])) for one in held["periods"]),
        tuple(map(_measure_from, held["measures"])), held["period"],
        {name: tuple(values) for name, values in held["breakdowns"].items()},
    )  # fmt: skip


def _measure_json(one: Measure) -> dict[str, Any]:
    named = {name: getattr(one, name) for name in PLAIN}
    days = {
        name: value and str(value)
        for name, value in (("valid_from", one.valid_from), ("valid_to", one.valid_to))
    }
    return (
        named
        | days
        | {"low": str(one.low), "high": str(one.high), "scales": list(one.scales), "also": list(one.also)}
    )


def _measure_from(held: Mapping[str, Any]) -> Measure:
    ended = held["valid_to"] and date.fromisoformat(held["valid_to"])
    return Measure(
        **{name: held[name] for name in PLAIN}, valid_from=date.fromisoformat(held["valid_from"]), valid_to=ended,
        low=Decimal(held["low"]), high=Decimal(held["high"]), scales=tuple(held["scales"]), also=tuple(held["also"]),
    )  # fmt: skip
