"""The covenant: every partner signs it by a decision; the manager records that, and its end."""

from uuid import uuid4

from alliance.contract.access import permission
from alliance.decisions.using import agreed_on
from alliance.decisions.words import reference
from alliance.door.action import Act, action
from alliance.door.refusals import Refused, malformed
from meetings.reviews.records.covenant import Covenant

MATTER, LONGEST = "agreement", 20_000
RECORDS = permission("covenant.record", "record the covenant for reviews")


@action("covenant.adopt", needs=RECORDS)
def adopt_covenant(act: Act, *, decision: int, text: str) -> str | Refused:
    """Put a version of the covenant in force, by the carried decision D-`decision` of all partners about the agreement."""
    if not text.strip() or len(text) > LONGEST:
        return malformed("text", "Write what the covenant promises.")
    if refused := _not_signed(act, decision):
        return refused
    number = Covenant.objects.filter(alliance=act.alliance).count() + 1
    act.log(
        "covenant.adopted",
        {
            "covenant": str(uuid4()),
            "alliance": str(act.alliance),
            "number": number,
            "decision": reference(decision),
        },
        text=text.strip(),
    )
    return str(number)


@action("covenant.withdraw", needs=RECORDS)
def withdraw_covenant(act: Act, *, decision: int) -> str | Refused:
    """End the covenant in force, by a decision: open reviews keep their version, and no new one begins (V2)."""
    row = in_force(act)
    if isinstance(row, Refused):
        return row
    if refused := _not_signed(act, decision):
        return refused
    act.log("covenant.withdrawn", {"covenant": str(row.id), "decision": reference(decision)})
    return str(row.number)


def in_force(act: Act) -> Covenant | Refused:
    """The latest version, unless it was withdrawn; refused where none is in force (V1)."""
    row = Covenant.objects.filter(alliance=act.alliance).order_by("-number").first()
    if row is None or row.withdrawn_at is not None:
        return Refused(
            "no_covenant",
            "No covenant is in force, so no review can begin. All partners sign one first, by a decision.",
        )
    return row


def _not_signed(act: Act, decision: int) -> Refused | None:
    """A covenant rests on a decision that every partner signed, about the agreement and in force; each is cited once."""
    ref = reference(decision)
    if ref not in dict(agreed_on(act.alliance, MATTER)):
        return Refused(
            "not_signed",
            f"{ref} is not a carried decision about the agreement that is in force. Cite one that is.",
        )
    if Covenant.objects.filter(alliance=act.alliance, decision=ref).exists():
        return Refused("cited", f"{ref} put a covenant in force already. Cite the decision about this.")
    return None
