"""Notices in a few words: let the worker look at a certain hour, and see who has a letter."""

from django.test import Client

from alliance.door import clock
from alliance.notices.models import Letter, Subscription
from alliance.notices.planning import PLANNING
from alliance.notices.post import deliver
from tests.cast import START, Cast, clock_at

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def plan() -> None:
    """What the worker does before the post."""
    for step in PLANNING:
        step()


def look(hours: float = 1.0) -> int:
    """The worker's errands, so many hours after the start; how many letters the mail server accepted."""
    with clock_at(hours=hours):
        plan()
        return deliver()


def look_on(at) -> int:
    with clock.simulated(at):
        plan()
        return deliver()


def letters(kind: str, **wanted) -> list[Letter]:
    return list(Letter.objects.filter(kind=kind, **wanted).select_related("person").order_by("person__email"))


def who(cast: Cast, found: list[Letter]) -> set[str]:
    """The parts of those whom these letters are for."""
    parts = {person.id: part for part, person in cast.people.items()}
    return {parts[letter.person_id] for letter in found}


def no_digests() -> None:
    Subscription.objects.update(digest="none")


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast.people[part], backend=BACKEND)
    return client


__all__ = ["START", "letters", "look", "look_on", "no_digests", "plan", "signed_in", "who"]
