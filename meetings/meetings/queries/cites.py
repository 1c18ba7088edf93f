"""The meetings at which something was on the agenda, or put to the vote."""

from alliance.door.access import Viewer
from alliance.links.thread import numbers
from alliance.wings.offers import Citation
from meetings.meetings.models import AgendaItem, ItemVote


def cites(viewer: Viewer, refs: list[str]) -> list[Citation]:
    """The meetings that dealt with one of these. Two queries. A meeting itself leads no further: what else was on its
    agenda need have nothing to do with it."""
    listed = AgendaItem.objects.filter(ref__in=refs, meeting__alliance=viewer.alliance).select_related(
        "meeting"
    )
    votes = ItemVote.objects.filter(
        proposal__number__in=numbers(refs, "D"), item__meeting__alliance=viewer.alliance
    ).select_related("item__meeting", "proposal")
    put = [
        Citation(
            str(one.proposal),
            str(one.item.meeting),
            one.opened_at,
            f"{one.proposal} was put to the vote here",
        )
        for one in votes
    ]
    return put + [
        Citation(item.ref, str(item.meeting), item.meeting.starts_at, f"With {item.ref} on its agenda")
        for item in listed
    ]
