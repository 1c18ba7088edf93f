"""The door: how anything governed changes. One lock, one instant, one transaction, one entry in the log."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar
from uuid import UUID

from alliance.door import clock, receipts
from alliance.door.access import Caller
from alliance.door.refusals import NotFound, Refused, malformed
from alliance.door.window import Window, opened
from alliance.ledger.canonical import instant_text
from alliance.ledger.event import SYSTEM, Event
from alliance.ledger.log import Log, NoSuchLog, founded, locked
from alliance.ledger.types import type_of

P = ParamSpec("P")
T = TypeVar("T")
Needs = Callable[["Act", Mapping[str, Any]], Refused | None]
Prelude = Callable[["Act"], None]


@dataclass(frozen=True, slots=True)
class Done:
    """An action's yes: `ref` is the id or reference of what it made or changed."""

    ref: str
    replayed: bool = False


def must(answer: T | Refused) -> T:
    """A yes that there is no story without, as in the steps of the demo; RuntimeError, with why, where it was refused."""
    if isinstance(answer, Refused):
        raise RuntimeError(f"This had to be done, and was refused: {answer.code}: {answer.sentence}")
    return answer


@dataclass
class Act:
    """What an action holds while it is inside: who asks, the instant, and the pen for the log."""

    log_: Log
    by: UUID | None
    at: datetime
    events: list[Event] = field(default_factory=list)

    @property
    def alliance(self) -> UUID:
        """The alliance whose log is locked."""
        return self.log_.alliance

    @property
    def actor(self) -> str:
        """Who acts, as the log writes it."""
        return str(self.by) if self.by else SYSTEM

    def log(self, kind: str, body: Mapping[str, Any] | None = None, /, **texts: str) -> Event:
        """Append an event and let its room's projector write the rows that follow from it.

        `body` is as the type's schema says; `texts` are free texts: each goes outside the log, behind a
        salted commitment. Blank texts are left out. ValueError where the event does not fit its type.
        """
        return self._append(
            kind, self.actor, body or {}, {name: text for name, text in texts.items() if text}
        )

    def seal(self, kind: str, body: Mapping[str, Any], salts: Mapping[str, bytes], /, **texts: str) -> Event:
        """Append an event that commits to `texts` under these salts without opening them."""
        return self._append(kind, self.actor, body, texts, salts)

    def seal_unsigned(
        self, kind: str, body: Mapping[str, Any], salts: Mapping[str, bytes], /, **texts: str
    ) -> Event:
        """The same, without saying who: where even that stays sealed, and what is opened later tells it."""
        return self._append(kind, SYSTEM, body, texts, salts)

    def unseal(self, event: Event, name: str, salt: bytes, text: str) -> None:
        """Open a text that an earlier event sealed; ValueError where it is another."""
        self.log_.open_later(event, name, salt, text)

    def _append(
        self, kind: str, actor: str, body: Mapping[str, Any], texts: Mapping[str, str],
        sealed: Mapping[str, bytes] | None = None,
    ) -> Event:  # fmt: skip
        event = self.log_.append(kind, at=self.at, actor=actor, body=body, texts=texts, sealed=sealed)
        self.events.append(event)
        project = type_of(kind).project
        if project:
            project(event, texts)
        return event

    def erase(self, seq: int, field: str, body: Mapping[str, Any]) -> Event:
        """Delete one free text of the log and its salt, with a `text.erased` that says by whom and when."""
        event = self.log("text.erased", {"entry": seq, "field": field, **body})
        self.log_.forget(seq, field)
        return event

    def as_system(self, kind: str, body: Mapping[str, Any], /, **texts: str) -> Event:
        """Append an event that the system itself answers for (an outcome, a deadline that has passed)."""
        return self._append(kind, SYSTEM, body, texts)


