"""The one-time link: it carries the id that the alliance will have, so that the ledger itself knows it as used."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.core import signing
from django.urls import reverse

from alliance.door import clock
from alliance.ledger import queries as ledger

SALT = "alliance.founding"
LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class FoundingLink:
    """What a link holds: the id of the alliance to be, and when it expires; `used` and `expired` as of now."""

    alliance: UUID
    expires_at: datetime
    used: bool
    expired: bool


def new_link() -> str:
    """The address of a link that founds one alliance within seven days."""
    expires = int((clock.now() + LIFE).timestamp())
    word = signing.dumps([uuid4().hex, expires], salt=SALT, compress=True)
    return f"{settings.SITE_ADDRESS}{reverse('found', args=[word])}"


def read_link(link: str) -> FoundingLink | None:
    """What the link holds; None where we did not write it."""
    try:
        alliance, expires = signing.loads(link, salt=SALT)
    except signing.BadSignature:
        return None
    founded = UUID(alliance)
    ends = datetime.fromtimestamp(expires, UTC)
    return FoundingLink(founded, ends, founded in ledger.alliances(), clock.now() >= ends)
