"""What can be done with a ticket. The ticket is the only proof, and a wrong one, an old one and a spent one are told alike."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

from django.db import transaction

from alliance.door.refusals import NotFound, Refused
from alliance.tickets import rules
from alliance.tickets.models import State, Window
from alliance.tickets.sealed import slips
from alliance.tickets.sealed.slips import Leaf
from alliance.tickets.sealed.spelling import ticket_bytes
from alliance.tickets.windows import held, takes_pieces

Change = Callable[[Window, Leaf], Leaf]


def write(ticket: str, typed: str, consent: str) -> Refused | None:
    """Put the text in the place of whatever was written with this ticket; an empty one says that there is nothing to add.

    Refused where it is too long, whatever the ticket. Raises NotFound where no piece can be written with the ticket now.
    """
    text = rules.plain_text(typed)
    if isinstance(text, Refused):
        return text

    def written(window: Window, leaf: Leaf) -> Leaf:
        if not takes_pieces(window):
            raise NotFound
        return slips.written(window, leaf.digest, text, consent)

    _on(ticket, written)
    return None


def narrow(ticket: str, consent: str) -> None:
    """Allow no more than `consent` from now on, and less where less was allowed. Raises NotFound once all is destroyed."""
    _on(ticket, lambda window, leaf: replace(leaf, consent=rules.narrower(leaf.consent, consent)))


def withdraw(ticket: str) -> None:
    """Let nothing be written with this ticket any more that was. Raises NotFound once all is destroyed."""
    _on(ticket, lambda window, leaf: slips.blank(window, leaf.digest))


def _on(typed: str, change: Change) -> None:
    """Change one leaf; all slips of its window are written again, whatever the change was."""
    ticket = ticket_bytes(typed)
    window = slips.window_of(ticket) if ticket else None
    if ticket is None or window is None:
        raise NotFound
    with transaction.atomic():
        _change(held(window), slips.digest_of(ticket), change)


def _change(row: Window, digest: bytes, change: Change) -> None:
    leaves = {leaf.digest: leaf for leaf in slips.take_up(row)}
    if digest not in leaves:  # gone since it was looked for
        raise NotFound
    slips.put_down(row, [*(leaves | {digest: change(row, leaves[digest])}).values()])
    if row.state == State.CLOSED:
        Window.objects.filter(pk=row.pk).update(unswept=uuid4())
