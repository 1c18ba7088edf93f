"""Where a sealed ballot waits: encrypted, all of one length, under a key that lies outside the database.

Neither the database nor a backup of it tells a ballot; who owns both database and keys could read it.
"""

import secrets
from collections.abc import Iterable, Mapping
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alliance.decisions.count.sealing import FIELD
from alliance.decisions.models import SealedBallot
from alliance.door import keys
from alliance.door.refusals import Refused
from alliance.ledger.commitments import SALT_BYTES
from alliance.ledger.event import Event

KEY_BYTES, NONCE_BYTES, LENGTH_BYTES = 32, 12, 4
PAGE = 4096  # a longer ciphertext would tell an objection, with its harm and its change, from an agreement
Opened = Mapping[int, tuple[bytes, str]]
MISSING = Refused(
    "ballot_key_missing",
    "The key of the sealed ballots is missing, so none can be sealed. Whoever runs the register puts its file back "
    "into the folder of keys; then vote again.",
)


def key_for_sealing(alliance: UUID) -> bytes | Refused:
    """The alliance's key, made at first need; refused where ballots wait under one that is not whole or not there."""
    held = keys.held(_name(alliance))
    if held is None and not SealedBallot.objects.filter(alliance_id=alliance).exists():
        held = keys.place(_name(alliance), AESGCM.generate_key(KEY_BYTES * 8))
    return held if held is not None and len(held) == KEY_BYTES else MISSING


def keep(key: bytes, alliance: UUID, event: Event, salt: bytes, text: str) -> None:
    """Store what `event` sealed: its salt and text, encrypted for that place alone."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    token = nonce + AESGCM(key).encrypt(nonce, _padded(salt, text), _place(alliance, event.seq))
    SealedBallot.objects.create(
        alliance_id=alliance, proposal_id=event.body["proposal"], ballot=event.body["ballot"], seq=event.seq,
        field=FIELD, token=token,
    )  # fmt: skip


def opened(alliance: UUID, seqs: Iterable[int]) -> Opened:
    """By entry of the log, the salt and text of those sealed ballots that the key opens. One query."""
    rows = SealedBallot.objects.filter(alliance_id=alliance, seq__in=list(seqs)).values_list("seq", "token")
    key = keys.held(_name(alliance)) or b""
    if len(key) != KEY_BYTES:
        return {}
    found = {seq: _decrypted(key, bytes(token), _place(alliance, seq)) for seq, token in rows}
    return {seq: said for seq, said in found.items() if said}


def forget(proposal: UUID, but: Iterable[str] = ()) -> None:
    """Delete what waits for this proposal, but for the ballots of these ids."""
    SealedBallot.objects.filter(proposal_id=proposal).exclude(ballot__in=list(but)).delete()


def _decrypted(key: bytes, token: bytes, place: bytes) -> tuple[bytes, str] | None:
    try:
        plain = AESGCM(key).decrypt(token[:NONCE_BYTES], token[NONCE_BYTES:], place)
    except (InvalidTag, ValueError):  # another key's, or not what was stored
        return None
    salt, rest = plain[:SALT_BYTES], plain[SALT_BYTES:]
    size = int.from_bytes(rest[:LENGTH_BYTES])
    return salt, rest[LENGTH_BYTES : LENGTH_BYTES + size].decode()


def _padded(salt: bytes, text: str) -> bytes:
    data = text.encode()
    plain = salt + len(data).to_bytes(LENGTH_BYTES) + data
    return plain + bytes(-len(plain) % PAGE)


def _place(alliance: UUID, seq: int) -> bytes:
    return f"{alliance}/{seq}/{FIELD}".encode()


def _name(alliance: UUID) -> str:
    return f"{alliance}.ballots.key"
