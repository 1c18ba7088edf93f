"""What was released, for everybody in the alliance: to read, to search, to cite."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.ledger.schema import identifier
from alliance.wings.offers import Reference
from meetings.reviews.content import loaded, month_words, texts
from meetings.reviews.queries import shapes
from meetings.reviews.queries.base import address, seats
from meetings.reviews.records.covenant import Release
from meetings.reviews.records.review import Call
from meetings.reviews.rules.methods import METHODS, SUBJECTS, Method, Subject

PAGE, MOST = 30, 50
SHELVES = {
    "themes": "What was learned", "usual": "Usual work", "helped": "What helped", "factors": "Factors",
}  # fmt: skip


def releases(
    viewer: Viewer, *, text: str = "", subject: str = "", number: int = 1
) -> Page[shapes.ReleaseRow]:
    """Page `number` of the released reviews, the latest first: of one subject, or that say `text` anywhere. Two queries."""
    found = _latest(viewer)
    found = found.filter(subject=subject) if subject else found
    rows = found.order_by("-number")
    page: Page[Any] = Paginator([one for one in rows if _says(one, text)] if text else rows, PAGE).get_page(
        number
    )
    page.object_list = [_row(viewer, one) for one in page.object_list]
    return page


def release(viewer: Viewer, number: int, version: int | None = None) -> shapes.ReleasePage:
    """V-`number` as it was released, the latest version or another; NotFound where nothing was."""
    rows = list(Release.objects.filter(alliance=viewer.alliance, number=number).order_by("-version"))
    wanted = [one for one in rows if version in (None, one.version)]
    if not wanted:
        raise NotFound
    one, seated = wanted[0], seats(viewer).filter(review__number=number).exists()
    return shapes.ReleasePage(
        _row(viewer, one),
        one.covenant,
        one.reason,
        loaded(one.content),
        [each.version for each in rows],
        seated,
    )


def shelf(viewer: Viewer, kind: str, *, text: str = "") -> list[shapes.Excerpt]:
    """Every theme, line of usual work, of what helped, or factor of the released reviews, at most 50: those that say
    `text` where it is given. One query."""
    found = _latest(viewer).order_by("-number")
    lines = (
        shapes.Excerpt(str(one), released_at(viewer, one.number), said.heading, said.text, one.title)
        for one in found for said in getattr(loaded(one.content), kind)
    )  # fmt: skip
    return [one for one in lines if text.casefold() in one.text.casefold()][:MOST]


def references(viewer: Viewer, refs: Iterable[str]) -> list[Reference]:
    """What V-01 stands for: a released review to everybody, a running one to those seated in it. Two queries."""
    numbers = {int(ref.partition("-")[2]): ref for ref in refs}
    found = {
        one.number: Reference(numbers[one.number], one.title, released_at(viewer, one.number), "Released")
        for one in _latest(viewer).filter(number__in=numbers)
    }
    mine = [each.review for each in seats(viewer).filter(review__number__in=numbers.keys() - found.keys())]
    return [
        *found.values(),
        *(Reference(numbers[one.number], one.title, address(viewer, one.number), "") for one in mine),
    ]


def things(viewer: Viewer, ids: set[str]) -> dict[str, Reference]:
    """By id, what a review is called, to those seated in it."""
    known = [
        one for one in ids if identifier(one)
    ]  # other rooms have fields of that name, with words in them
    mine = [one.review for one in seats(viewer).filter(review__in=list(map(UUID, known)))]
    return {str(one.id): Reference(str(one), one.title, address(viewer, one.number), "") for one in mine}


def call_things(viewer: Viewer, ids: set[str]) -> dict[str, Reference]:
    """By the id of a call, the review that asked, to those seated in it."""
    known = Call.objects.filter(
        id__in=list(filter(identifier, ids)), review__in=seats(viewer).values("review")
    )
    return {
        str(one.id): Reference(str(one.review), one.review.title, address(viewer, one.review.number), "")
        for one in known.select_related("review")
    }


def released_at(viewer: Viewer, number: int) -> str:
    """Where a release stands."""
    return reverse("release_of_review", args=[viewer.slug, number])


def _latest(viewer: Viewer) -> QuerySet[Release]:
    """The latest version of each."""
    same = Release.objects.filter(alliance=OuterRef("alliance"), number=OuterRef("number")).order_by(
        "-version"
    )
    return Release.objects.filter(alliance=viewer.alliance, version=Subquery(same.values("version")[:1]))


def _says(one: Release, text: str) -> bool:
    """Whether a release says this; as it is stored, it would answer to the names of its parts, and to no quotation mark."""
    said = [one.title, *texts(loaded(one.content)).values()]
    return any(text.casefold() in each.casefold() for each in said)


def _row(viewer: Viewer, one: Release) -> shapes.ReleaseRow:
    return shapes.ReleaseRow(
        one.number, str(one), one.title, SUBJECTS[Subject(one.subject)], METHODS[Method(one.method)],
        month_words(one.month), one.version, released_at(viewer, one.number),
    )  # fmt: skip
