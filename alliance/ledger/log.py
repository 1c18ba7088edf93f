"""The one writer of the log: gapless, append-only, one writer at a time for each alliance."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from alliance.ledger import sql
from alliance.ledger.canonical import event_bytes
from alliance.ledger.commitments import commitment, new_salt
from alliance.ledger.event import Event
from alliance.ledger.merkle import leaf_hash
from alliance.ledger.schema import faults
from alliance.ledger.turn import turn
from alliance.ledger.types import type_of

_HEAD = "SELECT size, last_at, simulated FROM alliance_head WHERE alliance_id = %s"
_LOCKED = "SELECT size, last_at, simulated FROM alliance_head WHERE alliance_id = %s FOR UPDATE"


class NoSuchLog(LookupError):
    """There is no log for this alliance."""


@dataclass
class Log:
    """An alliance's log while its head is locked."""

    alliance: UUID
    size: int
    last_at: datetime
    simulated: bool = False
    written: int = field(default=0, init=False)

    def append(
        self, kind: str, *, at: datetime, actor: str, body: Mapping[str, Any], texts: Mapping[str, str],
        sealed: Mapping[str, bytes] | None = None,
    ) -> Event:  # fmt: skip
        """Add one event and the openings of its texts; ValueError where the body does not fit its type.

        A text named in `sealed`, with its salt there, is committed to now and opened later, or never.
        """
        sealed = sealed or {}
        salts = {name: sealed.get(name) or new_salt() for name in texts}
        commit = {name: commitment(salts[name], text) for name, text in texts.items()}
        event = Event(self.size, at, kind, actor, body, commit)
        self._insert(event, _checked(event, texts))
        self._open(
            event.seq, [(name, salts[name], text) for name, text in texts.items() if name not in sealed]
        )
        self.size, self.last_at, self.written = self.size + 1, at, self.written + 1
        return event

    def open_later(self, event: Event, name: str, salt: bytes, text: str) -> None:
        """Open a text that `event` sealed; ValueError where it is not what the event committed to."""
        if event.commit.get(name) != commitment(salt, text):
            raise ValueError(f"Entry {event.seq} committed to another text as “{name}”.")
        self._open(event.seq, [(name, salt, text)])

    def forget(self, seq: int, field: str) -> None:
        """Delete the text and the salt behind one commitment. The database lets it go only once a `text.erased` in this
        log names it; the commitment stays, so that the log is whole as before."""
        sql.run(
            "DELETE FROM alliance_opening WHERE alliance_id = %s AND seq = %s AND field = %s",
            [self.alliance, seq, field],
        )

    def _insert(self, event: Event, topic: str) -> None:
        data = event_bytes(event)
        sql.run(
            "INSERT INTO alliance_entry (alliance_id, seq, type, topic, data, leaf) VALUES (%s, %s, %s, %s, %s, %s)",
            [self.alliance, event.seq, event.type, topic, data, leaf_hash(data)],
        )

    def _open(self, seq: int, openings: list[tuple[str, bytes, str]]) -> None:
        if openings:
            places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(openings))
            sql.run(
                f"INSERT INTO alliance_opening (alliance_id, seq, field, salt, text) VALUES {places}",  # noqa: S608 - placeholders only
                [value for opening in openings for value in (self.alliance, seq, *opening)],
            )

    def _settle(self) -> None:
        if self.written:
            sql.run(
                "UPDATE alliance_head SET size = %s, last_at = %s WHERE alliance_id = %s",
                [self.size, self.last_at, self.alliance],
            )


def _checked(event: Event, texts: Mapping[str, str]) -> str:
    """The event's topic, once its body and its texts are known to fit its type."""
    kind = type_of(event.type)
    wrong = faults(kind.body, event.body) + [
        f"{name} is no text of it" for name in texts if name not in kind.texts
    ]
    if wrong:
        raise ValueError(f"{event.type}: {'; '.join(wrong)}")
    return str(event.body.get(kind.topic, "")) if kind.topic else ""


@contextmanager
def locked(alliance: UUID) -> Iterator[Log]:
    """One transaction with the head of the alliance's log locked; NoSuchLog where there is none."""
    with turn(), transaction.atomic():
        log = _locked_log(alliance)
        yield log
        log._settle()


@contextmanager
def founded(alliance: UUID, *, origin: str, at: datetime, simulated: bool) -> Iterator[Log]:
    """Begin a new log inside one transaction; IntegrityError where the alliance has one."""
    with turn(), transaction.atomic():
        sql.run(
            "INSERT INTO alliance_head (alliance_id, origin, size, last_at, simulated) VALUES (%s, %s, 0, %s, %s)",
            [alliance, origin, at, simulated],
        )
        log = Log(alliance, 0, at, simulated)
        yield log
        log._settle()


def _locked_log(alliance: UUID) -> Log:
    found = sql.rows(_LOCKED if connection.features.has_select_for_update else _HEAD, [alliance])
    if not found:
        raise NoSuchLog(f"There is no log for alliance {alliance}.")
    size, last_at, simulated = found[0]
    return Log(alliance, size, sql.instant(last_at), bool(simulated))
