"""What can be done about invitations: write one, withdraw it, accept it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from alliance.contract import access
from alliance.contract.actions import MANAGER, for_own_org, mandate_refused, speaks_for
from alliance.contract.models import Affiliation, Alliance, Organisation
from alliance.contract.rules import Seat
from alliance.contract.writes import write_mandate, write_person, write_role
from alliance.door.action import Act, action
from alliance.door.refusals import NotFound, Refused
from alliance.invitations.letters import NOBODY, post, read_link
from alliance.invitations.rules import check_answer, check_invite, check_open
from alliance.invitations.words import COLLEAGUE, LIFE_DAYS, MANDATES
from alliance.people.accounts import account_of, new_account
from alliance.people.models import Invitation, Person


@action("person.invite", needs=for_own_org("people.invite", "invite people"))
def invite(act: Act, *, email: str, name: str, org: UUID | None, role: str) -> str | Refused:
    """Write to somebody; `role` is a word of words.INVITED_AS, `org` None for the alliance's own team."""
    place = Organisation.objects.one(id=org, alliance_id=act.alliance, left_at=None) if org else None
    if org and place is None:
        raise NotFound
    here = Affiliation.objects.filter(
        alliance_id=act.alliance, person__email__iexact=email, org=place, until=None
    )
    refused = check_invite(
        role, org=place is not None, votes=place is not None and place.membership == "member",
        manager=_manages(act), inside=here.exists(), waiting=_waiting(act, email, org),
    )  # fmt: skip
    return refused or str(write_invitation(act, email=email, name=name, org=place, role=role, inviter=act.by))


def _manages(act: Act) -> bool:
    return act.by is None or MANAGER in access.standing(act.alliance, act.by, act.at)


def _waiting(act: Act, email: str, org: UUID | None) -> bool:
    unanswered = Invitation.objects.filter(alliance_id=act.alliance, org_id=org, email__iexact=email)
    return unanswered.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=act.at).exists()


def write_invitation(
    act: Act, *, email: str, name: str, org: Organisation | None, role: str, inviter: UUID | None
) -> UUID:
    """Note the invitation, log it by its id and post the letter; whether it may be, the caller has checked."""
    made = Invitation.objects.create(
        id=uuid4(), alliance_id=act.alliance, org_id=org.id if org else None, email=email.strip().lower(),
        name=name.strip(), role=role, invited_by_id=inviter, sent_at=act.at,
        expires_at=act.at + timedelta(days=LIFE_DAYS),
    )  # fmt: skip
    act.log(
        "person.invited", {"invitation": str(made.id), "role": role} | ({"org": str(org.id)} if org else {})
    )
    post(made, Alliance.objects.get(id=act.alliance).name, org.name if org else "")
    return made.id


@action("invitation.withdraw", needs=access.permission("people.invite", "withdraw an invitation"))
def withdraw(act: Act, *, invitation: UUID) -> str | Refused:
    """Take an invitation back: its link ends."""
    letter = Invitation.objects.filter(id=invitation, alliance_id=act.alliance).first()
    if letter is None:
        raise NotFound
    own = speaks_for(act, letter.org_id or NOBODY)
    if refused := own or check_open(letter, act.at):
        return refused
    letter.withdrawn_at = act.at
    letter.save(update_fields=["withdrawn_at"])
    act.log("invitation.withdrawn", {"invitation": str(invitation)})
    return str(invitation)


def _holds_link(act: Act, arguments: Mapping[str, Any]) -> Refused | None:
    """Whoever holds the letter may come in; a link that we did not write for this alliance leads nowhere."""
    if not Invitation.objects.filter(
        id=read_link(arguments["link"]) or NOBODY, alliance_id=act.alliance
    ).exists():
        raise NotFound
    return None


@action("invitation.accept", needs=_holds_link)
def accept(act: Act, *, link: str, name: str = "", password: str = "") -> str | Refused:
    """Come in by the letter's link as `act.by`, whose account is made here where there is none yet.

    Answers the person's id. A new account has `name`, and `password` or sign-in by code where that is blank.
    """
    letter = Invitation.objects.get(id=read_link(link) or NOBODY)
    person = act.by or uuid4()
    if refused := _answer_refused(act, letter, person):
        return refused
    if not Person.objects.filter(id=person).exists():
        new_account(letter.email, name or letter.name, password, person)
    _come_in(act, letter, person)
    letter.accepted_at = act.at
    letter.save(update_fields=["accepted_at"])
    return str(person)


def _answer_refused(act: Act, letter: Invitation, person: UUID) -> Refused | None:
    me = person if Person.objects.filter(id=person).exists() else None
    invited = account_of(letter.email)
    refused = check_open(letter, act.at) or check_answer(me, invited.id if invited else None)
    if refused or letter.org_id is None:
        return refused
    seat = Seat(letter.org_id, person, letter.role)
    return mandate_refused(act, seat, joins=True) if letter.role in MANDATES else None


def _come_in(act: Act, letter: Invitation, person: UUID) -> None:
    here = Affiliation.objects.filter(
        alliance_id=act.alliance, person_id=person, org_id=letter.org_id, until=None
    )
    if not here.exists():
        write_person(act, person, letter.org_id, letter.id)
    if letter.role in MANDATES and letter.org_id:
        write_mandate(act, letter.org_id, person, letter.role)
    elif letter.role != COLLEAGUE:
        write_role(act, person, letter.role)