class Action(Generic[P]):
    """A verb that may change governed records; calling it is the only way in.

    `needs(act, arguments)` says whether this person may; the function itself decides whether the rules allow it
    and then writes. It answers the id or reference of what it made, or Refused (before it has written anything).
    """

    def __init__(
        self,
        name: str,
        needs: Needs,
        function: Callable[Concatenate[Act, P], str | Refused],
        first: Prelude | None,
    ) -> None:
        self.name, self.needs, self.function, self.first = name, needs, function, first
        self.__doc__, self.__name__, self.__module__ = (
            function.__doc__,
            function.__name__,
            function.__module__,
        )
        self.__wrapped__ = function

    def __call__(self, caller: Caller, /, *args: P.args, **kwargs: P.kwargs) -> Done | Refused:
        """Go through the door: lock, idempotency key, instant, right, rules, event, records."""
        digest = _digest(self.name, caller, kwargs) if caller.key else ""
        try:
            with locked(caller.alliance) as log, opened() as window:
                if caller.key and (given := receipts.given(caller.alliance, caller.key)):
                    return _replay(given, digest)
                act = _enter(log, caller, self.first)
                window.writes = 0
                answer = self.needs(act, kwargs) or self.function(act, *args, **kwargs)
                return _leave(act, caller, window, digest, answer, self.name)
        except NoSuchLog:
            raise NotFound from None


def action(
    name: str, *, needs: Needs, first: Prelude | None = None
) -> Callable[[Callable[Concatenate[Act, P], str | Refused]], Action[P]]:
    """Make a function an action called `name` (a verb such as "vote.cast"), for whom `needs` lets in.

    `first` settles, as the system, what has come due before anybody's wish is looked at; it stands even where the
    action itself is then refused.
    """

    def wrap(function: Callable[Concatenate[Act, P], str | Refused]) -> Action[P]:
        return Action(name, needs, function, first)

    return wrap


def found_alliance(
    alliance: UUID, *, origin: str, simulated: bool, by: UUID | None, write: Callable[[Act], str]
) -> Done:
    """Begin an alliance: its log, and in the same transaction what `write` puts into it."""
    at = clock.now()
    with founded(alliance, origin=origin, at=at, simulated=simulated) as log, opened():
        act = Act(log, by, at)
        act.as_system("log.created", {"origin": origin} | ({"simulated": True} if simulated else {}))
        return Done(write(act))


def _enter(log: Log, caller: Caller, first: Prelude | None) -> Act:
    """Take the instant inside the lock. A clock that went back is noted, and time stands still until it catches up."""
    now = clock.now()
    act = Act(log, caller.by, max(now, log.last_at))
    if now < log.last_at:
        back = (log.last_at - now) // timedelta(microseconds=1)
        act.as_system("clock.stepped", {"microseconds": back})
    if first:
        first(act)
    act.events.clear()
    return act


def _leave(
    act: Act, caller: Caller, window: Window, digest: str, answer: str | Refused, name: str
) -> Done | Refused:
    if isinstance(answer, Refused):
        _note_refusal(act, window, answer, name)
        return answer
    if caller.key:
        receipts.give(caller.alliance, caller.key, digest, answer, act.at)
    return Done(answer)


def _note_refusal(act: Act, window: Window, refused: Refused, name: str) -> None:
    if window.writes or act.events:
        raise RuntimeError(f"{name} wrote before it refused ({refused.code}).")
    if refused.logged:
        act.log("attempt.refused", {"action": name, "code": refused.code, **refused.about})


def _replay(given: tuple[str, str], digest: str) -> Done | Refused:
    if given[0] != digest:
        return malformed("key_reused", "This idempotency key was used for another request. Send a fresh key.")
    return Done(given[1], replayed=True)


def _digest(name: str, caller: Caller, arguments: Mapping[str, Any]) -> str:
    """What makes two requests the same: who, what, with which values. The key, kept nowhere, is its salt."""
    parts = [
        repr(caller.key),
        name,
        str(caller.by),
        *(f"{key}={_plain(arguments[key])}" for key in sorted(arguments)),
    ]
    return sha256("\x00".join(parts).encode()).hexdigest()


def _plain(value: Any) -> str:
    return instant_text(value) if isinstance(value, datetime) else repr(value)
