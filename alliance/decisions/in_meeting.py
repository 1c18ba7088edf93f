"""For the wing in which partners meet, inside its own actions: a vote is opened there, and stops when the quorum goes."""

from collections.abc import Iterable
from uuid import UUID

from alliance.decisions import rules
from alliance.decisions.actions.opening import write_asked
from alliance.decisions.actions.standing import state_of
from alliance.decisions.asked import Asked
from alliance.decisions.models import Proposal
from alliance.door.action import Act
from alliance.door.refusals import Refused


def put_to_vote(act: Act, asked: Asked, represented: Iterable[UUID]) -> UUID | Refused:
    """Open `asked` for votes in the meeting that it names, with the members `represented` there; answers the proposal's
    id, or says why not."""
    answer = write_asked(act, asked, represented)
    if isinstance(answer, Refused):
        return answer
    return Proposal.objects.values_list("id", flat=True).get(
        alliance_id=act.alliance, number=int(answer.removeprefix("D-"))
    )


def running(act: Act, proposals: Iterable[UUID]) -> list[Proposal]:
    """Those of `proposals` whose vote still runs, by number. What is due must have been settled first."""
    found = Proposal.objects.filter(alliance_id=act.alliance, id__in=list(proposals), result="")
    return list(found.order_by("number"))


def adjourn(act: Act, proposals: Iterable[UUID], represented: Iterable[UUID]) -> list[Proposal]:
    """Adjourn, as the system, each vote that still runs: `represented` are the members still there."""
    there = sorted(map(str, represented))
    stopped = [
        row for row in running(act, proposals) if rules.check_adjourn(state_of(act, row), at=act.at) is None
    ]
    for row in stopped:
        body = {"proposal": str(row.id)} | ({"represented": there} if there else {})
        act.as_system("proposal.adjourned", body)
    return stopped
