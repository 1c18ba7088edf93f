"""Drafts: what somebody still writes, shared with named people before its time. Neither governed nor in the log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from guardian.shortcuts import assign_perm

from alliance.contract import access
from alliance.contract.models import Affiliation
from alliance.decisions.models import Draft, DraftReader, Proposal
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound, Refused, denied
from alliance.people.models import Person
from alliance.wings.offers import Reference

AMENDS = "amends"  # new words for a proposal whose vote runs
READ, WRITE = "view_draft", "change_draft"
WORDS = ("matter", "title", "text", "expected_effect", "concerns", "how")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with whom a draft is shared, to read or also to write."""

    person: UUID
    name: str
    writes: bool


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft that this viewer may read; `mine` where the viewer began it, `writes` where they may change it.

    `version` rises with every change: whoever saves names the one they began from. `concerns` is the number of an
    earlier decision, `opened_as` that of the proposal it became, `how` what this would do with it: again, changes, ends, or amends one whose vote runs.
    """

    id: int
    ref: str
    matter: str
    title: str
    text: str
    expected_effect: str
    concerns: int | None
    how: str
    version: int
    author: str
    mine: bool
    writes: bool
    changed_at: datetime
    changed_by: str
    readers: tuple[Reader, ...] = ()
    opened_as: int | None = None


def drafts(viewer: Viewer) -> list[DraftLine]:
    """Those the viewer writes and those that were shared with them, by a row that names this person and no other way; without
    those that became proposals."""
    return [line for line in _every(viewer) if line.opened_as is None]


def _every(viewer: Viewer) -> list[DraftLine]:
    found = _readable(viewer).select_related("author", "changed_by").order_by("-changed_at", "-id")
    return [_line(viewer, row) for row in found.prefetch_related("readers__user", "readers__permission")]


def draft(viewer: Viewer, draft: int) -> DraftLine:
    """One draft; NotFound where there is none, or it is not shared with this viewer."""
    return next((line for line in _every(viewer) if line.id == draft), None) or _nothing()


def begin_draft(viewer: Viewer, **words: Any) -> int:
    """Keep a new draft of the viewer's own, its WORDS by name; answers its id."""
    row = Draft(alliance_id=viewer.alliance, author_id=viewer.person, **_stamped(viewer, words))
    row.save()
    return row.pk


def references(viewer: Viewer, refs: list[str]) -> list[Reference]:
    """What DR-7 stands for, to those who may read that draft: papers hang on it before its time."""
    numbers = {int(ref.partition("-")[2]): ref for ref in refs}
    url = reverse("decision_drafts", args=[viewer.slug])
    found = _readable(viewer).filter(id__in=numbers)
    return [Reference(numbers[row.pk], row.title, url, "Draft") for row in found]


def suggest(viewer: Viewer, number: int, **words: Any) -> int | Refused:
    """Keep new words for the open D-`number` as a draft, shared with whoever holds the proposing member's mandate, who
    may change it too and put it to the vote; answers its id."""
    row = Proposal.objects.filter(alliance_id=viewer.alliance, number=number).first() or _nothing()
    if row.result or row.closes_at <= clock.now():
        return Refused("closed", "This vote has ended, so its words stand. Draft a new proposal instead.")
    if not viewer.may("decision.draft"):
        return denied("not_allowed", "A vote or a task for all is needed to draft. Ask a member of yours.")
    holders = {
        one.person_id for one in access.mandates(viewer.alliance, clock.now()) if one.org_id == row.org_id
    }
    with transaction.atomic():
        made = begin_draft(viewer, matter=row.matter, concerns=number, how=AMENDS, **words)
        for person in sorted(holders - {viewer.person}):
            share_draft(viewer, made, person, writes=True)
    return made


def note_opened(id: int, number: int) -> None:
    """Remember that a draft was opened as D-`number`: it is listed no longer."""
    Draft.objects.filter(pk=id, opened_as=None).update(opened_as=number)


def save_draft(viewer: Viewer, id: int, *, version: int, **words: Any) -> Refused | None:
    """Change a draft that began as its `version`; refused where somebody has changed it since, for both to be seen."""
    line = draft(viewer, id)
    if not line.writes:
        return denied(
            "read_only", "This draft was shared with you to read. Ask its author to let you change it."
        )
    unchanged = Draft.objects.filter(pk=id, version=version)
    if unchanged.update(version=F("version") + 1, **_stamped(viewer, words)):
        return None
    return Refused(
        "changed_meanwhile",
        "Somebody changed this draft while you wrote. Read both, then keep yours or theirs.",
    )


def share_draft(viewer: Viewer, id: int, person: UUID, *, writes: bool = False) -> Refused | None:
    """Let one person of this alliance read the viewer's own draft, or write on it too."""
    row = _own(viewer).filter(pk=id).first() or _nothing()
    if not Affiliation.objects.filter(alliance_id=viewer.alliance, person_id=person, until=None).exists():
        return denied("outside", "A draft is shared with people of this alliance. Choose one of them.")
    unshare_draft(viewer, id, person)
    for permission in (READ, WRITE) if writes else (READ,):
        assign_perm(permission, Person.objects.get(id=person), row)
    return None


def unshare_draft(viewer: Viewer, id: int, person: UUID) -> None:
    """Take the viewer's own draft back from somebody."""
    row = _own(viewer).filter(pk=id).first() or _nothing()
    DraftReader.objects.filter(content_object=row, user_id=person).delete()


def discard_draft(viewer: Viewer, id: int) -> None:
    """Throw the viewer's own draft away."""
    with transaction.atomic():
        row = _own(viewer).filter(pk=id).first() or _nothing()
        DraftReader.objects.filter(content_object=row).delete()
        row.delete()


def _stamped(viewer: Viewer, words: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: words[name] for name in WORDS if name in words}
    return kept | {"changed_at": clock.now(), "changed_by_id": viewer.person}


def _own(viewer: Viewer) -> QuerySet[Draft]:
    return Draft.objects.filter(alliance_id=viewer.alliance, author_id=viewer.person)


def _readable(viewer: Viewer) -> QuerySet[Draft]:
    shared = DraftReader.objects.filter(user_id=viewer.person, permission__codename=READ).values(
        "content_object"
    )
    return Draft.objects.filter(Q(author_id=viewer.person) | Q(id__in=shared), alliance_id=viewer.alliance)


def _line(viewer: Viewer, row: Draft) -> DraftLine:
    mine, writers = row.author_id == viewer.person, _holders(row, WRITE)
    people = _holders(row, READ)
    readers = tuple(
        Reader(person, name, person in writers)
        for person, name in sorted(people.items(), key=lambda one: (one[1], one[0]))
    )
    return DraftLine(
        row.pk, f"DR-{row.pk}", row.matter, row.title, row.text, row.expected_effect, row.concerns, row.how, row.version,
        str(row.author), mine, mine or viewer.person in writers, row.changed_at, str(row.changed_by or row.author),
        readers if mine else (), row.opened_as,
    )  # fmt: skip


def _holders(row: Draft, permission: str) -> dict[UUID, str]:
    held = [one for one in row.readers.all() if one.permission.codename == permission]
    return {one.user_id: str(one.user) for one in held}


def _nothing() -> Any:
    raise NotFound
