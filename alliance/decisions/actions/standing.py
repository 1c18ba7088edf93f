"""What every action on a proposal asks first: who is this, which proposal, how does its vote stand."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from alliance.contract import access
from alliance.contract.actions import current_rulebook
from alliance.contract.matters import Side
from alliance.contract.models import RuleBookVersion
from alliance.contract.rulebook import RuleBook
from alliance.decisions.count.electorate import State
from alliance.decisions.count.replay import replay
from alliance.decisions.history import story
from alliance.decisions.models import Proposal
from alliance.decisions.permissions import PERMISSIONS
from alliance.door.action import Act
from alliance.door.refusals import DENIED, NotFound, Refused
from alliance.ledger.prepared import Prepared


def insider(act: Act, arguments: Mapping[str, Any]) -> Refused | None:
    """A door predicate: strangers find nothing here; what else must hold, the rules say, for the log to remember."""
    if act.by is not None and not words_of(act):
        raise NotFound
    return None


def words_of(act: Act) -> frozenset[str]:
    """The words by which the table of permissions knows the actor."""
    return access.standing(act.alliance, act.by, act.at) if act.by else frozenset()


def allowed(act: Act, permission: str) -> bool:
    """Whether the actor's roles allow `permission`; the system may do what it is made for."""
    return act.by is None or not words_of(act).isdisjoint(PERMISSIONS[permission])


def found(act: Act, number: int) -> Proposal:
    """The proposal D-`number`; NotFound where this alliance has none."""
    proposal = _numbered.one(alliance=act.alliance, number=number)
    if proposal is None:
        raise NotFound
    return proposal


_numbered: Prepared[Proposal] = Prepared(
    lambda alliance, number: Proposal.objects.filter(alliance_id=alliance, number=number).order_by(),
    alliance=UUID(int=1), number=987_654_321,
)  # fmt: skip


def state_of(act: Act, proposal: Proposal) -> State:
    """How the vote stands now, read from the log."""
    return replay(story(act.alliance, proposal.id), act.at)


def held(act: Act, person: UUID | None) -> frozenset[str]:
    """The organisations that this person may vote for now, as text."""
    return frozenset(map(str, access.voices(act.alliance, person, act.at)))


def speaks(act: Act, org: UUID) -> bool:
    """Whether the actor holds this organisation's mandate, so that the words of its proposals are theirs."""
    return act.by is None or str(org) in held(act, act.by)


def check_words_are_theirs(act: Act, proposal: Proposal, what: str) -> Refused | None:
    """A refusal, for the log, where somebody outside the proposing member reaches for its words."""
    if speaks(act, proposal.org_id):
        return None
    sentence = f"Only who holds {proposal.org}’s mandate can {what}. Ask them, or share a draft with them."
    return Refused("not_proposer", sentence, DENIED, True, {"proposal": str(proposal.id)})


def check_clock(act: Act, proposal: Proposal, what: str) -> Refused | None:
    """A refusal, for the log, where the actor neither proposes nor runs the clock for all."""
    if speaks(act, proposal.org_id) or allowed(act, "decision.clock"):
        return None
    sentence = (
        f"Only {proposal.org}, who proposes this, and your alliance manager can {what}. Ask one of them."
    )
    return Refused("not_allowed", sentence, DENIED, True, {"proposal": str(proposal.id)})


def members(act: Act) -> dict[str, Side]:
    """The electorate of a vote that opens now: every member with its side."""
    return {str(org.id): Side(org.side) for org in access.members(act.alliance, act.at)}


def book_in_force(act: Act) -> tuple[int, RuleBook]:
    """The number and the settings of the rule-book in force."""
    numbers = RuleBookVersion.objects.filter(alliance_id=act.alliance).order_by("-number")
    return numbers.values_list("number", flat=True)[0], current_rulebook(act.alliance)
