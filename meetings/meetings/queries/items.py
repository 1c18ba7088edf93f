"""The agenda's items as a page shows them, each with the votes that were opened under it."""

from collections.abc import Mapping
from uuid import UUID

from alliance.decisions.queries.rollcall import RollCall, roll_calls
from alliance.door.access import Viewer
from alliance.links.queries import resolve
from alliance.wings.offers import Reference
from meetings.meetings import rules
from meetings.meetings.models import AgendaItem, Meeting
from meetings.meetings.shapes import Item
from meetings.meetings.states import verbs


def items(
    viewer: Viewer, meeting: Meeting, agenda: list[AgendaItem], kept: rules.Notice, now: UUID | None, *, quorate: bool
) -> list[Item]:  # fmt: skip
    """The agenda in its order. `now` is the item taken up last; `quorate`, whether the meeting may decide."""
    known = resolve(viewer, [item.ref for item in agenda if item.ref])
    calls = roll_calls(viewer, [vote.proposal_id for item in agenda for vote in item.votes.all()])
    can = "vote" in verbs(meeting.state)
    zone, adjourned = meeting.alliance.zone, meeting.adjourned_from_id is not None
    shown = []
    for item in agenda:
        listed = rules.listed_in_time(item.added_at, kept, zone)
        votes = [calls[vote.proposal_id] for vote in item.votes.all()]
        here = can and quorate and listed and not (adjourned and item.carried_from_id is None)
        now_ = "close" in verbs(meeting.state) and item.id == now
        shown.append(_item(viewer, item, known, votes, listed=listed, now=now_, may_put=here))
    return shown


def _item(
    viewer: Viewer, item: AgendaItem, known: Mapping[str, Reference], votes: list[RollCall],
    *, listed: bool, now: bool, may_put: bool,
) -> Item:  # fmt: skip
    ref = known.get(item.ref)
    running = any(vote.open for vote in votes)
    return Item(
        id=item.id, position=item.position, ref=item.ref,
        title=": ".join(part for part in (ref.title if ref else "", item.text) if part),
        url=ref.url if ref else "", state=ref.state if ref else "", listed=listed, now=now, undecided=item.undecided,
        carried=str(item.carried_from.meeting) if item.carried_from else "", added_by=str(item.added_by or ""),
        votes=votes, may_put=may_put and not running and viewer.may("decision.propose"),
        may_remove=item.added_by_id == viewer.person or viewer.may("meeting.run"),
    )  # fmt: skip
