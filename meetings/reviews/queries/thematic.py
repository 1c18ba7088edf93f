"""What a thematic review rests on, laid side by side: what was released and nothing else, for two people to write themes from."""

from collections.abc import Sequence

from alliance.door.access import Viewer
from meetings.reviews.content import Content, loaded
from meetings.reviews.queries.library import release_row
from meetings.reviews.queries.shapes import Laid, Material, ReleaseRow, SaidBy
from meetings.reviews.records.covenant import for_themes, latest
from meetings.reviews.records.review import Review
from meetings.reviews.rules.methods import Method
from meetings.reviews.rules.stages import FACTORS

BESIDE = {"usual": "Usual work", "helped": "What helped", "themes": "What was learned"}
Ground = Sequence[tuple[ReleaseRow, Content]]


def material(viewer: Viewer, one: Review) -> Material | None:
    """What the releases that this review rests on say, in their latest versions: by factor in the order of SEIPS, then usual
    work, what helped, what was learned. None for a review by another method. One query."""
    if one.method != Method.THEMATIC:
        return None
    numbers = [int(ref.partition("-")[2]) for ref in one.ground]
    rows = latest(viewer.alliance).filter(number__in=numbers).order_by("number")
    ground = [(release_row(viewer, row), loaded(row.content)) for row in rows]
    factors = [_factor(ground, *words.partition(":")[::2]) for words in FACTORS.values()]
    laid = factors + [_beside(ground, *kind) for kind in BESIDE.items()]
    silent = [one.title for one in laid if not one.said_in]
    return Material([row for row, _content in ground], [one for one in laid if one.said_in], silent)


def may_rest_on(viewer: Viewer) -> list[ReleaseRow]:
    """The releases that a thematic review may rest on, by number. One query."""
    return [release_row(viewer, one) for one in for_themes(viewer.alliance)]


def _factor(ground: Ground, title: str, about: str) -> Laid:
    """What each release says of one factor."""
    lines = [[one.text for one in content.factors if one.heading == title] for _row, content in ground]
    return _laid(title, about.strip().capitalize(), ground, lines)


def _beside(ground: Ground, kind: str, title: str) -> Laid:
    """What each says in another of its parts."""
    return _laid(
        title, "", ground, [[one.text for one in getattr(content, kind)] for _row, content in ground]
    )


def _laid(title: str, about: str, ground: Ground, lines: Sequence[list[str]]) -> Laid:
    said = [SaidBy(row.ref, row.url, each) for (row, _content), each in zip(ground, lines, strict=True)]
    return Laid(title, about, said, sum(map(bool, lines)), len(ground))
