"""What happens to invitations, by id alone: addresses stay out of the log."""

from alliance.ledger.types import EventType

EVENTS = (EventType("invitation.withdrawn", {"invitation": "id"}),)
