"""A vote as a round of its issue: what the deadlock ladder needs to know of it, and nothing more."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from alliance.contract.matters import Rule
from alliance.decisions.count.tally import Result
from alliance.decisions.models import Proposal
from alliance.ladder.rules import Ending, Round

_ENDINGS: Mapping[str, Ending] = {
    Result.CARRIED: Ending.CARRIED, Result.NOT_CARRIED: Ending.FAILED, Result.NOT_REACHED: Ending.FAILED,
}  # fmt: skip


def may_deadlock(row: Proposal) -> bool:
    """Only what all must agree to can be in deadlock: where one member decides, or fewer than all, there is an end."""
    return row.rule == Rule.UNANIMITY and row.owner_id is None


def round_of(row: Proposal, result: str, ended_at: datetime | None) -> Round:
    """The round that a proposal is, its vote having come to `result` at `ended_at` (None while it is open)."""
    if ended_at is None:
        return Round(str(row.id), row.opened_at)
    ending = _ENDINGS.get(result, Ending.VOID) if may_deadlock(row) else Ending.VOID
    return Round(str(row.id), row.opened_at, ended_at, ending)


def rounds_of(rows: Iterable[Proposal]) -> list[Round]:
    """The rounds as their rows tell them, where all that is due is settled."""
    return [round_of(row, row.result, row.decided_at) for row in rows]


def issues_of(rows: Iterable[Proposal]) -> dict[UUID, list[Proposal]]:
    """The rows by their issue, in the order given."""
    found: dict[UUID, list[Proposal]] = {}
    for row in rows:
        found.setdefault(row.root, []).append(row)
    return found
