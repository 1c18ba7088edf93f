"""What happens to invitations, by id alone: addresses stay out of the log."""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Saying

EVENTS = (EventType("invitation.withdrawn", {"invitation": "id"}),)

ENTRIES = {"invitation.withdrawn": Saying("An invitation was taken back", page="people")}
SILENT = {"invitation.withdrawn": "An invitation is between two people until it is accepted."}
