"""Is a log whole? Recompute each hash from the stored bytes and name the first entry that does not fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from typing import Any, NamedTuple, cast
from uuid import UUID

from django.db import connection

from alliance.ledger import sql
from alliance.ledger.canonical import decode
from alliance.ledger.commitments import commitment
from alliance.ledger.merkle import leaf_hash, root
from alliance.ledger.models import Head

BATCH = 5_000
NO_TEXTS = b'"commit":{}'
ERASED = "text.erased"
Row = tuple[int, str, bytes, bytes]
Place = tuple[int, str]  # an entry's number, and the name of one of its texts
_ENTRIES = "SELECT seq, type, data, leaf FROM alliance_entry WHERE alliance_id = %s ORDER BY seq"
_OPENINGS = "SELECT seq, field, salt, text FROM alliance_opening WHERE alliance_id = %s ORDER BY seq"


class Stored(NamedTuple):
    """An entry as it lies in the database."""

    seq: int
    type: str
    data: bytes
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """`size` entries were found whole; `root` is their tree's; `fault` names the first broken entry, "" for none.

    `erased` counts the texts that are gone and whose tombstone stands in the log, `withheld` those that are not there
    and have none.
    """

    size: int
    root: bytes
    fault: str = ""
    erased: int = 0
    withheld: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing was found broken."""
        return not self.fault


@dataclass
class _Walk:
    """How far a walk through the log has come."""

    deep: bool
    leaves: list[bytes] = field(default_factory=list)
    last_at: bytes = b""
    committed: list[bytes] = field(default_factory=list)
    tombstones: list[bytes] = field(default_factory=list)
    missing: set[Place] = field(default_factory=set)

    def take(self, batch: Sequence[Row]) -> str:
        """Check a batch at once; only where it does not fit, entry by entry, to name the first that does not."""
        if self.deep or not self._fits(batch):
            for entry in map(Stored._make, batch):
                if fault := self._fault(entry):
                    return f"Entry {len(self.leaves)} is broken: {fault}."
                self._keep([entry])
        else:
            self._keep(batch)
        return ""

    def _fits(self, batch: Sequence[Row]) -> bool:
        seqs, _types, datas, leaves = zip(*batch, strict=True)
        first = len(self.leaves)
        return (
            seqs == tuple(range(first, first + len(batch)))
            and tuple([sha256(b"\x00" + data).digest() for data in datas]) == leaves
            and all(data.endswith(_tail(seq, kind)) for seq, kind, data, _leaf in batch)
            and all(before <= after for before, after in pairwise([self.last_at, *map(_instant, datas)]))
        )

    def _fault(self, entry: Stored) -> str:
        if entry.seq != len(self.leaves):
            return f"the next entry is numbered {entry.seq}"
        if leaf_hash(entry.data) != entry.leaf:
            return "its bytes do not give its hash"
        if not entry.data.endswith(_tail(entry.seq, entry.type)):
            return "its number or type is not what its bytes say"
        if _instant(entry.data) < self.last_at:
            return "its instant is before the one of the entry before it"
        return _form(entry.data) if self.deep else ""

    def _keep(self, batch: Sequence[Row]) -> None:
        self.leaves += [entry[3] for entry in batch]
        self.last_at = _instant(batch[-1][2])
        self.committed += [entry[2] for entry in batch if NO_TEXTS not in entry[2]]
        self.tombstones += [entry[2] for entry in batch if entry[1] == ERASED]


def verify(alliance: UUID, *, deep: bool = False) -> Verdict:
    """Check sequence, hashes, instants, openings and head; `deep` also parses each event again."""
    walk = _Walk(deep)
    fault = _first_fault(alliance, walk) or _opening_fault(alliance, walk) or _head_fault(alliance, walk)
    erased = walk.missing & {_erased(data) for data in walk.tombstones}
    return Verdict(len(walk.leaves), root(walk.leaves), fault, len(erased), len(walk.missing) - len(erased))


def _erased(data: bytes) -> Place:
    body = decode(data).body
    return body["entry"], body["field"]


def _first_fault(alliance: UUID, walk: _Walk) -> str:
    for batch in _batches(_ENTRIES, alliance):
        if fault := walk.take(cast(list[Row], batch)):
            return fault
    return ""


def _tail(seq: int, kind: str) -> bytes:
    return f',"seq":{seq},"type":"{kind}","v":1}}'.encode()


def _instant(data: bytes) -> bytes:
    begin = 24 if data.startswith(b'{"actor":"system"') else 54  # a person's id is longer
    return data[begin : begin + 27]


def _form(data: bytes) -> str:
    try:
        decode(data)
    except (ValueError, KeyError, TypeError) as error:
        return f"its bytes are {error}"
    return ""


def _opening_fault(alliance: UUID, walk: _Walk) -> str:
    """The first text that does not give its commitment. A text that nothing in the log promises counts as one."""
    promised: dict[Place, str] = {}
    for event in map(decode, walk.committed):
        promised |= {(event.seq, name): value for name, value in event.commit.items()}
    walk.missing = set(promised)
    for batch in _batches(_OPENINGS, alliance):
        for seq, name, salt, text in batch:
            if len(salt) != 16 or promised.get((seq, name)) != commitment(salt, text):
                return f"Entry {seq} is broken: its text “{name}” does not give its commitment."
            walk.missing.discard((seq, name))
    return ""


def _head_fault(alliance: UUID, walk: _Walk) -> str:
    head, size = Head.objects.filter(alliance_id=alliance).first(), len(walk.leaves)
    if head is None:
        return "The log has no head."
    return (
        ""
        if head.size == size
        else f"Entry {size} is broken: it is missing; the head counts {head.size} entries."
    )


def _batches(statement: str, alliance: UUID) -> Iterator[list[tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [sql.adapted(alliance, cursor.db)])
        while batch := cursor.fetchmany(BATCH):
            yield batch
