"""What a meeting will talk about: put on, ordered, taken off. Anyone inside may add."""

from collections.abc import Sequence
from uuid import UUID

from alliance.contract.access import anyone_inside
from alliance.door.action import Act, action
from alliance.door.refusals import NotFound, Refused, denied
from alliance.links.naming import named_by
from meetings.meetings import rules
from meetings.meetings.actions.planning import RUNS
from meetings.meetings.actions.standing import found, item_of, key, not_now, runs
from meetings.meetings.actions.writing import carry, write_item
from meetings.meetings.models import AgendaItem, Meeting
from meetings.meetings.states import State


@action("agenda.add", needs=anyone_inside)
def add_item(act: Act, *, meeting: UUID, ref: str = "", text: str = "") -> str | Refused:
    """Put an item at the end of the agenda, by reference or in plain words; answers the item's id."""
    row = found(act, meeting)
    refused = not_now(row, "agenda") or rules.check_item(ref, text, _listed(row)) or _unseen(act, [ref])
    return refused or _write(act, row, ref, text)


@action("agenda.add_suggested", needs=anyone_inside)
def add_suggested(
    act: Act, *, meeting: UUID, refs: Sequence[str] = (), carried: Sequence[UUID] = ()
) -> str | Refused:
    """Put several at once on the agenda: undecided items of meetings before, and references; what is on it is skipped."""
    row = found(act, meeting)
    there = _listed(row)
    items = _once([_undecided(act, one) for one in dict.fromkeys(carried)], there)
    there |= {item.ref for item in items}
    wanted = [ref for ref in dict.fromkeys(refs) if ref not in there]
    refused = not_now(row, "agenda") or _wrong(wanted, items) or _unseen(act, wanted)
    if refused:
        return refused
    carry(act, row, items)
    for ref in wanted:
        _write(act, row, ref, "")
    return str(row)


@action("agenda.move", needs=RUNS)
def move_item(act: Act, *, meeting: UUID, item: UUID, position: int) -> str | Refused:
    """Give an item another place on the agenda, counted from 1; answers the item's id."""
    row = found(act, meeting)
    item_of(row, item)
    ids = list(row.items.order_by("position").values_list("id", flat=True))
    order = not_now(row, "agenda") or rules.reordered(ids, item, position)
    if isinstance(order, Refused):
        return order
    act.log("meeting.item_moved", key(row) | {"items": [str(one) for one in order]})
    return str(item)


@action("agenda.remove", needs=anyone_inside)
def remove_item(act: Act, *, meeting: UUID, item: UUID) -> str | Refused:
    """Take an item off the agenda: by whoever put it there, or by who runs meetings."""
    row = found(act, meeting)
    gone = item_of(row, item)
    discussed = gone.taken_up.exists() or gone.votes.exists()
    refused = not_now(row, "agenda") or _not_mine(act, gone) or rules.check_removed(discussed=discussed)
    if refused:
        return refused
    rest = [str(one) for one in row.items.exclude(id=item).order_by("position").values_list("id", flat=True)]
    act.log("meeting.item_removed", key(row) | {"item": str(item)})
    if rest:
        act.log("meeting.item_moved", key(row) | {"items": rest})
    return str(item)


def _listed(meeting: Meeting) -> set[str]:
    return set(meeting.items.exclude(ref="").values_list("ref", flat=True))


def _unseen(act: Act, refs: Sequence[str]) -> Refused | None:
    """A refusal where a reference stands for nothing that the actor may see and name: of this alliance, and there."""
    named = [ref for ref in refs if ref]
    known = named_by(act.alliance, act.by, named)
    return rules.check_seen([ref for ref in named if ref not in known])


def _write(act: Act, meeting: Meeting, ref: str, text: str) -> str:
    """An item, carried over where the same thing, by its reference or in the same words, lacked the quorum the last time:
    whoever types it says what a press of the button says."""
    same = {"ref": ref} if ref else {"ref": "", "text": text.strip()}
    there = AgendaItem.objects.filter(meeting__alliance=act.alliance, **same).exclude(
        meeting__state=State.CANCELLED
    )
    last = there.order_by("-meeting__starts_at", "-meeting__number").first()
    left = last is not None and last.undecided and not _again(last)
    return write_item(act, meeting, ref, text, last.id if last and left else None)


def _undecided(act: Act, item: UUID) -> AgendaItem:
    row = AgendaItem.objects.filter(meeting__alliance=act.alliance, id=item).first()
    if row is None:
        raise NotFound
    return row


def _once(items: Sequence[AgendaItem], there: set[str]) -> list[AgendaItem]:
    """Those whose reference is not `there`, for each reference the first named, and all that have none."""
    by_ref: dict[str, AgendaItem] = {}
    for item in items:
        by_ref.setdefault(item.ref or str(item.id), item)
    return [item for ref, item in by_ref.items() if ref not in there]


def _wrong(refs: Sequence[str], items: Sequence[AgendaItem]) -> Refused | None:
    faults = [rules.check_item(ref, "", ()) for ref in refs]
    faults += [rules.check_carried(undecided=one.undecided, again=_again(one)) for one in items]
    if not refs and not items:
        return Refused("nothing", "All of this is on the agenda already.")
    return next((fault for fault in faults if fault), None)


def _again(item: AgendaItem) -> bool:
    return item.carried_to.exclude(meeting__state=State.CANCELLED).exists()


def _not_mine(act: Act, item: AgendaItem) -> Refused | None:
    if item.added_by_id == act.by or runs(act):
        return None
    return denied("not_yours", "Only who put this on the agenda, or who runs the meeting, can take it off.")
