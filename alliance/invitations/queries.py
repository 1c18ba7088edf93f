"""What can be seen of invitations: by those who may invite, and by whoever holds a letter."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from alliance.contract import queries as contract
from alliance.contract.models import Alliance, Organisation
from alliance.contract.queries import TEAM, MandateLine, OrgLine
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.invitations.letters import NOBODY, read_link
from alliance.invitations.rules import check_answer, check_withdraw, state
from alliance.invitations.words import INVITED_AS, State
from alliance.people.accounts import account_of
from alliance.people.models import Invitation
from alliance.wings.offers import Wait


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """One letter, as those who may invite see it: `state` is a word of rules.State, `mine` whether they may take it back."""

    id: UUID
    email: str
    name: str
    org: UUID | None
    org_name: str
    role: str
    role_name: str
    sent_at: datetime
    expires_at: datetime
    state: str
    mine: bool


@dataclass(frozen=True, slots=True)
class InvitationsPage:
    """Every letter, the newest first, and the members for whom nobody votes and nobody is invited yet."""

    lines: list[InvitationLine]
    next: list[OrgLine]
    orgs: list[OrgLine]
    team: bool


@dataclass(frozen=True, slots=True)
class OpenedLetter:
    """What stands behind a link; `barred` says why this visitor cannot accept it, `has_account` whether to sign in."""

    alliance: UUID
    slug: str
    alliance_name: str
    place: str
    email: str
    name: str
    role: str
    inviter: str
    state: str
    barred: str
    has_account: bool
    signed_in: bool


def invitations(viewer: Viewer) -> InvitationsPage:
    """Letters of the organisations that the viewer may act for; all of them for the manager."""
    if not viewer.may("people.invite"):
        raise NotFound
    manager = viewer.may("role.give")
    orgs = [line for line in contract.orgs(viewer) if not line.left_at]
    held = contract.mandates(viewer)
    own = {line.org for line in held if line.in_force and line.person == viewer.person}
    mine = orgs if manager else [line for line in orgs if line.id in own]
    lines = [line for line in _lines(viewer, orgs, held, own) if manager or line.org in own]
    asked = {line.org for line in lines if line.state == State.OPEN and line.role == "representative"}
    empty = [line for line in mine if line.votes and not line.voters and line.id not in asked]
    return InvitationsPage(lines, empty, mine, manager)


def invitation(viewer: Viewer, wanted: UUID) -> InvitationLine:
    """One letter; NotFound where it is not the viewer's to see."""
    line = next((line for line in invitations(viewer).lines if line.id == wanted), None)
    if line is None:
        raise NotFound
    return line


def _lines(
    viewer: Viewer, orgs: list[OrgLine], held: list[MandateLine], own: set[UUID]
) -> list[InvitationLine]:
    names, now = {line.id: line.name for line in orgs}, clock.now()
    rows = Invitation.objects.filter(alliance_id=viewer.alliance).order_by("-sent_at", "id")
    return [
        InvitationLine(
            row.id, row.email, row.name, row.org_id, names.get(row.org_id, TEAM) if row.org_id else TEAM,
            row.role, INVITED_AS.get(row.role, row.role).partition(",")[0], row.sent_at, row.expires_at, state(row, now).value,
            check_withdraw(
                own=row.org_id in own, manager=viewer.may("role.give"), written_inside=_inside(row, held), role=row.role
            ) is None,
        )
        for row in rows
    ]  # fmt: skip


def _inside(row: Invitation, held: list[MandateLine]) -> bool:
    """Whether its writer held the organisation's mandate on the day of the letter."""
    return any(
        line.org == row.org_id and line.person == row.invited_by_id and line.starts_at <= row.sent_at
        and (line.ends_at is None or line.ends_at > row.sent_at)
        for line in held
    )  # fmt: skip


def letter(viewer: UUID | None, link: str) -> OpenedLetter:
    """What a link leads to, for the person signed in (None: nobody); NotFound where we did not write it."""
    row = Invitation.objects.select_related("invited_by").filter(id=read_link(link) or NOBODY).first()
    if row is None:
        raise NotFound
    home = Alliance.objects.get(id=row.alliance_id)
    org = Organisation.objects.filter(id=row.org_id).first() if row.org_id else None
    known = account_of(row.email)
    barred = check_answer(viewer, known.id if known else None)
    return OpenedLetter(
        home.id, home.slug, home.name, org.name if org else TEAM, row.email, row.name, INVITED_AS[row.role],
        str(row.invited_by or ""), state(row, clock.now()).value, barred.sentence if barred else "",
        known is not None, viewer is not None,
    )  # fmt: skip


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """Members for whom nobody can vote yet wait for an invitation."""
    if not viewer.may("role.give"):
        return []
    url = reverse("invite", args=[viewer.slug])
    return [
        Wait("seat_empty", f"Invite somebody to speak for {line.name}", f"{url}?org={line.id}",
             detail="Nobody can cast its vote yet.")
        for line in invitations(viewer).next
    ]  # fmt: skip
