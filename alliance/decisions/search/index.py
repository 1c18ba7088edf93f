"""What the index holds: the words of one event's texts in each row, written by the event's projector."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from alliance.decisions.count.sealing import FIELD, REVEALED, SEALED, said_in
from alliance.decisions.models import Findable, Proposal
from alliance.decisions.search.folding import folded
from alliance.door.record import saved
from alliance.ledger import queries as ledger
from alliance.ledger.event import Event
from alliance.ledger.types import Projector

_WORDING = ("title", "text", "expected_effect")
_SAID = ("reason", "harm", "smallest_change")
# Named one by one: an event that is not here is never found. Drafts are no events, and what a sealed ballot says is found
# from the event on that opens it, never before.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "proposal.opened": _WORDING, "proposal.amended": _WORDING, "vote.cast": _SAID, "vote.recorded": _SAID,
    "decision.conditions_named": ("text",),
}  # fmt: skip
_REPLACING = "proposal.amended"  # only the latest wording is found


def findable(kind: str, project: Projector | None) -> Projector | None:
    """The projector of events of this `kind` that also keeps the index, where they have texts to find."""
    if kind == REVEALED:
        return _opened
    if kind not in FIELDS:
        return project

    def both(event: Event, texts: Mapping[str, str]) -> None:
        if project:
            project(event, texts)
        _keep(event, texts)

    return both


def _keep(event: Event, texts: Mapping[str, str]) -> None:
    proposal, fields = UUID(event.body["proposal"]), FIELDS[event.type]
    if event.type == _REPLACING:
        Findable.objects.filter(proposal_id=proposal, wording=True).delete()
    keep(proposal, event.seq, [texts[name] for name in fields if name in texts], wording=fields is _WORDING)


def _opened(event: Event, texts: Mapping[str, str]) -> None:
    """What the ballots that are opened say, each under the entry that sealed it."""
    proposal = UUID(event.body["proposal"])
    alliance = Proposal.objects.values_list("alliance_id", flat=True).get(id=proposal)
    sealed = ledger.events(alliance, topics=[str(proposal)], types=[SEALED])
    counting = [one.seq for one in sealed if one.body["ballot"] in event.body["ballots"]]
    for seq, said in ledger.texts(alliance, counting).items():
        told = said_in(said[FIELD])
        keep(proposal, seq, [told[name] for name in _SAID if told[name]])


def keep(proposal: UUID, seq: int, texts: list[str], *, wording: bool = False) -> None:
    """Let the proposal be found by these texts of the event `seq`: for projectors, once everybody inside may read them."""
    if words := folded(texts):
        saved(row(proposal, seq, wording=wording, words=words))


def row(proposal: UUID, seq: int, *, wording: bool, words: str) -> Findable:
    """The row of the event `seq`; its id follows from the two, so that a rebuild writes the same."""
    key = uuid5(proposal, f"words {seq}")
    return Findable(id=key, proposal_id=proposal, seq=seq, wording=wording, words=words)


def forget(alliance: UUID, seq: int) -> None:
    """Take what has been erased of the event `seq` out of the index: to be called inside the action that erases, once
    the opening is gone. What the event still says stays findable."""
    left = ledger.texts(alliance, [seq]).get(seq, {})
    for found in Findable.objects.filter(proposal__alliance_id=alliance, seq=seq):
        fields = _WORDING if found.wording else (*_SAID, "text")
        words = folded([left[name] for name in fields if name in left])
        kept = Findable.objects.filter(id=found.id)
        if words:
            kept.update(words=words)
        else:
            kept.delete()
