"""What can be done about invitations: write one, withdraw it, accept it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from alliance.contract import access
from alliance.contract.actions import for_own_org, manages, mandate_refused, reach, voices
from alliance.contract.models import Affiliation, Alliance, Organisation
from alliance.contract.rules import Seat, check_names
from alliance.contract.writes import write_mandate, write_person, write_role
from alliance.door.action import Act, action
from alliance.door.refusals import NotFound, Refused
from alliance.invitations.letters import NOBODY, post, read_link
from alliance.invitations.rules import check_answer, check_invite, check_letter, check_open, check_withdraw
from alliance.invitations.words import COLLEAGUE, LIFE_DAYS, MANDATES
from alliance.ledger import queries as ledger
from alliance.ledger.event import SYSTEM
from alliance.people.accounts import account_of, new_account
from alliance.people.models import Invitation, Person


@action("person.invite", needs=for_own_org("people.invite", "invite people"))
def invite(
    act: Act, *, email: str, name: str, org: UUID | None, role: str, reason: str = ""
) -> str | Refused:
    """Write to somebody; `role` is a word of words.INVITED_AS, `org` None for the alliance's own team.

    `reason` is why, asked of the manager who fills from outside a seat that stands empty.
    """
    place = Organisation.objects.one(id=org, alliance_id=act.alliance, left_at=None) if org else None
    if org and place is None:
        raise NotFound
    here = Affiliation.objects.filter(
        alliance_id=act.alliance, person__email__iexact=email, org=place, until=None
    )
    refused = check_invite(
        role, org=place is not None, votes=place is not None and place.membership == "member",
        manager=manages(act), inside=here.exists(), waiting=_waiting(act, email, org),
    )  # fmt: skip
    if refused := refused or _seat_refused(act, place, role, reason):
        return refused
    return str(
        write_invitation(act, email=email, name=name, org=place, role=role, inviter=act.by, reason=reason)
    )


def _seat_refused(act: Act, org: Organisation | None, role: str, reason: str) -> Refused | None:
    """Whether a letter may promise this ballot: whoever opens it holds nothing here yet."""
    if org is None or role not in MANDATES:
        return None
    return check_names(reach(act, org), reason) or mandate_refused(
        act, Seat(org.id, NOBODY, role), joins=True
    )


def _waiting(act: Act, email: str, org: UUID | None) -> bool:
    unanswered = Invitation.objects.filter(alliance_id=act.alliance, org_id=org, email__iexact=email)
    return unanswered.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=act.at).exists()


def write_invitation(
    act: Act,
    *,
    email: str,
    name: str,
    org: Organisation | None,
    role: str,
    inviter: UUID | None,
    reason: str = "",
) -> UUID:
    """Note the invitation, log it by its id and post the letter; whether it may be, the caller has checked."""
    made = Invitation.objects.create(
        id=uuid4(), alliance_id=act.alliance, org_id=org.id if org else None, email=email.strip().lower(),
        name=name.strip(), role=role, invited_by_id=inviter, sent_at=act.at,
        expires_at=act.at + timedelta(days=LIFE_DAYS),
    )  # fmt: skip
    body = {"invitation": str(made.id), "role": role} | ({"org": str(org.id)} if org else {})
    act.log("person.invited", body, reason=reason.strip())
    post(made, Alliance.objects.get(id=act.alliance).name, org.name if org else "")
    return made.id


@action("invitation.withdraw", needs=access.permission("people.invite", "withdraw an invitation"))
def withdraw(act: Act, *, invitation: UUID) -> str | Refused:
    """Take an invitation back: its link ends."""
    letter = Invitation.objects.filter(id=invitation, alliance_id=act.alliance).first()
    if letter is None:
        raise NotFound
    own = {held.org_id for held in access.mandates(act.alliance, act.at) if held.person_id == act.by}
    if refused := check_withdraw(
        own=letter.org_id in own, manager=manages(act), written_inside=_inside(act, letter), role=letter.role
    ) or check_open(letter, act.at):
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
    if refused or letter.org_id is None or letter.role not in MANDATES:
        return refused
    held = [one for one in access.mandates(act.alliance, act.at) if one.org_id == letter.org_id]
    seat = Seat(letter.org_id, person, letter.role)
    return check_letter(voices(held), _inside(act, letter), letter.role) or mandate_refused(
        act, seat, joins=True
    )


def _inside(act: Act, letter: Invitation) -> bool:
    """Whether its writer held the organisation's mandate on the day of the letter."""
    then = access.mandates(act.alliance, letter.sent_at)
    return any(held.org_id == letter.org_id and held.person_id == letter.invited_by_id for held in then)


def _come_in(act: Act, letter: Invitation, person: UUID) -> None:
    here = Affiliation.objects.filter(
        alliance_id=act.alliance, person_id=person, org_id=letter.org_id, until=None
    )
    if not here.exists():
        write_person(act, person, letter.org_id, letter.id)
    if letter.role in MANDATES and letter.org_id:
        outside, reason = _from_outside(act, letter)
        write_mandate(act, letter.org_id, person, letter.role, filled_by=outside, reason=reason)
    elif letter.role != COLLEAGUE:
        write_role(act, person, letter.role)


def _from_outside(act: Act, letter: Invitation) -> tuple[UUID | None, str]:
    """Who filled the seat from outside, and why; nobody where the member itself, or the founding, named its voice."""
    written = ledger.events(act.alliance, topics=[str(letter.id)], types=["person.invited"])
    if _inside(act, letter) or not written or written[0].actor == SYSTEM:
        return None, ""
    return UUID(written[0].actor), ledger.texts(act.alliance, [written[0].seq]).get(written[0].seq, {}).get(
        "reason", ""
    )
