"""Whether each sealed round was opened as it was sealed: the positions that count beside what the ballots committed to."""

from collections.abc import Collection, Iterator
from uuid import UUID

from alliance.decisions.count.electorate import SealedVote
from alliance.decisions.count.replay import replay
from alliance.decisions.count.sealing import FIELD, REVEALED, SEALED, counted, said_in
from alliance.decisions.history import stories
from alliance.ledger import queries as ledger
from alliance.ledger.event import Event


def reveal_fault(alliance: UUID) -> str:
    """The first opening that is not what was sealed, in a sentence; blank where there is none. A text that was erased since
    leaves nothing to compare. Three queries."""
    sealed = {one.body["ballot"]: one for one in ledger.events(alliance, types=[SEALED])}
    texts = ledger.texts(alliance, [one.seq for one in sealed.values()])
    said = {
        one.seq: said_in(texts[one.seq][FIELD]) for one in sealed.values() if FIELD in texts.get(one.seq, {})
    }
    return next(
        (
            fault
            for event in ledger.events(alliance, types=[REVEALED])
            for fault in _faults(event, sealed, said)
        ),
        "",
    )


def left_out(alliance: UUID) -> list[str]:
    """A sentence for each sealed ballot that its opening left out: the log is whole, and nothing was counted in that vote.
    Three queries where a round was opened; one else."""
    openings = ledger.events(alliance, types=[REVEALED])
    told = stories(alliance, {UUID(one.body["proposal"]) for one in openings})
    return [
        f"Entry {event.seq} left out the ballot sealed in entry {one.seq}, which nobody could open: "
        "nothing was counted in that vote."
        for event in openings
        for one in sorted(_missed(told[UUID(event.body["proposal"])], event), key=lambda one: one.seq)
    ]  # fmt: skip


def _missed(story: list[Event], opening: Event) -> Collection[SealedVote]:
    return replay([one for one in story if one.seq <= opening.seq], opening.at).sealed.values()


def _faults(event: Event, sealed: dict[str, Event], said: dict[int, dict[str, str]]) -> Iterator[str]:
    for ballot, told in event.body["ballots"].items():
        one = sealed.get(ballot)
        if one is None or one.body["proposal"] != event.body["proposal"]:
            yield f"Entry {event.seq} is broken: it opens a ballot that nobody sealed in that vote."
        elif one.seq in said and counted(said[one.seq]) != told:
            yield f"Entry {event.seq} is broken: it counts the ballot of entry {one.seq} otherwise than it was sealed."
