"""How much risk the alliance chooses, as the log tells it."""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Entry, Saying, by_decision
from risks.register.words import APPETITES, DOMAINS, said

EVENTS = (
    EventType(
        "appetite.set",
        {"appetite": "id", "domain": "word", "level": "word", "limit": "int", "decision": "word"},
    ),
)


def _set(entry: Entry) -> str:
    level = said(APPETITES, entry["level"]).partition(":")[0].lower()
    return f"Our appetite for “{said(DOMAINS, entry['domain'])}” is {level}, a score of {entry['limit']} at most{by_decision(entry)}"


SAYINGS = {"appetite.set": Saying(_set, page="risk_appetite")}
CHAPTERS = {"appetite": "Our appetite for risk"}
