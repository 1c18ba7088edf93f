"""For actions that name something: whether a reference, or a part of what it stands for, is there for whoever acts."""

from collections.abc import Iterable
from uuid import UUID

from alliance.contract.access import enter
from alliance.contract.models import Alliance
from alliance.links.queries import resolve
from alliance.wings import registry
from alliance.wings.offers import Unshared


def named_by(alliance: UUID, person: UUID | None, refs: Iterable[str]) -> set[str]:
    """Those of `refs` that this person may name where others read it: what stands for something that the person may see,
    and is not unshared, as a running review is to those seated in it. The system may name whatever it likes."""
    named = set(refs)
    if person is None or not named:
        return named
    slug = Alliance.objects.values_list("slug", flat=True).get(id=alliance)
    found = resolve(enter(person, slug), named)
    return {ref for ref in named & found.keys() if not isinstance(found[ref], Unshared)}


def part_of(alliance: UUID, ref: str, part: UUID) -> bool:
    """Whether `part` is something within `ref`, such as an item of a meeting's agenda."""
    lists = registry.parts().get(ref.partition("-")[0])
    return lists is not None and part in lists(alliance, ref)
