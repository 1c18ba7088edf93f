"""One event, one sequence of bytes: a subset of RFC 8785, so that anybody can hash what we hashed."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from alliance.ledger.event import Event
from alliance.ledger.schema import BIGGEST

VERSION = 1
_encoder = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def instant_text(at: datetime) -> str:
    """An aware instant as UTC text with microseconds, such as 2026-03-02T09:00:00.000000Z."""
    plain = at.astimezone(UTC).replace(tzinfo=None)
    return f"{plain.isoformat(timespec='microseconds')}Z"  # strftime would shorten the year 26


def parse_instant(text: str) -> datetime:
    """The instant that `instant_text` wrote; ValueError for anything else."""
    if len(text) != 27 or text[-1] != "Z":
        raise ValueError(f"“{text}” is not an instant")
    return datetime.fromisoformat(text)


def encode(value: Mapping[str, Any]) -> bytes:
    """Canonical JSON: UTF-8, keys sorted, no white space; ValueError for a float or a number past 2^53-1."""
    _check(value)
    return _encoder.encode(value).encode()  # a lone surrogate cannot be encoded, and so cannot get in


def event_bytes(event: Event) -> bytes:
    """The bytes of an event, as they are stored and hashed."""
    return encode(
        {
            "v": VERSION, "seq": event.seq, "at": instant_text(event.at), "type": event.type,
            "actor": event.actor, "body": event.body, "commit": event.commit,
        }
    )  # fmt: skip


def parse(data: bytes) -> Event:
    """The event in bytes that the log itself has written; their form is checked when the log is verified."""
    value = json.loads(data)
    at = parse_instant(value["at"])
    return Event(value["seq"], at, value["type"], value["actor"], value["body"], value["commit"])


def decode(data: bytes) -> Event:
    """The event in bytes from anywhere; ValueError where they are not the canonical form of one."""
    value = json.loads(data, object_pairs_hook=_unique)
    if value.keys() != {"v", "seq", "at", "type", "actor", "body", "commit"} or value["v"] != VERSION:
        raise ValueError("not an event of version 1")
    event = parse(data)
    if event_bytes(event) != data:
        raise ValueError("not in canonical form")
    return event


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _check(value: Any) -> None:
    if isinstance(value, Mapping):
        for key, item in value.items():
            _check_key(key)
            _check(item)
    elif isinstance(value, list):
        for item in value:
            _check(item)
    elif not isinstance(value, bool | str | int):
        raise ValueError(f"{type(value).__name__} has no place in an event")
    elif isinstance(value, int) and abs(value) > BIGGEST:
        raise ValueError(f"{value} is past 2^53-1")


def _check_key(key: Any) -> None:
    if not (isinstance(key, str) and key.isascii()):
        raise ValueError(f"{key!r} is not an ASCII key")
