"""For actions that name something: whether a reference, or a part of what it stands for, is there for whoever acts."""

from collections.abc import Iterable
from uuid import UUID

from alliance.contract.access import enter
from alliance.contract.models import Alliance
from alliance.links.queries import resolve
from alliance.wings import registry


def seen_by(alliance: UUID, person: UUID | None, refs: Iterable[str]) -> set[str]:
    """Those of `refs` that stand for something this person may see; the system may name whatever it likes."""
    named = set(refs)
    if person is None or not named:
        return named
    slug = Alliance.objects.values_list("slug", flat=True).get(id=alliance)
    return named & resolve(enter(person, slug), named).keys()


def part_of(alliance: UUID, ref: str, part: UUID) -> bool:
    """Whether `part` is something within `ref`, such as an item of a meeting's agenda."""
    lists = registry.parts().get(ref.partition("-")[0])
    return lists is not None and part in lists(alliance, ref)
