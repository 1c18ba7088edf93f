"""What happens to invitations, by id alone: addresses stay out of the log."""

from alliance.ledger.types import EventType

EVENTS = (EventType("invitation.withdrawn", {"invitation": "id"}),)

SILENT = {"invitation.withdrawn": "An invitation is between two people until it is accepted."}
