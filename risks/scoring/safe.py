"""Where a sealed view waits: encrypted, under a key outside the database, in a slot that does not tell whose it is.

Neither the database nor a backup of it tells what a view says or which partner has given one; who owns both database and
keys could work it out.
"""

import hmac
from collections.abc import Iterable, Mapping
from uuid import UUID

from alliance.door import keys
from alliance.door.refusals import Refused
from alliance.ledger.event import Event
from risks.scoring.models import SealedView
from risks.scoring.rules import View, from_text

FIELD = "said"
MISSING = Refused(
    "view_key_missing",
    "The key of the sealed views is missing, so none can be sealed. Whoever runs the register puts its file back into the "
    "folder of keys; then give the view again.",
)


UNREAD = Refused(
    "view_unread",
    "A sealed view cannot be opened: its key is missing, or is another one. Whoever runs the register puts its file back "
    "into the folder of keys; until then the round stays sealed, so that nobody is shown as silent who was not.",
)


def key_for_sealing(alliance: UUID) -> bytes | Refused:
    """The alliance's key, made at first need; refused where views wait under one that is not whole or not there."""
    waiting = SealedView.objects.filter(alliance_id=alliance).exists()
    return keys.whole_or_new(_name(alliance), waiting=waiting) or MISSING


def slot(key: bytes, round_: UUID, org: UUID) -> str:
    """A partner's place in a round, which nobody without the key can tell from another's."""
    return hmac.digest(key, f"{round_}/{org}".encode(), "sha256").hex()


def keep(key: bytes, alliance: UUID, org: UUID, event: Event, salt: bytes, text: str) -> None:
    """Store what `event` sealed, in the place of what this partner said before."""
    round_ = UUID(event.body["round"])
    place = slot(key, round_, org)
    SealedView.objects.filter(round_id=round_, slot=place).delete()
    token = keys.shut(key, salt, text, _place(alliance, event.seq))
    SealedView.objects.create(alliance_id=alliance, round_id=round_, slot=place, seq=event.seq, token=token)


def inside(alliance: UUID, round_: UUID, orgs: Iterable[UUID]) -> set[UUID]:
    """Those of `orgs` whose view waits in the round; nobody where the key is not there. One query."""
    return inside_each(alliance, {round_: orgs})[round_]


def inside_each(alliance: UUID, orgs: Mapping[UUID, Iterable[UUID]]) -> dict[UUID, set[UUID]]:
    """The same by round. One query for all of them."""
    key = keys.whole(_name(alliance))
    if key is None:
        return {round_: set() for round_ in orgs}
    places = set(SealedView.objects.filter(round__in=orgs).values_list("slot", flat=True))
    return {round_: {org for org in of if slot(key, round_, org) in places} for round_, of in orgs.items()}


def opened(alliance: UUID, round_: UUID) -> dict[int, tuple[bytes, str, View]]:
    """By entry of the log, the salt, the text and the view behind it of those views that the key opens. One query."""
    key = keys.whole(_name(alliance))
    rows = SealedView.objects.filter(round_id=round_).values_list("seq", "token") if key else ()
    found = {seq: keys.opened(key or b"", bytes(token), _place(alliance, seq)) for seq, token in rows}
    return {seq: (said[0], said[1], from_text(said[1])) for seq, said in found.items() if said}


def forget(round_: UUID) -> None:
    """Delete what waited in a round."""
    SealedView.objects.filter(round_id=round_).delete()


def _place(alliance: UUID, seq: int) -> bytes:
    return f"{alliance}/{seq}/view".encode()


def _name(alliance: UUID) -> str:
    return f"{alliance}.views.key"
