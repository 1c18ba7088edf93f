"""What the log holds: the only input to every outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of an alliance's log.

    `at` is an aware UTC instant, `actor` a person's opaque id or "system", `body` holds ids, enums,
    integers, booleans and instants (as text), `commit` maps the name of each free text to the hex of its
    salted commitment.
    """

    seq: int
    at: datetime
    type: str
    actor: str
    body: Mapping[str, Any]
    commit: Mapping[str, str] = field(default_factory=dict)
