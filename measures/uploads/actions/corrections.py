"""Whether a correction waits: while it touches fewer than ten people, two editions to subtract would show them."""

from uuid import UUID

from measures.atoms.models import AtomVersion, FileVersion
from measures.plan.reading import Plan
from measures.releases.models import Edition
from measures.uploads.keeping.figures import Columns, people_by_answer
from measures.uploads.rules import TOUCH_MIN, is_small, touched

KEY = ("cohort_id", "measure_id", "basis", "scale", "baseline_period", "breakdown", "category")


def waits_for_more(alliance: UUID, plan: Plan, file: FileVersion) -> bool:
    """Whether some atom of a new file version differs by too few people from what was last released."""
    edition = Edition.objects.filter(alliance_id=alliance, period_id=file.period_id).last()
    if edition is None:
        return False
    before = AtomVersion.objects.filter(
        org_id=file.org_id, period_id=file.period_id, file__number__lt=file.number,
        file__committed_at__lte=edition.made_at,
    ).order_by("file__number")  # fmt: skip
    released = {_key(each): each for each in before}
    kinds = {each.id: each.kind for each in plan.measures}
    new = [each for each in file.atoms.all() if _key(each) in released]
    return any(is_small(_touched(released[_key(each)], each, kinds[each.measure_id])) for each in new)


def _key(atom: AtomVersion) -> tuple[object, ...]:
    return tuple(getattr(atom, name) for name in KEY)


def _touched(old: AtomVersion, new: AtomVersion, kind: str) -> int:
    """People touched; a mean without its answers counts those who came or went, and at least one where it moved."""
    before, after = (people_by_answer(_columns(each), kind) for each in (old, new))
    if before is not None and after is not None:
        return touched(before, after)
    return min(max(abs((new.n or 0) - (old.n or 0)), int(old.mean != new.mean)), TOUCH_MIN)


def _columns(atom: AtomVersion) -> Columns:
    return Columns(**{name: getattr(atom, name) for name in Columns.__slots__})
