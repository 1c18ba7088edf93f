"""What must hold when a report on a referred matter is noted, or a member notes a duty that it has and did not use. Pure."""

from collections.abc import Collection, Iterable
from enum import StrEnum

from alliance.contract.matters import MatterType, Side, may_hold_a_duty
from alliance.decisions.count.tally import Result
from alliance.door.refusals import Refused, denied, malformed

TAKEN_BACK = (Result.WITHDRAWN, Result.ADJOURNED)


class From(StrEnum):
    """Whose report it is: a member’s own board’s, or a panel’s of people without a conflict."""

    BOARD = "board"
    PANEL = "panel"


def check_report(
    result: str, kind: str, *, org: str | None, held: Collection[str], steers: bool, text: str
) -> Refused | None:
    """Whether a report may be noted on a vote that came to `result`; `held` are the members that the actor speaks for,
    `steers` whether the actor runs the alliance for all."""
    if result != Result.REFER:
        return Refused("not_referred", "Only a matter that was referred waits for a report.")
    if kind not in tuple(From):
        return malformed("kind", "Say whether a member’s board reports, or a panel.")
    if kind == From.BOARD and org not in held:
        return denied("no_mandate", "What a board said is told by those who hold that member’s mandate.")
    if kind == From.PANEL and not steers:
        return denied("not_allowed", "A panel’s report is noted by the alliance manager or the facilitator.")
    return None if text.strip() else malformed("text", "Say what the report comes to, and when it was made.")


def check_duty(
    result: str, *, reserved: bool, side: Side | None, matters: Iterable[MatterType], noted: bool, basis: str, text: str
) -> Refused | None:  # fmt: skip
    """Whether a member of `side` may note that it has a duty in a matter that all decide, and leaves it unused."""
    if result in TAKEN_BACK:
        return Refused(
            "no_outcome", "This vote was stopped, so there is nothing beside which to note a duty."
        )
    if reserved:
        return Refused("reserved", "Here one member decides; whether it used its power stands there already.")
    if side is None or not may_hold_a_duty(side, matters):
        return Refused("no_duty", "The rule-book leaves no kind of matter to this member alone.")
    if noted:
        return Refused("noted", "This member has noted its duty here already.")
    if not basis.strip():
        return malformed("legal_basis", "Say which duty or law it is.")
    return None if text.strip() else malformed("text", "Say why the power is not used here.")
