"""Where a sealed ballot waits: encrypted, all of one length, under a key that lies outside the database.

Neither the database nor a backup of it tells a ballot; who owns both database and keys could read it.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from alliance.decisions.count.sealing import FIELD
from alliance.decisions.models import SealedBallot
from alliance.door import keys
from alliance.door.refusals import Refused
from alliance.ledger.event import Event

Opened = Mapping[int, tuple[bytes, str]]
MISSING = Refused(
    "ballot_key_missing",
    "The key of the sealed ballots is missing, so none can be sealed. Whoever runs the register puts its file back "
    "into the folder of keys; then vote again.",
)


def key_for_sealing(alliance: UUID) -> bytes | Refused:
    """The alliance's key, made at first need; refused where ballots wait under one that is not whole or not there."""
    waiting = SealedBallot.objects.filter(alliance_id=alliance).exists()
    return keys.whole_or_new(_name(alliance), waiting=waiting) or MISSING


def keep(key: bytes, alliance: UUID, event: Event, salt: bytes, text: str) -> None:
    """Store what `event` sealed: its salt and text, encrypted for that place alone."""
    SealedBallot.objects.create(
        alliance_id=alliance, proposal_id=event.body["proposal"], ballot=event.body["ballot"], seq=event.seq,
        field=FIELD, token=keys.shut(key, salt, text, _place(alliance, event.seq)),
    )  # fmt: skip


def opened(alliance: UUID, seqs: Iterable[int]) -> Opened:
    """By entry of the log, the salt and text of those sealed ballots that the key opens. One query."""
    rows = SealedBallot.objects.filter(alliance_id=alliance, seq__in=list(seqs)).values_list("seq", "token")
    key = keys.whole(_name(alliance))
    if key is None:
        return {}
    found = {seq: keys.opened(key, bytes(token), _place(alliance, seq)) for seq, token in rows}
    return {seq: said for seq, said in found.items() if said}


def forget(proposal: UUID, but: Iterable[str] = ()) -> None:
    """Delete what waits for this proposal, but for the ballots of these ids."""
    SealedBallot.objects.filter(proposal_id=proposal).exclude(ballot__in=list(but)).delete()


def _place(alliance: UUID, seq: int) -> bytes:
    return f"{alliance}/{seq}/{FIELD}".encode()


def _name(alliance: UUID) -> str:
    return f"{alliance}.ballots.key"
