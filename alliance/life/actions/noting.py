"""Notes of record beside a vote: what boards or a panel reported on a referred matter, and a duty that was not used."""

from uuid import UUID

from alliance.contract.matters import Side
from alliance.decisions.actions.settling import settle
from alliance.decisions.actions.standing import allowed, book_in_force, found, held, insider, members
from alliance.decisions.count.sentences import REFUSALS
from alliance.decisions.history import story
from alliance.door.action import Act, action
from alliance.door.refusals import DENIED, NotFound, Refused
from alliance.life.rules import check_duty, check_report


@action("report.note", needs=insider, first=settle)
def note_report(act: Act, *, proposal: int, kind: str, text: str, org: UUID | None = None) -> str | Refused:
    """Note what the own board of the member `org` (`kind` board), or a panel (`kind` panel), reported on D-`proposal`,
    which was referred to them; answers the reference."""
    row = found(act, proposal)
    mine = held(act, act.by) & members(act).keys()
    whose = str(org) if org else None
    if refused := check_report(
        row.result, kind, org=whose, held=mine, steers=allowed(act, "report.note"), text=text
    ):
        return refused
    body = {"proposal": str(row.id), "kind": kind} | ({"org": whose} if kind == "board" else {})
    act.log("decision.report_noted", body, reason=text.strip())
    return str(row)


@action("duty.note", needs=insider, first=settle)
def note_duty(act: Act, *, proposal: int, org: UUID, legal_basis: str, text: str) -> str | Refused:
    """Note for `org` that it has a reserved duty in D-`proposal`, under `legal_basis`, and does not use it; `text` says why.
    Answers the reference."""
    row, sides = found(act, proposal), members(act)
    if str(org) not in sides:
        raise NotFound
    if str(org) not in held(act, act.by):
        return Refused("no_mandate", REFUSALS["no_mandate"], DENIED, True, {"proposal": str(row.id)})
    noted = any(
        one.type == "duty.noted" and one.body["org"] == str(org) for one in story(act.alliance, row.id)
    )
    if refused := check_duty(
        row.result, reserved=row.owner_id is not None, side=Side(sides[str(org)]),
        matters=book_in_force(act)[1].matters, noted=noted, basis=legal_basis, text=text,
    ):  # fmt: skip
        return refused
    body = {"proposal": str(row.id), "org": str(org)}
    act.log("duty.noted", body, legal_basis=legal_basis.strip(), reason=text.strip())
    return str(row)
