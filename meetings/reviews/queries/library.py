"""What was released, for everybody in the alliance: to read, to search, to cite."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.urls import reverse

from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.ledger.schema import identifier
from alliance.wings.offers import Reference, Unshared
from meetings.reviews.content import Content, loaded, month_words, plain, texts
from meetings.reviews.queries import shapes
from meetings.reviews.queries.base import address, seats
from meetings.reviews.records.covenant import Release, latest
from meetings.reviews.records.review import Call
from meetings.reviews.rules.methods import METHODS, SUBJECTS, Method, Subject

PAGE, MOST = 30, 50
LINES = ("Reference", "Version", "Released", "Subject", "Method", "Title", "Part", "Line")
SHELVES = {
    "themes": "What was learned", "usual": "Usual work", "helped": "What helped", "factors": "Factors",
}  # fmt: skip


def releases(
    viewer: Viewer, *, text: str = "", subject: str = "", method: str = "", number: int = 1
) -> Page[shapes.ReleaseRow]:
    """Page `number` of the released reviews, the latest first: of one subject, by one method, or that say `text` anywhere.
    Two queries."""
    page: Page[Any] = Paginator(_found(viewer, text, subject, method), PAGE).get_page(number)
    page.object_list = [release_row(viewer, one) for one in page.object_list]
    return page


def lines(
    viewer: Viewer, *, text: str = "", subject: str = "", method: str = ""
) -> Iterator[tuple[str | int, ...]]:
    """Every line of the same reviews, as the columns `LINES` of a file. One query."""
    for one in _found(viewer, text, subject, method):
        row = release_row(viewer, one)
        for heading, said in plain(loaded(one.content)):
            yield from (
                (row.ref, row.version, row.month, row.subject, row.method, row.title, heading, line)
                for line in said
            )


def release(viewer: Viewer, number: int, version: int | None = None) -> shapes.ReleasePage:
    """V-`number` as it was released, the latest version or another; NotFound where nothing was."""
    rows = list(Release.objects.filter(alliance=viewer.alliance, number=number).order_by("-version"))
    wanted = [one for one in rows if version in (None, one.version)]
    if not wanted:
        raise NotFound
    one, seated = wanted[0], seats(viewer).filter(review__number=number).exists()
    content = loaded(one.content)
    rests_on, taken_up = _around(viewer, str(one), content)
    return shapes.ReleasePage(
        release_row(viewer, one), one.covenant, one.reason, content, [each.version for each in rows], seated, rests_on, taken_up,
    )  # fmt: skip


def _around(
    viewer: Viewer, ref: str, content: Content
) -> tuple[list[shapes.ReleaseRow], list[shapes.ReleaseRow]]:
    """The releases that a thematic one rests on, and the thematic ones that rest on this one. One query."""
    numbers = [int(each.partition("-")[2]) for each in content.rests_on]
    found = list(
        latest(viewer.alliance).filter(Q(number__in=numbers) | Q(method=Method.THEMATIC)).order_by("number")
    )
    above = [one for one in found if one.method == Method.THEMATIC and ref in loaded(one.content).rests_on]
    return (
        [release_row(viewer, one) for one in found if one.number in numbers],
        [release_row(viewer, one) for one in above],
    )


def shelf(viewer: Viewer, kind: str, *, text: str = "") -> list[shapes.Excerpt]:
    """Every theme, line of usual work, of what helped, or factor of the released reviews, at most 50: those that say
    `text` where it is given. One query."""
    found = latest(viewer.alliance).order_by("-number")
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
        for one in latest(viewer.alliance).filter(number__in=numbers)
    }
    mine = [each.review for each in seats(viewer).filter(review__number__in=numbers.keys() - found.keys())]
    return [
        *found.values(),
        *(Unshared(numbers[one.number], one.title, address(viewer, one.number)) for one in mine),
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


def _found(viewer: Viewer, text: str, subject: str, method: str) -> Sequence[Release]:
    """The latest version of each release that is of this subject and method and says this, the latest first."""
    wanted = {name: value for name, value in (("subject", subject), ("method", method)) if value}
    rows = latest(viewer.alliance).filter(**wanted).order_by("-number")
    return [one for one in rows if _says(one, text)] if text else rows  # type: ignore[return-value]  # a query is a sequence


def _says(one: Release, text: str) -> bool:
    """Whether a release says this; as it is stored, it would answer to the names of its parts, and to no quotation mark."""
    said = [one.title, *texts(loaded(one.content)).values()]
    return any(text.casefold() in each.casefold() for each in said)


def release_row(viewer: Viewer, one: Release) -> shapes.ReleaseRow:
    """A release in a line."""
    return shapes.ReleaseRow(
        one.number, str(one), one.title, SUBJECTS[Subject(one.subject)], METHODS[Method(one.method)],
        month_words(one.month), one.version, released_at(viewer, one.number),
    )  # fmt: skip
