"""Reading the log: rooms rebuild their state from these events, and from nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from uuid import UUID

from django.db.models import QuerySet

from alliance.ledger import sql
from alliance.ledger.canonical import parse
from alliance.ledger.event import Event
from alliance.ledger.merkle import root
from alliance.ledger.models import Entry, Head, Opening


def events(
    alliance: UUID, *, topics: Iterable[str] | None = None, types: Iterable[str] | None = None,
    seqs: Iterable[int] | None = None,
) -> list[Event]:  # fmt: skip
    """The alliance's events in their order; of these topics, types or numbers, where they are given."""
    named: dict[str, Iterable[str] | Iterable[int] | None] = {"topic": topics, "type": types, "seq": seqs}
    wanted = {column: list(words) for column, words in named.items() if words is not None}
    if not all(wanted.values()):
        return []
    among = "".join(
        f" AND {column} IN ({', '.join(['%s'] * len(words))})" for column, words in wanted.items()
    )
    found = sql.rows(
        f"SELECT data FROM alliance_entry WHERE alliance_id = %s{among} ORDER BY seq",  # noqa: S608 - placeholders only
        [alliance, *chain(*wanted.values())],
    )
    return [parse(bytes(data)) for (data,) in found]


def latest(alliance: UUID, *, types: Iterable[str], limit: int) -> list[Event]:
    """The last `limit` events of these types, the newest first."""
    found = Entry.objects.filter(alliance_id=alliance, type__in=list(types)).order_by("-seq")
    return [parse(bytes(data)) for data in found.values_list("data", flat=True)[:limit]]


def since(alliance: UUID, read: int, *, types: Iterable[str], limit: int) -> list[Event]:
    """The first `limit` events of these types after the first `read` entries, in their order."""
    found = Entry.objects.filter(alliance_id=alliance, seq__gte=read, type__in=list(types)).order_by("seq")
    return [parse(bytes(data)) for data in found.values_list("data", flat=True)[:limit]]


def how_many(alliance: UUID, *, types: Iterable[str] | None = None) -> int:
    """How many entries the log holds, of these types where they are given."""
    return _of(alliance, types).count()


def stretch(
    alliance: UUID, *, types: Iterable[str] | None = None, first: int, last: int
) -> list[tuple[Event, str]]:
    """The entries from place `first` to before `last`, the newest first, each with its hash in the tree, in hex."""
    rows = _of(alliance, types).order_by("-seq").values_list("data", "leaf")[first:last]
    return [(parse(bytes(data)), bytes(leaf).hex()) for data, leaf in rows]


def _of(alliance: UUID, types: Iterable[str] | None) -> QuerySet[Entry]:
    found = Entry.objects.filter(alliance_id=alliance)
    return found if types is None else found.filter(type__in=list(types))


def sizes() -> dict[UUID, int]:
    """By alliance, how many entries its log holds."""
    return dict(Head.objects.values_list("alliance_id", "size"))


def walk(alliance: UUID) -> Iterator[Event]:
    """Every event of the alliance, one by one."""
    rows = Entry.objects.filter(alliance_id=alliance).order_by("seq").values_list("data", flat=True)
    yield from (parse(bytes(data)) for data in rows.iterator())


def texts(alliance: UUID, seqs: Iterable[int] | None = None) -> dict[int, dict[str, str]]:
    """By sequence number, the texts that stand behind an event's commitments (erased ones are absent)."""
    found = Opening.objects.filter(alliance_id=alliance)
    if seqs is not None:
        found = found.filter(seq__in=list(seqs))
    result: dict[int, dict[str, str]] = defaultdict(dict)
    for seq, name, text in found.values_list("seq", "field", "text"):
        result[seq][name] = text
    return result


def alliances() -> list[UUID]:
    """Every alliance that has a log."""
    return list(Head.objects.order_by("alliance_id").values_list("alliance_id", flat=True))


def root_now(alliance: UUID) -> tuple[int, str]:
    """How many events the log has as it stands, and the root over them, in hex."""
    leaves = Entry.objects.filter(alliance_id=alliance).order_by("seq").values_list("leaf", flat=True)
    found = [bytes(leaf) for leaf in leaves]
    return len(found), root(found).hex()
