"""For actions of every room that need a decision: whether the one they cite will do, and the note that it was used."""

from uuid import UUID

from alliance.decisions.afterwards import Decided, check_use
from alliance.decisions.count.tally import Result
from alliance.decisions.models import HOLDS, STANDING, Life, Proposal
from alliance.door.action import Act
from alliance.door.refusals import NotFound, Refused


def usable(alliance: UUID, number: int, matter: str) -> Refused | None:
    """Whether D-`number` is carried, about `matter` (a code of the rule-book), in force and unused; NotFound where
    the alliance has no such decision."""
    return check_use(as_decided(_row(alliance, number)), matter)


def agreed_on(alliance: UUID, matter: str = "") -> list[tuple[str, str]]:
    """The carried decisions about `matter` (or about anything) that are in force, as (reference, title), the newest first:
    what a standing arrangement may rest on, however many do. One query."""
    found = Proposal.objects.filter(alliance_id=alliance, result=Result.CARRIED, life__in=HOLDS)
    found = found.filter(matter=matter) if matter else found
    return [(str(row), row.title) for row in found.order_by("-number")]


def unused_on(alliance: UUID, matter: str) -> tuple[tuple[int, str], ...]:
    """The carried decisions about `matter` that are in force and unused, as (number, words), the newest first. One query."""
    found = Proposal.objects.filter(
        alliance_id=alliance, matter=matter, result=Result.CARRIED, life__in=STANDING, used_at=None
    )
    return tuple((row.number, f"{row} {row.title}") for row in found.order_by("-number"))


def note_use(act: Act, number: int, purpose: str) -> None:
    """Log that D-`number` has been acted upon; `purpose` is one word such as rulebook.adopted. Ask `usable` first."""
    act.log("decision.used", {"proposal": str(_row(act.alliance, number).id), "purpose": purpose})


def as_decided(proposal: Proposal) -> Decided:
    """The row as the rules about its afterlife read it."""
    return Decided(
        proposal.number, proposal.result, proposal.reason, proposal.matter, proposal.life in STANDING,
        proposal.used_at is not None, proposal.life == Life.WAITING,
    )  # fmt: skip


def _row(alliance: UUID, number: int) -> Proposal:
    proposal = Proposal.objects.filter(alliance_id=alliance, number=number).first()
    if proposal is None:
        raise NotFound
    return proposal
