"""The contract's events as functions, for actions of this room and of rooms above; each checks nothing and only logs."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from alliance.contract import rulebook
from alliance.contract.models import AgreementVersion, Organisation, RuleBookVersion
from alliance.door.action import Act
from alliance.ledger.canonical import instant_text


def write_rulebook(act: Act, book: rulebook.RuleBook, decision: str = "") -> int:
    """Adopt `book` as the next version, on the decision cited ("D-002"; "" for rule-book 0); answers its number."""
    number = RuleBookVersion.objects.filter(alliance_id=act.alliance).count()
    act.log(
        "rulebook.adopted",
        _here(act) | _cited(decision)
        | {"rulebook": str(uuid4()), "number": number, "settings": rulebook.to_body(book),
           "digest": rulebook.digest(book)},
    )  # fmt: skip
    return number


def write_member(
    act: Act, *, code: str, name: str, membership: str, side: str, kind: str,
    decision: str = "", begins: datetime | None = None,
) -> UUID:  # fmt: skip
    """Let an organisation join; `membership` is member or associate, `side` and `kind` are words of models.py."""
    org = uuid4()
    position = Organisation.objects.filter(alliance_id=act.alliance).count()
    act.log(
        "member.joined",
        _here(act) | _cited(decision) | ({"from": instant_text(begins)} if begins else {})
        | {"org": str(org), "code": code, "membership": membership, "side": side, "kind": kind, "position": position},
        name=name,
    )  # fmt: skip
    return org


def write_agreement(act: Act, text: str, decision: str = "") -> int:
    """Adopt `text` as the agreement's next version; answers its number, from 1."""
    number = AgreementVersion.objects.filter(alliance_id=act.alliance).count() + 1
    act.log(
        "agreement.adopted",
        _here(act) | _cited(decision) | {"agreement": str(uuid4()), "number": number},
        text=text,
    )
    return number


def write_person(act: Act, person: UUID, org: UUID | None = None, invitation: UUID | None = None) -> UUID:
    """Give a person a place in the organisation, or in the alliance's own team where there is none."""
    affiliation = uuid4()
    more = {"org": org, "invitation": invitation}
    act.log(
        "person.joined",
        _here(act) | {"affiliation": str(affiliation), "person": str(person)}
        | {name: str(value) for name, value in more.items() if value},
    )  # fmt: skip
    return affiliation


def write_mandate(
    act: Act, org: UUID, person: UUID, role: str, until: datetime | None = None, *,
    filled_by: UUID | None = None, reason: str = "", decision: str = "",
) -> UUID:  # fmt: skip
    """Grant a mandate ("representative", "deputy") from now on.

    `filled_by` is the person outside the organisation who filled its empty seat, `reason` why.
    """
    mandate = uuid4()
    body: dict[str, Any] = {"mandate": str(mandate), "org": str(org), "person": str(person), "role": role}
    body |= _cited(decision) | ({"filled_by": str(filled_by)} if filled_by else {})
    act.log(
        "mandate.granted", body | ({"until": instant_text(until)} if until else {}), reason=reason.strip()
    )
    return mandate


def write_role(act: Act, person: UUID, name: str) -> UUID:
    """Give a role of access.ROLES."""
    role = uuid4()
    act.log("role.given", _here(act) | {"role": str(role), "person": str(person), "name": name})
    return role


def _here(act: Act) -> dict[str, Any]:
    return {"alliance": str(act.alliance)}


def _cited(decision: str) -> dict[str, str]:
    return {"decision": decision} if decision else {}
