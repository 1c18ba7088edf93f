"""What rows need before they can be measured: a long log, a signed-in person, a full register."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from alliance.decisions.actions.opening import open_proposal
from alliance.decisions.actions.votes import cast_vote
from alliance.decisions.asked import Asked
from alliance.door import clock
from alliance.door.action import Done
from alliance.ledger.log import locked
from tests.cast import START, Cast, build

PAGE, OPEN = 50, 5
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def log_of(size: int) -> UUID:
    """An alliance whose log has more than `size` entries."""
    cast = build(f"b{uuid4().hex[:8]}")
    with locked(cast.alliance) as log:
        for _ in range(size):
            body = {name: str(uuid4()) for name in ("mandate", "org", "person")}
            log.append("mandate.revoked", at=log.last_at, actor=str(cast.alliance), body=body, texts={})
    return cast.alliance


def signed_in(route: str) -> tuple[Client, str]:
    """A client of somebody inside an alliance with a full page of decisions, and the address of `route` there."""
    cast = build(f"b{uuid4().hex[:8]}")
    fill_register(cast)
    client = Client(SERVER_NAME="localhost")
    client.force_login(cast.people["council"], backend=BACKEND)
    return client, reverse(route, args=[cast.slug])


def fill_register(cast: Cast) -> None:
    """A full page of the register: most proposals decided, some still open, each with a vote."""
    with clock.simulated(START):
        for number in range(1, PAGE - OPEN + 1):
            propose(cast, number, START.date())
    for number in range(PAGE - OPEN + 1, PAGE + 1):
        propose(cast, number, clock.now().date())


def propose(cast: Cast, number: int, today: date) -> None:
    """Open a proposal and cast a vote on it."""
    asked = Asked(
        org=cast.orgs["COU"], matter="practice", title=f"Proposal {number}", text="Words.",
        review_on=today + timedelta(days=90),
    )  # fmt: skip
    made = open_proposal(cast.caller("council"), asked=asked)
    assert isinstance(made, Done)
    voted = cast_vote(
        cast.caller("homes"), proposal=number, org=cast.orgs["HOM"], revision=1, position="agree"
    )
    assert isinstance(voted, Done)
