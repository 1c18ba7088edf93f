"""The link that ends one kind of letter without signing in, and the addresses that stand in letters."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "alliance.notices.stop"


@dataclass(frozen=True, slots=True)
class Stop:
    """Whose letters end: the immediate ones of one alliance, or digests where `alliance` is None."""

    person: UUID
    alliance: UUID | None = None


def link_of(stop: Stop) -> str:
    """The signed word that stands in the link; it does not expire, because old letters are kept."""
    return signing.dumps([stop.person.hex, stop.alliance.hex if stop.alliance else ""], salt=SALT)


def read_link(link: str) -> Stop | None:
    """What a link ends; None where we did not write it."""
    try:
        person, alliance = signing.loads(link, salt=SALT)
        return Stop(UUID(person), UUID(alliance) if alliance else None)
    except (signing.BadSignature, ValueError, TypeError):
        return None


def whole(path: str) -> str:
    """The whole address of a path of ours."""
    return f"{settings.SITE_ADDRESS}{path}"


def stop_address(stop: Stop) -> str:
    """Where a letter's kind is ended."""
    return whole(reverse("notices_stop", args=[link_of(stop)]))
