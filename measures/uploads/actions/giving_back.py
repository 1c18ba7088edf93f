"""A response sheet given back with what was found in it: made in memory while its sender waits, and kept by nobody."""

from uuid import UUID

from alliance.door.access import Caller
from alliance.door.refusals import Refused, malformed
from measures.uploads import child
from measures.uploads.actions.gate import sends
from measures.uploads.actions.receiving import BUSY, Looked, Sent, look_at
from measures.uploads.keeping.places import place_to_read

NOT_TO_GIVE = malformed(
    "nothing_to_give_back",
    "There is no copy of this file. Only a response sheet in which something is to be mended or answered is given back so. "
    "Send the sheet to see what is found in it.",
)
TOO_HEAVY = malformed(
    "too_heavy_to_give_back",
    "This sheet is too large to be given back with comments. Mend what the page lists, or send a cohort at a time.",
)


def give_back(caller: Caller, *, org: UUID, period: UUID, sent: Sent) -> bytes | Refused:
    """The .xlsx of a response sheet, each finding a comment at its cell. Nothing is stored, not even that it was asked for."""
    if refused := sends(caller, org):
        return refused
    with place_to_read() as free:
        if not free:
            return BUSY
        looked = look_at(caller, org=org, period=period, sent=sent)
        return looked if isinstance(looked, Refused) else _made(looked)


def _made(looked: Looked) -> bytes | Refused:
    if not looked.may_go_back:
        return NOT_TO_GIVE
    made = child.copy_of(looked.sent.data, looked.sent.name, looked.findings, looked.sent.answers)
    return TOO_HEAVY if made is None else made
