"""Scoring facts as versioned data: what an instrument's scores range over, how they convert, and what we may not hold."""

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from measures.instruments.shapes import (
    Bands,
    Caseness,
    Change,
    Conversion,
    Instrument,
    Items,
    JointClass,
    Licence,
    MissingRule,
    Refusal,
    Score,
)

__all__ = ["Instrument", "instrument", "instruments", "sources"]

DATA: Final = Path(__file__).parent / "data"
ALTERNATIVES: Final = MappingProxyType(
    {
        "eq5d5l": "ONS4 (four questions on personal well-being)",
        "outcomes_star": "ONS4 and WHO-5, with one open question on what changed",
    }
)


def instrument(id: str) -> Instrument:
    """The instrument with this id. Raises KeyError where the catalogue has none."""
    return instruments()[id]


@cache
def instruments() -> Mapping[str, Instrument]:
    """All instruments by id, in the order of the catalogue."""
    more = _read("columns")["items"]
    listed = _read("instruments")["instruments"]
    return MappingProxyType({entry["id"]: _instrument(entry, more.get(entry["id"], {})) for entry in listed})


@cache
def sources() -> Mapping[str, str]:
    """What each source id in the catalogue stands for."""
    return MappingProxyType(_read("instruments")["sources"])


def _read(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"), parse_float=Decimal)


def _instrument(entry: Mapping[str, Any], more: Mapping[str, Any]) -> Instrument:
    conversion = _conversion(entry["transform"], entry["score"])
    return Instrument(
        id=entry["id"],
        name=entry["name"],
        version=entry["version"],
        status=entry["status"],
        family=entry["family"] or "",
        items=_items({**(entry["items"] or {}), **more}, entry["reverse_items"]),
        score=_score(entry["score"]),
        conversion=conversion,
        missing=_missing(entry["missing"]),
        bands=tuple(_bands(each) for each in entry["bands"]),
        change=tuple(_change(each, conversion) for each in entry["change"]),
        caseness=_caseness(entry["caseness"]),
        licence=Licence(**{name: entry["licence"][name] or "" for name in Licence.__slots__}),
        refusal=_refusal(entry) if entry["status"] == "refused" else None,
        **{
            name: tuple(entry[name])
            for name in ("accepts", "publish_as", "checks", "sources", "traps", "confirm")
        },
    )


def _items(entry: Mapping[str, Any], reverse: list[int] | None) -> Items | None:
    if not entry:
        return None
    heavier = entry.get("heavier", {})
    kinds = {name: (low, high) for name, (low, high) in entry.get("kinds", {}).items()}
    return Items(
        entry["count"], entry.get("min"), entry.get("max"), tuple(entry.get("names", ())), entry.get("labels"),
        entry.get("note", ""), None if reverse is None else tuple(reverse), tuple(entry.get("unscored", ())),
        heavier.get("count", 0), heavier.get("max", 0), kinds or None, tuple(entry.get("codes", ())),
    )  # fmt: skip


def _score(entry: Mapping[str, Any] | None) -> Score | None:
    if entry is None:
        return None
    low, high = (Decimal(end) for end in entry["range"]) if entry["range"] else (None, None)
    share = entry.get("share_of", "")
    return Score(
        entry["method"], entry["direction"], low, high, entry.get("name", ""),
        tuple(share) if isinstance(share, list) else (), share if isinstance(share, str) else "",
        tuple(_joint(each) for each in entry.get("classes", ())), entry.get("note", ""),
    )  # fmt: skip


def _joint(entry: Mapping[str, Any]) -> JointClass:
    ends = {} if entry["when"] == "otherwise" else entry["when"]
    least = {name.removesuffix("_min"): end for name, end in ends.items() if name.endswith("_min")}
    most = {name.removesuffix("_max"): end for name, end in ends.items() if name.endswith("_max")}
    return JointClass(entry["label"], least, most)


def _conversion(entry: Mapping[str, Any] | None, score: Mapping[str, Any] | None) -> Conversion | None:
    if entry is None or score is None:
        return None
    low, high = (Decimal(end) for end in entry["range"])
    return Conversion(entry["name"], low, high, MappingProxyType(_table(entry, score["range"])))


def _table(entry: Mapping[str, Any], ends: tuple[int, int]) -> dict[int, Decimal]:
    if entry["kind"] == "table":
        return {int(raw): Decimal(text) for raw, text in entry["table"].items()}
    return {raw: Decimal(raw * entry["by"]) for raw in range(ends[0], ends[1] + 1)}


def _missing(entry: Mapping[str, Any] | None) -> MissingRule | None:
    if entry is None:
        return None
    option = entry.get("option", {})
    return MissingRule(
        entry["rule"], entry["max_missing"], option.get("rule", ""), option.get("max_missing", 0)
    )


def _bands(entry: Mapping[str, Any]) -> Bands:
    return Bands(
        entry["id"],
        entry["on"],
        tuple(Decimal(bound) for bound in entry["lower_bounds"]),
        tuple(entry["labels"]),
        entry["status"] == "agreed",
        entry["source"] or "",
        entry["verified"],
    )


def _change(entry: Mapping[str, Any], conversion: Conversion | None) -> Change:
    given = entry["value"] if isinstance(entry["value"], list) else [entry["value"]]
    return Change(
        Decimal(given[0]), Decimal(given[-1]), entry["unit"], entry["level"], entry["kind"], entry["source"] or "",
        entry["verified"], conversion is not None and conversion.name in entry["unit"],
    )  # fmt: skip


def _caseness(entry: Mapping[str, Any] | None) -> Caseness | None:
    return Caseness(Decimal(entry["at_least"]), entry["source"] or "") if entry else None


def _refusal(entry: Mapping[str, Any]) -> Refusal:
    return Refusal(entry["licence"]["owner"], entry["licence"]["terms"], ALTERNATIVES[entry["id"]])
