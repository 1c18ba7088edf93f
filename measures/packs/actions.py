"""Asking for a pack, making it in the background, and forgetting it. Packs are operational: they change no figure."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from operator import itemgetter
from uuid import UUID

from django.db import IntegrityError, transaction

from alliance.contract.access import enter
from alliance.contract.models import Alliance
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import Refused
from alliance.jobs import actions as jobs
from alliance.jobs.models import Job
from alliance.jobs.models import State as JobState
from measures.dashboards.shapes import Asked
from measures.notes.models import Note
from measures.packs.contents import Contents, contents
from measures.packs.models import Pack
from measures.packs.rules import LIFE, MOST_UNDER_WAY, STEPS
from measures.releases.models import Withdrawal

KIND = "measures.pack"
Beat = Callable[[int, int], None]
BUSY = Refused("busy", "Other files are being made just now. Ask again in a minute.", 503)
CHANGED = Refused(
    "changed", "What the dashboard shows has changed since this file was asked for. Ask for it again."
)


def ask_pack(viewer: Viewer, *, kind: str, asked: Asked) -> UUID | Refused:
    """The id of the file of this kind that shows what is asked; it is made in the background, unless it is there already.

    NotFound where nothing is published, or where such a file is not made here.
    """
    wanted = contents(viewer, kind, asked)
    found = _standing(viewer.alliance, wanted.mark)
    if found is not None:
        return found
    if _under_way(viewer.alliance) >= MOST_UNDER_WAY:
        return BUSY
    try:
        with transaction.atomic():
            return _ordered(viewer, wanted)
    except IntegrityError:  # somebody asked for the same in this instant
        return _standing(viewer.alliance, wanted.mark) or BUSY


def make_pack(pack: UUID, person: UUID, beat: Beat) -> Refused | None:
    """Make a file that was asked for by a person, and keep it; being done twice changes nothing. NotMade where it fails."""
    row = Pack.objects.filter(id=pack).first()
    if row is None or row.content:
        return None
    slug = Alliance.objects.values_list("slug", flat=True).get(id=row.alliance_id)
    beat(0, STEPS)
    found = contents(enter(person, slug), row.kind, Asked(**row.asked))
    if found.mark != row.mark:
        return CHANGED
    beat(1, STEPS)
    made = found.made()
    beat(2, STEPS)
    Pack.objects.filter(id=pack).update(content=made)
    return None


def forget_packs() -> None:
    """Throw away what is over, and what may repeat words or figures that were taken back since it was asked for; called by
    the worker every few seconds, so it writes only where there is something. One query where no file is kept."""
    kept = list(Pack.objects.values_list("id", "alliance", "expires_at"))
    taken, now = _taken_back(clock.now() - LIFE) if kept else {}, clock.now()
    over = [
        pack
        for pack, alliance, end in kept
        if end <= now or (alliance in taken and taken[alliance] >= end - LIFE)
    ]
    if over:
        Pack.objects.filter(id__in=over).delete()


def _taken_back(since: datetime) -> dict[UUID, datetime]:
    """By alliance, when something beside or in its figures was taken back last. Two queries."""
    notes = Note.objects.filter(taken_back_at__gte=since).values_list("alliance", "taken_back_at")
    figures = Withdrawal.objects.filter(at__gte=since).values_list("release__alliance", "at")
    found = [(alliance, at) for alliance, at in (*notes, *figures) if at]
    return dict(sorted(found, key=itemgetter(1)))


def _standing(alliance: UUID, mark: str) -> UUID | None:
    """The file with this mark; one that is over, or whose making failed, makes room."""
    row = Pack.objects.filter(alliance=alliance, mark=mark).only("id", "job", "expires_at").first()
    if row is None:
        return None
    if row.expires_at <= clock.now() or Job.objects.filter(pk=row.job, state=JobState.FAILED).exists():
        row.delete()
        return None
    return row.id


def _under_way(alliance: UUID) -> int:
    return Job.objects.filter(
        alliance=alliance, kind=KIND, state__in=[JobState.QUEUED, JobState.RUNNING]
    ).count()


def _ordered(viewer: Viewer, wanted: Contents) -> UUID:
    row = Pack(
        alliance_id=viewer.alliance, kind=wanted.kind, mark=wanted.mark, asked=asdict(wanted.asked),
        expires_at=clock.now() + LIFE,
    )  # fmt: skip
    row.job = jobs.enqueue(KIND, viewer.alliance, viewer.person, {"pack": str(row.id)})
    row.save(force_insert=True)
    return row.id
