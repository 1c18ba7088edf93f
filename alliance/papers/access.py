"""Which papers a person may read: all that are open to the alliance, one's own, and those shown to this person by name."""

from uuid import UUID

from django.db.models import Q, QuerySet

from alliance.papers.models import Paper, PaperReader

READ = "view_paper"


def readable(alliance: UUID, person: UUID | None) -> QuerySet[Paper]:
    """The papers of `alliance` that this person may read where they may see what it hangs on; the system reads all."""
    papers = Paper.objects.filter(alliance_id=alliance)
    if person is None:
        return papers
    shown = PaperReader.objects.filter(user_id=person, permission__codename=READ).values("content_object")
    return papers.filter(Q(confidential=False) | Q(by_id=person) | Q(id__in=shown))
