"""What within a meeting a paper may hang on."""

from uuid import UUID

from meetings.meetings.models import AgendaItem


def parts(alliance: UUID, ref: str) -> frozenset[UUID]:
    """The items on the agenda of the meeting `ref`: a paper may hang on each."""
    items = AgendaItem.objects.filter(meeting__alliance=alliance, meeting__number=int(ref.partition("-")[2]))
    return frozenset(items.values_list("id", flat=True))
