"""What a decision is agreed subject to: pinned when it opens, named by the register itself when it is carried."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from alliance.contract.matters import Capacity, Side
from alliance.contract.models import CapacityStatement
from alliance.contract.rulebook import RuleBook
from alliance.decisions.count.conditions import boards_needed, check_boards, long_stop
from alliance.decisions.count.electorate import State
from alliance.decisions.count.outcome import Outcome
from alliance.decisions.models import Proposal
from alliance.door.action import Act
from alliance.door.refusals import Refused
from alliance.ledger.canonical import instant_text


def check_conditions(
    book: RuleBook, members: Mapping[str, Side], matter: str, boards: Iterable[UUID], days: int, category: str | None
) -> Refused | None:  # fmt: skip
    """Whether these boards may be named for a proposal about `matter`."""
    return check_boards(_capacity(book, matter), members, list(map(str, boards)), days, category)


def pinned(
    book: RuleBook, members: Mapping[str, Side], matter: str, boards: Iterable[UUID], days: int, category: str | None
) -> dict[str, Any]:  # fmt: skip
    """The part of an opening that says whose board must agree; empty where none must."""
    stated = CapacityStatement.objects.filter(org__in=list(members), matter=matter, delegated=False)
    own = {str(org) for org in stated.values_list("org", flat=True)}
    needed = boards_needed(_capacity(book, matter), members, list(map(str, boards)), own, category)
    return {"boards": needed, "long_stop_days": days or book.boards_days} if needed else {}


def name_conditions(act: Act, proposal: Proposal, state: State, ended: Outcome) -> None:
    """Once it is agreed: say whose boards it waits for, and until when. A member that has left has no board here."""
    proposal.refresh_from_db()
    boards = sorted(state.electorate.boards - state.gone)
    if not proposal.life or not state.electorate.boards or ended.decided_at is None:
        return
    stop = instant_text(long_stop(state.electorate, ended.decided_at))
    act.as_system(
        "decision.conditions_named", {"proposal": str(proposal.id), "boards": boards, "long_stop": stop}
    )


def _capacity(book: RuleBook, matter: str) -> Capacity:
    found = book.matter(matter)
    return found.capacity if found else Capacity.ALLIANCE
