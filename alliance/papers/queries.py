"""What can be seen of papers: those on a reference that this viewer may see, and one to take home."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.urls import reverse

from alliance.contract.models import Affiliation
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound, Refused
from alliance.links.queries import resolve
from alliance.papers import store
from alliance.papers.access import readable
from alliance.papers.models import Paper
from alliance.papers.rules import REFERENCE, file_name, size_words
from alliance.papers.scan.kinds import KINDS
from alliance.wings.offers import Reference

LOST = Refused(
    "lost", "This paper’s file is gone from the server, or is no longer the file that was attached. It is not handed out: "
    "tell whoever runs this server, and ask who attached it to attach it again.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper in a list; `part` is the item it hangs on, `readers` who may read it where not everyone may.

    A removed one has `removed_at`, `removed_by` and a `reason`, and no `url`.
    """

    id: UUID
    ref: str
    part: UUID | None
    title: str
    kind: str
    kind_words: str
    size: int
    size_words: str
    by: str
    at: datetime
    url: str
    confidential: bool
    readers: tuple[str, ...]
    may_remove: bool
    removed_at: datetime | None
    removed_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers on one reference, oldest first, and those on what it cites; `attach_url` is "" for who only reads."""

    ref: str
    title: str
    url: str
    lines: list[PaperLine]
    cited: list[PaperLine]
    attach_url: str


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A paper to take home: the open file, what to call it, and the one content type of its kind."""

    file: BinaryIO
    name: str
    content_type: str


def papers_of(viewer: Viewer, ref: str, cites: Iterable[str] = ()) -> Papers:
    """The papers on `ref`, and on each of the references that it `cites`; NotFound where this viewer may not see `ref`.

    Three queries, and one more for each kind of reference, however many papers there are.
    """
    known = resolve(viewer, [one for one in {ref, *cites} if REFERENCE.fullmatch(one)])
    if ref not in known:
        raise NotFound
    rows = readable(viewer.alliance, viewer.person).filter(ref__in=known).select_related("by", "removed_by")
    lines = [_line(viewer, row) for row in rows.prefetch_related("readers__user")]
    attach = reverse("paper_attach", args=[viewer.slug, ref]) if viewer.may("paper.attach") else ""
    here = known[ref]
    return Papers(
        ref, here.title, here.url, [one for one in lines if one.ref == ref], [one for one in lines if one.ref != ref], attach
    )  # fmt: skip


def paper(viewer: Viewer, id: UUID) -> PaperLine:
    """One paper; NotFound where there is none, or this viewer may not know of it."""
    return _line(viewer, _found(viewer, id)[0])


def hangs_on(viewer: Viewer, id: UUID) -> Reference:
    """What a paper hangs on; NotFound as for the paper."""
    return _found(viewer, id)[1]


def paper_file(viewer: Viewer, id: UUID) -> PaperFile | Refused:
    """The file of a paper, to be closed by whoever reads it; NotFound as for the paper, and for a removed one."""
    row, _ = _found(viewer, id)
    if row.removed_at:
        raise NotFound
    file = store.opened(row.id, bytes.fromhex(row.salt), row.mark)
    kind = KINDS[row.kind]
    return (
        PaperFile(file, file_name(row.ref, row.title, kind.endings[0]), kind.content_type) if file else LOST
    )


def people(viewer: Viewer) -> list[tuple[UUID, str]]:
    """Whom a paper may be shown to: everybody else in the alliance, by name."""
    found = Affiliation.objects.filter(alliance=viewer.alliance, until=None).exclude(person=viewer.person)
    names = {place.person_id: str(place.person) for place in found.select_related("person")}
    return sorted(names.items(), key=lambda one: (one[1], one[0]))


def _found(viewer: Viewer, id: UUID) -> tuple[Paper, Reference]:
    rows = readable(viewer.alliance, viewer.person).select_related("by", "removed_by")
    row = rows.prefetch_related("readers__user").filter(id=id).first()
    known = resolve(viewer, [row.ref]) if row else {}
    if row is None or row.ref not in known:
        raise NotFound
    return row, known[row.ref]


def _line(viewer: Viewer, row: Paper) -> PaperLine:
    gone = row.removed_at is not None
    url = "" if gone else reverse("paper", args=[viewer.slug, row.id])
    return PaperLine(
        id=row.id, ref=row.ref, part=row.part, title=row.title, kind=row.kind, kind_words=KINDS[row.kind].words, size=row.size,
        size_words=size_words(row.size), by=str(row.by or ""), at=row.attached_at, url=url, confidential=row.confidential,
        readers=tuple(sorted(str(one.user) for one in row.readers.all())),
        may_remove=not gone and (row.by_id == viewer.person or viewer.may("paper.tidy")), removed_at=row.removed_at,
        removed_by=str(row.removed_by or ""), reason=row.reason,
    )  # fmt: skip
