"""How an alliance begins: everything that the form says, in one transaction."""

from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError
from django.utils.text import slugify

from alliance.contract import rulebook
from alliance.contract.models import Alliance, Organisation
from alliance.contract.writes import write_mandate, write_member, write_person, write_role, write_rulebook
from alliance.door.action import Act, Done, found_alliance
from alliance.door.refusals import Refused
from alliance.founding.charter import Charter, Founding
from alliance.founding.link import read_link
from alliance.founding.rules import check_founding
from alliance.invitations.actions import write_invitation
from alliance.invitations.words import COLLEAGUE
from alliance.people.accounts import account_of, new_account

USED = Refused("link_used", "This link has founded its alliance already. Sign in to enter it.")
ZONE = rulebook.DEFAULTS.time_zone


def found(
    link: str, form: Founding, *, person: UUID | None, name: str = "", password: str = ""
) -> Done | Refused:
    """Found the alliance that `link` is for; answers its slug.

    `person` is the founder's account where one is signed in; else one is made with `form.founder` as its address,
    `name`, and `password` or sign-in by code where that is blank.
    """
    held = read_link(link)
    if held is None or held.expired:
        return Refused(
            "link_expired", "This link is not valid any more. Ask whoever runs the server for a new one."
        )
    if refused := (USED if held.used else None) or check_founding(form) or _account_refused(form, person):
        return refused
    slug, founder = free_slug(form.name), person or uuid4()

    def write(act: Act) -> str:
        if person is None:
            new_account(form.founder, name, password, founder)
        _write(act, form, slug, founder)
        return slug

    try:
        return found_alliance(held.alliance, origin=_origin(slug), simulated=False, by=None, write=write)
    except IntegrityError:  # somebody else was quicker, with the link or with the slug
        return USED


def _account_refused(form: Founding, person: UUID | None) -> Refused | None:
    if person is None and account_of(form.founder):
        return Refused(
            "sign_in_first", "You have an account with this address. Sign in, then follow the link again."
        )
    return None


def free_slug(name: str) -> str:
    """A word for the alliance's address that no other alliance has."""
    wanted = slugify(name)[:50].strip("-") or "alliance"
    taken = set(Alliance.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    others = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *others) if slug not in taken)


def _origin(slug: str) -> str:
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    return f"{host.strip('[]').lstrip(':') or 'localhost'}/{slug}"[:64]


def _write(act: Act, form: Founding, slug: str, founder: UUID) -> None:
    act.log(
        "alliance.founded",
        {"alliance": str(act.alliance), "slug": slug, "zone": ZONE, "simulated": False},
        name=form.name,
    )
    write_rulebook(act, rulebook.DEFAULTS)
    orgs = {body.code: _body(act, body) for body in form.bodies}
    _seat(act, next((body for body in form.bodies if body.mine), None), orgs, founder)
    if form.manages:
        write_role(act, founder, "manager")
    for body in form.bodies:
        if body.invite:
            _ask(act, body, orgs[body.code], founder)


def _body(act: Act, body: Charter) -> UUID:
    return write_member(
        act, code=body.code, name=body.name, side=body.side, kind=body.kind,
        membership="member" if body.votes else "associate",
    )  # fmt: skip


def _seat(act: Act, mine: Charter | None, orgs: dict[str, UUID], founder: UUID) -> None:
    write_person(act, founder, orgs[mine.code] if mine else None)
    if mine and mine.votes:
        write_mandate(act, orgs[mine.code], founder, "representative")


def _ask(act: Act, body: Charter, org: UUID, founder: UUID) -> None:
    role = "representative" if body.votes else COLLEAGUE
    write_invitation(
        act,
        email=body.invite,
        name=body.invite_name,
        org=Organisation.objects.get(id=org),
        role=role,
        inviter=founder,
    )
