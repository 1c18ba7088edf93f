"""What happens to the public register, as the log tells it, and the rows that follow."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from alliance.door.record import saved
from alliance.ledger.event import Event
from alliance.ledger.types import EventType
from alliance.public.models import Publication, PublicRegister
from alliance.wings.sayings import Saying

Texts = Mapping[str, str]


def _opened(event: Event, texts: Texts) -> None:
    alliance = UUID(event.body["alliance"])
    PublicRegister.objects.filter(alliance_id=alliance).delete()
    key = uuid5(alliance, "public register")
    saved(
        PublicRegister(
            id=key, alliance_id=alliance, decision_id=UUID(event.body["proposal"]), opened_at=event.at
        )
    )


def _closed(event: Event, texts: Texts) -> None:
    PublicRegister.objects.filter(alliance_id=event.body["alliance"]).delete()


def _published(event: Event, texts: Texts) -> None:
    proposal = UUID(event.body["proposal"])
    saved(Publication(id=uuid5(proposal, "published"), proposal_id=proposal, published_at=event.at))


def _unpublished(event: Event, texts: Texts) -> None:
    Publication.objects.filter(proposal_id=event.body["proposal"]).delete()


# No topic: a vote's story is read by proposal, and none of this can touch a vote
EVENTS = (
    EventType("register.opened_to_public", {"alliance": "id", "proposal": "id"}, project=_opened),
    EventType("register.closed_to_public", {"alliance": "id", "proposal": "id"}, project=_closed),
    EventType("decision.published", {"proposal": "id"}, project=_published),
    EventType("decision.unpublished", {"proposal": "id"}, ("reason",), project=_unpublished),
)

SAYINGS = {
    "register.opened_to_public": Saying("Decisions can be published from now on, by {proposal}", "proposal"),
    "register.closed_to_public": Saying("The public register is closed, by {proposal}", "proposal"),
    "decision.published": Saying("{proposal} was published: everybody can read it", "proposal"),
    "decision.unpublished": Saying("{proposal} was taken back from the public: {reason}", "proposal"),
}
