"""What rows need before they can be measured: a long log, a signed-in person, a full register."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db.models import Model
from django.test import Client
from django.urls import reverse

from alliance.decisions.actions.opening import open_proposal
from alliance.decisions.actions.votes import cast_vote
from alliance.decisions.asked import Asked
from alliance.decisions.history import stories, texts
from alliance.decisions.models import Findable, Proposal, Revision
from alliance.decisions.search.folding import folded
from alliance.decisions.search.index import row as found_by
from alliance.door import clock
from alliance.door.action import Done
from alliance.door.window import opened
from alliance.ledger.event import Event
from alliance.ledger.log import Log, locked
from alliance.people.models import Person
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


def register_of(size: int, route: str, *number: int) -> tuple[Client, str]:
    """A client of somebody whose register has `size` decisions, and the address of `route` there; made once a database."""
    slug = f"register{size}"
    person = Person.objects.filter(email=f"council@{slug}.example").first()
    if person is None:
        cast = build(slug)
        many_decisions(cast, size)
        person = cast.people["council"]
    client = Client(SERVER_NAME="localhost")
    client.force_login(person, backend=BACKEND)
    return client, reverse(route, args=[slug, *number])


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


WORDS = ("calls", "café", "shelter", "beds", "rota", "transport", "outreach", "kitchen", "night", "street")
SEATS = {"council": "COU", "icb": "ICB", "homes": "HOM", "kin": "KIN"}


def many_decisions(cast: Cast, size: int) -> None:
    """So many carried decisions, D-001 first: one through the door, its events and rows copied for the rest.

    What is left behind is what the door would leave, as `rebuild` finds; a test says so.
    """
    sample = _carried(cast)
    wording = Revision.objects.get(proposal=sample)
    story = [event for event in stories(cast.alliance, [sample.id])[sample.id] if event.type != "member.left"]
    said = texts(cast.alliance, story)[story[0].seq]
    made: list[list[Model]] = []
    with locked(cast.alliance) as log, opened():
        for number in range(2, size + 1):
            title = f"{WORDS[number % len(WORDS)].capitalize()} {number}"
            made.append(_copied(log, (sample, wording), story, said | {"title": title}, number))
        for model, rows in zip((Proposal, Revision, Findable), zip(*made, strict=True), strict=True):
            model.objects.bulk_create(rows, batch_size=500)


def _carried(cast: Cast) -> Proposal:
    with clock.simulated(START + timedelta(hours=1)):
        asked = Asked(
            org=cast.orgs["COU"], matter="vision", title="Weekly calls", text="We call each week.",
            expected_effect="Fewer people are lost.", review_on=date(2026, 9, 1),
        )  # fmt: skip
        assert isinstance(open_proposal(cast.caller("council"), asked=asked), Done)
        for part, org in SEATS.items():
            ballot = {"proposal": 1, "org": cast.orgs[org], "revision": 1, "position": "agree"}
            assert isinstance(cast_vote(cast.caller(part), **ballot), Done)
    return Proposal.objects.get(alliance_id=cast.alliance, number=1)


def _copied(
    log: Log, rows: tuple[Proposal, Revision], story: list[Event], said: dict[str, str], number: int
) -> list[Model]:
    key, first = uuid4(), log.size
    for event in story:
        body = {**event.body, "proposal": str(key)}
        body |= {"number": number} if "number" in body else {}
        body |= {"ballot": str(uuid4())} if "ballot" in body else {}
        log.append(
            event.type, at=event.at, actor=event.actor, body=body, texts=said if event is story[0] else {}
        )
    return [
        _copy(rows[0], id=key, number=number, title=said["title"]),
        _copy(rows[1], id=uuid5(key, "revision 1"), proposal_id=key, title=said["title"]),
        found_by(key, first, wording=True, words=folded(list(said.values()))),
    ]


def _copy(row: Model, **changes: Any) -> Any:
    return type(row)(
        **{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields} | changes
    )
