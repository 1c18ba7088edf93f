"""An outcome does nothing by itself: these actions rest on a decision, check it, and note that it was used."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from alliance.contract import access, rulebook
from alliance.contract.access import permission
from alliance.contract.actions import current_rulebook, seats
from alliance.contract.models import Kind, Membership, Organisation, Side
from alliance.contract.rules import Grant, Seat, check_fits, check_grant
from alliance.contract.writes import (
    write_agreement,
    write_mandate,
    write_member,
    write_person,
    write_rulebook,
)
from alliance.decisions.actions.settling import settle
from alliance.decisions.actions.standing import found
from alliance.decisions.models import Revision
from alliance.decisions.using import note_use, usable
from alliance.door.action import Act, action
from alliance.door.refusals import Refused, malformed

CODE_LENGTH = 12


@action("rulebook.adopt", needs=permission("rulebook.adopt", "put a rule-book into force"), first=settle)
def adopt_rulebook(act: Act, *, decision: int) -> str | Refused:
    """Put the rule-book into force that members voted on, setting by setting; answers its number."""
    row = found(act, decision)
    if refused := usable(act.alliance, decision, "rule_book"):
        return refused
    settings = Revision.objects.get(proposal=row, number=row.revision).settings
    if settings is None:
        return Refused("no_settings", f"{row} carries no rule-book to adopt. Propose one with its settings.")
    book = rulebook.from_body(settings)
    if isinstance(book, Refused):
        return book
    if refused := check_fits(book, seats(access.mandates(act.alliance, act.at))):
        return refused
    number = write_rulebook(act, book, str(row))
    note_use(act, decision, "rulebook.adopted")
    return str(number)


@action("member.admit", needs=permission("member.admit", "admit a member"), first=settle)
def admit_member(
    act: Act,
    *,
    decision: int,
    code: str,
    name: str,
    side: str,
    kind: str,
    first: Mapping[str, UUID] | None = None,
) -> str | Refused:
    """Let an organisation join with a vote of its own, from now on; answers its id.

    `first` are the people it names for its first mandates: by "representative" and "deputy".
    """
    row = found(act, decision)
    if refused := (
        usable(act.alliance, decision, "members")
        or _known(act, code, name, side, kind)
        or _first_refused(act, first or {})
    ):
        return refused
    org = write_member(
        act,
        code=code,
        name=name.strip(),
        membership=Membership.MEMBER.value,
        side=side,
        kind=kind,
        decision=str(row),
    )
    for role, person in (first or {}).items():
        write_person(act, person, org)
        write_mandate(act, org, person, role, decision=str(row))
    note_use(act, decision, "member.admitted")
    return str(org)


@action(
    "agreement.adopt",
    needs=permission("agreement.adopt", "put the agreement’s text into force"),
    first=settle,
)
def adopt_agreement(act: Act, *, decision: int, text: str = "") -> str | Refused:
    """Put a new version of the agreement into force: the words voted on, or `text`, the whole as it then reads."""
    row = found(act, decision)
    if refused := usable(act.alliance, decision, "agreement"):
        return refused
    voted = Revision.objects.get(proposal=row, number=row.revision).text
    number = write_agreement(act, text.strip() or voted, str(row))
    note_use(act, decision, "agreement.adopted")
    return str(number)


def _first_refused(act: Act, first: Mapping[str, UUID]) -> Refused | None:
    """Whether the new member's first mandates fit the rule-book; the organisation has no id yet, so any will do."""
    book, in_force, newcomer = (
        current_rulebook(act.alliance),
        seats(access.mandates(act.alliance, act.at)),
        uuid4(),
    )
    for role, person in first.items():
        grant = Grant(Seat(newcomer, person, role), org_votes=True, belongs=True, begins=act.at)
        if refused := check_grant(book, grant, in_force, ()):
            return refused
    return None


def _known(act: Act, code: str, name: str, side: str, kind: str) -> Refused | None:
    if not (code.isalnum() and code.isascii() and len(code) <= CODE_LENGTH) or not name.strip():
        return malformed(
            "code", f"Give the member a name, and a short code of at most {CODE_LENGTH} letters and digits."
        )
    if side not in (Side.COMMISSIONER, Side.PROVIDER) or kind not in Kind.values:
        return malformed("side", "Say on which side the member is, and what kind of body it is.")
    if Organisation.objects.filter(alliance_id=act.alliance, code=code).exists():
        return Refused("code_taken", f"“{code}” is the code of another organisation here. Choose another.")
    return None
