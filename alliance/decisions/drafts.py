"""Drafts: what somebody still writes, shared with named people before its time. Neither governed nor in the log."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from guardian.shortcuts import assign_perm

from alliance.contract.models import Affiliation
from alliance.decisions.models import Draft, DraftReader
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound, Refused, denied
from alliance.people.models import Person
from alliance.wings.offers import Reference

READ = "view_draft"


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft that this viewer may read; `mine` where the viewer writes it, `readers` whom it is shared with."""

    id: int
    ref: str
    matter: str
    title: str
    text: str
    expected_effect: str
    author: str
    mine: bool
    changed_at: datetime
    readers: tuple[str, ...] = ()


def drafts(viewer: Viewer) -> list[DraftLine]:
    """Those the viewer writes and those that were shared with them, by a row that names this person and no other way."""
    found = (
        _readable(viewer).select_related("author").prefetch_related("readers__user").order_by("-changed_at")
    )
    return [_line(viewer, row) for row in found]


def draft(viewer: Viewer, id: int) -> DraftLine:
    """One draft; NotFound where there is none, or it is not shared with this viewer."""
    return next((line for line in drafts(viewer) if line.id == id), None) or _nothing()


def references(viewer: Viewer, refs: list[str]) -> list[Reference]:
    """What DR-7 stands for, to those who may read that draft: papers hang on it before its time."""
    numbers = {int(ref.partition("-")[2]): ref for ref in refs}
    url = reverse("decision_drafts", args=[viewer.slug])
    found = _readable(viewer).filter(id__in=numbers)
    return [Reference(numbers[row.pk], row.title, url, "Draft") for row in found]


def save_draft(
    viewer: Viewer,
    *,
    matter: str,
    title: str,
    text: str = "",
    expected_effect: str = "",
    id: int | None = None,
) -> int:
    """Keep a draft, a new one or the viewer's own `id`; answers its id."""
    words = {
        "matter": matter, "title": title, "text": text, "expected_effect": expected_effect, "changed_at": clock.now(),
    }  # fmt: skip
    if id is None:
        return Draft.objects.create(alliance_id=viewer.alliance, author_id=viewer.person, **words).pk
    if not _own(viewer).filter(pk=id).update(**words):
        raise NotFound
    return id


def share_draft(viewer: Viewer, id: int, person: UUID) -> Refused | None:
    """Let one person of this alliance read the viewer's own draft."""
    row = _own(viewer).filter(pk=id).first()
    if row is None:
        raise NotFound
    if not Affiliation.objects.filter(alliance_id=viewer.alliance, person_id=person, until=None).exists():
        return denied("outside", "A draft is shared with people of this alliance. Choose one of them.")
    assign_perm(READ, Person.objects.get(id=person), row)
    return None


def discard_draft(viewer: Viewer, id: int) -> None:
    """Throw the viewer's own draft away."""
    with transaction.atomic():
        DraftReader.objects.filter(content_object__in=_own(viewer).filter(pk=id)).delete()
        _own(viewer).filter(pk=id).delete()


def _own(viewer: Viewer) -> QuerySet[Draft]:
    return Draft.objects.filter(alliance_id=viewer.alliance, author_id=viewer.person)


def _readable(viewer: Viewer) -> QuerySet[Draft]:
    shared = DraftReader.objects.filter(user_id=viewer.person, permission__codename=READ).values(
        "content_object"
    )
    return Draft.objects.filter(Q(author_id=viewer.person) | Q(id__in=shared), alliance_id=viewer.alliance)


def _line(viewer: Viewer, row: Draft) -> DraftLine:
    mine = row.author_id == viewer.person
    readers = tuple(sorted(str(reader.user) for reader in row.readers.all())) if mine else ()
    return DraftLine(
        row.pk,
        f"DR-{row.pk}",
        row.matter,
        row.title,
        row.text,
        row.expected_effect,
        str(row.author),
        mine,
        row.changed_at,
        readers,
    )


def _nothing() -> DraftLine:
    raise NotFound
