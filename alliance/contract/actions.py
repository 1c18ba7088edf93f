"""What can be done to the contract without a decision: roles and objectives; and what is asked before a mandate changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from alliance.contract import access, rulebook
from alliance.contract.access import permission
from alliance.contract.models import Affiliation, Mandate, Objective, Organisation, Role, RuleBookVersion
from alliance.contract.rules import (
    REPRESENTATIVE,
    Grant,
    Reach,
    Seat,
    check_grant,
    check_objective,
    check_role,
    check_role_end,
    check_speaks_for,
    leads,
)
from alliance.contract.writes import write_role
from alliance.door.action import Act, Needs, action
from alliance.door.refusals import NotFound, Refused
from alliance.ledger.prepared import Prepared
from alliance.people.models import Person

MANAGER = "manager"


def for_own_org(name: str, what: str) -> Needs:
    """A door predicate: roles allow `name`, and the argument `org` is the person's own, unless they manage."""
    allowed = permission(name, what)

    def needs(act: Act, arguments: Mapping[str, Any]) -> Refused | None:
        if refused := allowed(act, arguments):
            return refused
        org = arguments.get("org")
        return None if act.by is None or not org else speaks_for(act, org)

    return needs


def speaks_for(act: Act, org: UUID) -> Refused | None:
    """Whether the actor holds this organisation's mandate or manages the alliance."""
    own = {held.org_id for held in access.mandates(act.alliance, act.at) if held.person_id == act.by}
    return check_speaks_for(org, own, manages(act))


def manages(act: Act) -> bool:
    """Whether the actor manages the alliance, or is the system itself."""
    return act.by is None or MANAGER in access.standing(act.alliance, act.by, act.at)


def current_rulebook(alliance: UUID) -> rulebook.RuleBook:
    """The rule-book in force; ValueError where the stored one cannot be read."""
    latest = _settings.one(alliance=alliance)
    book = rulebook.DEFAULTS if latest is None else rulebook.from_body(latest)
    if isinstance(book, Refused):
        raise ValueError(f"The stored rule-book is broken: {book.sentence}")
    return book


_settings: Prepared[Any] = Prepared(
    lambda alliance: RuleBookVersion.objects.filter(alliance_id=alliance)
    .order_by("-number").values_list("settings", flat=True)[:1],
    alliance=UUID(int=1),
)  # fmt: skip


def mandate_refused(
    act: Act, seat: Seat, *, joins: bool = False, until: datetime | None = None, agreed: bool = False
) -> Refused | None:
    """Why the mandate may not be granted now, if so.

    `joins` tells that the person joins the organisation with it, `agreed` that the caller has checked a carried
    decision behind a change of deputy.
    """
    org = Organisation.objects.one(id=seat.org, alliance_id=act.alliance, left_at=None)
    if org is None:
        raise NotFound
    belongs = joins or Affiliation.objects.filter(person_id=seat.person, org=org, until=None).exists()
    grant = Grant(seat, org.membership == "member", belongs, act.at, until)
    ever = Mandate.objects.filter(org__alliance=act.alliance)
    in_force = seats(access.mandates(act.alliance, act.at))
    return check_grant(current_rulebook(act.alliance), grant, in_force, seats(list(ever)), agreed)


def reach(act: Act, org: Organisation, holder: UUID | None = None) -> Reach:
    """How far the actor reaches for the seats of `org`; `holder` is whose mandate it is about, where there is one."""
    held = [mandate for mandate in access.mandates(act.alliance, act.at) if mandate.org_id == org.id]
    return Reach(
        org.name, leads=act.by is None or org.id in leads(seats(held), act.by), own=holder is not None and holder == act.by,
        manager=manages(act), voices=voices(held),
    )  # fmt: skip


def voices(held: list[Mandate]) -> tuple[str, ...]:
    """Who settles an organisation's seats, by name: its representatives, or its deputies where it has none."""
    first = [one for one in held if one.role == REPRESENTATIVE] or held
    people = Person.objects.filter(id__in=[one.person_id for one in first])
    return tuple(sorted(map(str, people)))


def seats(mandates: list[Mandate]) -> list[Seat]:
    """The mandates as the rules read them."""
    return [Seat(held.org_id, held.person_id, held.role) for held in mandates]


@action("role.give", needs=permission("role.give", "give a role"))
def give_role(act: Act, *, person: UUID, name: str) -> str | Refused:
    """Let a person look after a part of the alliance's work; no role gives a vote."""
    held = set(
        Role.objects.filter(alliance_id=act.alliance, person_id=person, ended_at=None).values_list(
            "name", flat=True
        )
    )
    inside = bool(access.standing(act.alliance, person, act.at))
    return check_role(name, access.ROLES, inside, held) or str(write_role(act, person, name))


@action("role.end", needs=permission("role.give", "end a role"))
def end_role(act: Act, *, role: UUID) -> str | Refused:
    """End a role now."""
    given = Role.objects.one(id=role, alliance_id=act.alliance)
    if given is None:
        raise NotFound
    same = Role.objects.filter(alliance_id=act.alliance, name=given.name, ended_at=None).exclude(id=role)
    if refused := check_role_end(given.name, given.ended_at is not None, same.count()):
        return refused
    act.log("role.ended", {"role": str(role), "person": str(given.person_id)})
    return str(role)


@action("objective.set", needs=permission("objective.set", "set an objective"))
def set_objective(act: Act, *, title: str, good: str = "", objective: UUID | None = None) -> str | Refused:
    """Put an objective in plain words with a picture of what good looks like; `objective` is the one to reword."""
    old = Objective.objects.one(id=objective, alliance_id=act.alliance) if objective else None
    if objective and old is None:
        raise NotFound
    if refused := check_objective(old is not None and old.retired_at is not None):
        return refused
    made, code = (old.id, old.code) if old else (uuid4(), _next_code(act))
    act.log(
        "objective.set",
        {"alliance": str(act.alliance), "objective": str(made), "code": code},
        title=title,
        good=good,
    )
    return code


def _next_code(act: Act) -> str:
    return f"O{Objective.objects.filter(alliance_id=act.alliance).count() + 1}"


@action("objective.retire", needs=permission("objective.set", "retire an objective"))
def retire_objective(act: Act, *, objective: UUID) -> str | Refused:
    """Retire an objective; it stays to be read."""
    old = Objective.objects.one(id=objective, alliance_id=act.alliance)
    if old is None:
        raise NotFound
    if refused := check_objective(old.retired_at is not None):
        return refused
    act.log("objective.retired", {"objective": str(objective)})
    return old.code
