"""Private calendar addresses: made, followed and thrown away. Operational, so these do not go through the door."""

import secrets
from hashlib import sha256

from alliance.contract.access import enter
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from meetings.files.models import Feed


def new_feed(viewer: Viewer) -> str:
    """A secret for this viewer's calendar address; an earlier one stops working. It cannot be read again."""
    secret = secrets.token_urlsafe(32)
    values = {"digest": _digest(secret), "made_at": clock.now()}
    Feed.objects.update_or_create(person_id=viewer.person, alliance_id=viewer.alliance, defaults=values)
    return secret


def stop_feed(viewer: Viewer) -> None:
    """Throw this viewer's address away."""
    Feed.objects.filter(person_id=viewer.person, alliance_id=viewer.alliance).delete()


def follower(secret: str, slug: str) -> Viewer:
    """Who follows the alliance `slug` by this secret; NotFound once the address, the account or the place there ended."""
    found = Feed.objects.filter(digest=_digest(secret), person__is_active=True).first()
    if found is None:
        raise NotFound
    viewer = enter(found.person_id, slug)
    if viewer.alliance != found.alliance_id:
        raise NotFound
    return viewer


def _digest(secret: str) -> str:
    """SHA-256 suffices, because a secret has 256 random bits."""
    return sha256(secret.encode("utf-8", "backslashreplace")).hexdigest()
