"""What the alliance has settled for its risks: the matrix in force, the appetite of each domain, what one chooses from."""

from collections.abc import Iterable
from datetime import date

from alliance.contract.access import local_day
from alliance.contract.models import Objective, Organisation
from alliance.door import clock
from alliance.door.access import Viewer
from risks.register import matrix as matrices
from risks.register import shapes
from risks.register.models import Appetite, MatrixVersion
from risks.register.words import plain


def raising(viewer: Viewer) -> shapes.Raising:
    """The partners and the objectives of the alliance, to choose from."""
    partners = Organisation.objects.filter(alliance=viewer.alliance, left_at=None).values_list("id", "name")
    objectives = Objective.objects.filter(alliance=viewer.alliance, retired_at=None)
    return shapes.Raising(list(partners), [(one.id, f"{one.code} {one.title}") for one in objectives])


def steps(viewer: Viewer) -> shapes.Steps:
    """The steps of the alliance's matrix in force, or of the default one."""
    return steps_of(viewer, in_force(viewer))


def steps_of(viewer: Viewer, matrix: matrices.Matrix) -> shapes.Steps:
    """The steps of this matrix, as they are said."""
    names = [band.name for band in matrix.bands]
    return shapes.Steps(numbered(viewer, matrix.likelihood), numbered(viewer, matrix.consequence), names)


def numbered(viewer: Viewer, labels: Iterable[str]) -> list[tuple[int, str]]:
    """Steps with their numbers, from 1 up."""
    return [(at, plain(label)) for at, label in enumerate(labels, 1)]


def in_force(viewer: Viewer) -> matrices.Matrix:
    """The alliance's matrix in force, or the default one before the first score. One query."""
    version = MatrixVersion.objects.filter(alliance=viewer.alliance).last()
    return matrices.from_body(version.number, version.settings) if version else matrices.DEFAULT


def versions(viewer: Viewer) -> dict[int, matrices.Matrix]:
    """By number, each version of the alliance's matrix, the one in force last; the default one before the first. One query."""
    found = MatrixVersion.objects.filter(alliance=viewer.alliance).values_list("number", "settings")
    return {number: matrices.from_body(number, body) for number, body in found} or {1: matrices.DEFAULT}


def limits(viewer: Viewer) -> dict[str, int]:
    """By domain, the highest score that the alliance chooses; without the domains in which it has not said. One query."""
    found = Appetite.objects.filter(alliance=viewer.alliance).order_by("adopted_at", "id")
    return dict(found.values_list("domain", "limit"))


def today(viewer: Viewer) -> date:
    """The day that it is where the alliance is."""
    return local_day(viewer.alliance, clock.now())
