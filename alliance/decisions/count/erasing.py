"""Which free text of a decision may be erased, by whom, and on which ground. Pure."""

from collections.abc import Mapping

from alliance.decisions.count.sealing import FIELD
from alliance.door.refusals import DENIED, Refused, malformed
from alliance.ledger.event import Event

OWN_WORDS = "own_words"
GROUNDS = {
    OWN_WORDS: "Its author took it back", "not_needed": "It is no longer needed for its purpose",
    "consent": "Consent was withdrawn", "objection": "The person objected to its use",
    "unlawful": "It should not have been recorded", "duty": "The law requires it",
}  # fmt: skip  # after UK GDPR Art. 17(1)
FIELDS = {
    "reason": "A reason", "harm": "The harm that was seen", "smallest_change": "The smallest change",
    "seen": "What was seen", FIELD: "What was said with a sealed ballot, all of it",
}  # fmt: skip


def erasable(event: Event, said: Mapping[str, str]) -> tuple[str, ...]:
    """The texts of an entry that may be erased and are still there; never the words that were voted on."""
    return tuple(name for name in FIELDS if name in event.commit and name in said)


def authors(event: Event) -> frozenset[str]:
    """Whose words they are: of who wrote them, and of who told them where another took them down."""
    return frozenset({event.actor, event.body.get("on_behalf_of", event.actor)})


def check_erase(
    event: Event, said: Mapping[str, str], *, field: str, ground: str, own: bool, manages: bool
) -> Refused | None:
    """Whether this text may be erased; `said` are the texts of the entry that are still there, `own` whether they are
    the actor's."""
    if not (own or manages):
        sentence = (
            "Only who wrote this can erase it, or the alliance manager on their request. Ask one of them."
        )
        return Refused("not_yours", sentence, DENIED, True, {"proposal": event.body["proposal"]})
    if ground not in GROUNDS or (ground == OWN_WORDS and not own):
        return malformed("ground", "Say on which ground in law it is erased. Choose one that is listed.")
    if field not in FIELDS or field not in event.commit:
        return malformed(
            "field", "Only what somebody said with it can be erased, never the words that were voted on."
        )
    return None if field in said else Refused("erased", "This text was erased already.")
