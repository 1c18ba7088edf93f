"""Files that were asked for, as any member of the alliance may see them; a download is authorised anew."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models.functions import Length
from django.urls import reverse

from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound, Refused
from alliance.jobs import queries as jobs
from measures.dashboards.kinds import PACKS
from measures.dashboards.shapes import Asked
from measures.packs.actions import CHANGED
from measures.packs.contents import contents
from measures.packs.models import Pack
from measures.packs.rules import STEPS
from measures.plan.queries import view_name

BEING_MADE = Refused("not_yet", "This file is still being made. Look at its page to see how far it is.")
_DOING = ("It waits for its turn", "Drawing the charts", "Keeping the file", "It is made")


@dataclass(frozen=True, slots=True)
class PackPage:
    """How far a file is: `done` of `steps`, in words; once `ready` it has a `size` in bytes, and it is kept until `expires_at`.

    `shows` says what of the dashboard it shows, `file_url` is where its bytes are, blank until then.
    """

    id: UUID
    kind: str
    label: str
    shows: str
    done: int
    steps: int
    words: str
    ready: bool
    failed: bool
    size: int
    expires_at: datetime
    file_url: str


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file to save: its name, what it is, and its bytes."""

    name: str
    media: str
    content: bytes


def pack(viewer: Viewer, id: UUID) -> PackPage:
    """How a file of the viewer's alliance is doing; NotFound for another one's, and when it is over. Three
    queries."""
    row = _one(viewer, id)
    job = jobs.shared(viewer, row.job)
    size = getattr(row, "size", 0) or 0
    done = STEPS if size else min(job.done, STEPS - 1)
    failed = job.failed and not size
    where = reverse("api_measures_pack_file", args=[viewer.slug, row.id]) if size else ""
    return PackPage(
        row.id, row.kind, PACKS[row.kind].label, _shows(viewer, row), done, STEPS,
        job.sentence if failed else _DOING[done], bool(size), failed, size, row.expires_at, where,
    )  # fmt: skip


def pack_file(viewer: Viewer, id: UUID) -> PackFile | Refused:
    """The bytes, where what this viewer sees on the dashboard is still what they say; refused where it changed since."""
    row = _one(viewer, id)
    if not getattr(row, "size", 0):
        return BEING_MADE
    now = contents(viewer, row.kind, Asked(**row.asked))
    if now.mark != row.mark:
        return CHANGED
    kind = PACKS[row.kind]
    made = Pack.objects.values_list("content", flat=True).get(id=row.id)
    return PackFile(f"{now.name}.{kind.ending}", kind.media, bytes(made))


def _one(viewer: Viewer, id: UUID) -> Pack:
    found = Pack.objects.filter(id=id, alliance=viewer.alliance, expires_at__gt=clock.now())
    row = found.defer("content").annotate(size=Length("content")).first()
    if row is None:
        raise NotFound
    return row


def _shows(viewer: Viewer, row: Pack) -> str:
    asked = Asked(**row.asked)
    if row.kind == "evidence":
        return f"Everything in release {asked.release}"
    span = [f"from {asked.first}" if asked.first else "", f"to {asked.last}" if asked.last else ""]
    return " ".join(
        part
        for part in (f"All measures as of release {asked.release}, {view_name(viewer, asked.view)},", *span)
        if part
    ).rstrip(",")
