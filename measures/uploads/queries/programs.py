"""Sheets as programs see them."""

from uuid import UUID

from django.urls import reverse

from alliance.door.access import Viewer
from alliance.door.refusals import Refused
from measures.uploads.keeping.steps import NOW, STEPS
from measures.uploads.models import State
from measures.uploads.queries.drafts import draft
from measures.uploads.queries.sheets import sheets
from measures.uploads.shapes import SheetLines, SheetStatus, asked, said


def sheet_lines(viewer: Viewer) -> SheetLines:
    """The newest periods that have begun, with who has sent what."""
    return SheetLines(sheets(viewer).lines)


def sheet(viewer: Viewer, id: UUID) -> SheetStatus | Refused:
    """One sheet under way; refused for those who do not send it, NotFound else."""
    found = draft(viewer, id)
    if isinstance(found, Refused):
        return found
    preview = found.preview
    return SheetStatus(
        id=found.id, status_url=reverse("api_upload", args=[viewer.slug, found.id]), org=found.org, period=found.period,
        state=State(found.state), received_at=found.received_at, expires_at=found.expires_at, failed=found.failed,
        step=next((each.name for each in found.steps if each.state == NOW), "Over"), done=found.done, total=len(STEPS),
        copy_url=reverse("api_upload_copy", args=[viewer.slug, found.id]), reading=found.reading, answered=found.answered,
        questions=asked(found.questions),
        messages=said(one for column in (*found.stops, *found.notes) for one in column.messages),
        changes=preview.changes if preview else (), seen_by_others=preview.seen if preview else (), waits=found.waits,
    )  # fmt: skip
