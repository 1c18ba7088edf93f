"""How many risks lie where, by likelihood and consequence."""

from django.db.models import Count
from django.urls import reverse

from alliance.door.access import Viewer
from frontend.charts.heat import HeatCell, HeatSpec
from risks.register import matrix as matrices
from risks.register.models import Risk
from risks.register.queries.settled import in_force, numbered
from risks.register.words import KINDS, level_words


def maps(viewer: Viewer) -> list[HeatSpec]:
    """A map of what is not closed by likelihood and consequence: of threats, and of opportunities where there are any."""
    rows = Risk.objects.filter(alliance=viewer.alliance).exclude(state="closed").exclude(score=None)
    counted = rows.values_list("kind", "score__likelihood", "score__consequence").annotate(n=Count("id"))
    counts = {(kind, likelihood, consequence): n for kind, likelihood, consequence, n in counted}
    kinds = [kind for kind, _ in KINDS if kind == "threat" or any(key[0] == kind for key in counts)]
    matrix = in_force(viewer)
    return [_map(viewer, matrix, kind, counts) for kind in kinds]


def _map(
    viewer: Viewer, matrix: matrices.Matrix, kind: str, counts: dict[tuple[str, int, int], int]
) -> HeatSpec:
    down, across = numbered(viewer, matrix.likelihood)[::-1], numbered(viewer, matrix.consequence)
    cells = tuple(
        tuple(
            _map_cell(viewer, matrix, kind, (row, column), counts.get((kind, row, column), 0))
            for column, _ in across
        )
        for row, _ in down
    )
    total = sum(cell.count for row in cells for cell in row)
    plural = {"threat": "threats", "opportunity": "opportunities"}[kind]
    title = f"{total} {kind if total == 1 else plural} scored" if total else f"No {kind} has a score yet"
    return HeatSpec(
        id=f"map-of-{plural}", title=title, across="Consequence", columns=tuple(f"{at} {word.capitalize()}" for at, word in across),
        down="Likelihood", rows=tuple(f"{at} {word.capitalize()}" for at, word in down), cells=cells,
        subtitle=f"Each number counts {plural} that are not closed; choose it to see them.",
    )  # fmt: skip


def _map_cell(
    viewer: Viewer, matrix: matrices.Matrix, kind: str, at: tuple[int, int], count: int
) -> HeatCell:
    level = matrices.level(matrix, *at)
    url = f"{reverse('risks', args=[viewer.slug])}?kind={kind}&cell={at[0]}x{at[1]}" if count else ""
    return HeatCell(count, min(level, 4), level_words(kind, matrix.bands[level].name, level), url)
