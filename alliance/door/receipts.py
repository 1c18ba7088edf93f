"""Receipts: the answer given to a request with an idempotency key, so that asking twice does it once."""

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from alliance.door import clock
from alliance.ledger import sql

LIFE = timedelta(days=14)


def given(alliance: UUID, key: str) -> tuple[str, str] | None:
    """The digest of the request and the reference answered, where this key has been used."""
    found = sql.rows(
        "SELECT digest, ref FROM alliance_receipt WHERE alliance_id = %s AND key = %s",
        [alliance, _kept(key)],
    )
    return (str(found[0][0]), str(found[0][1])) if found else None


def give(alliance: UUID, key: str, digest: str, ref: str, at: datetime) -> None:
    """Keep the answer to the request with this key."""
    sql.run(
        "INSERT INTO alliance_receipt (alliance_id, key, digest, ref, made_at) VALUES (%s, %s, %s, %s, %s)",
        [alliance, _kept(key), digest, ref, at],
    )


def forget() -> None:
    """Throw away receipts that are older than anybody asks twice; called by the worker every few seconds, so it writes only
    where there is something."""
    before = [clock.now() - LIFE]
    if sql.rows("SELECT 1 FROM alliance_receipt WHERE made_at < %s LIMIT 1", before):
        sql.run("DELETE FROM alliance_receipt WHERE made_at < %s", before)


def _kept(key: str) -> str:
    """A key may be of any length and hold anything, also what should not be kept: its hash serves as well."""
    return sha256(key.encode("utf-8", "backslashreplace")).hexdigest()
