"""Two releases side by side: which figures came, changed or were taken back, in declared order and never by how much."""

from collections.abc import Iterator
from dataclasses import dataclass

from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from measures.plan.queries import plan
from measures.plan.reading import Plan
from measures.releases.queries import Figures, published


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that reads otherwise after the one release than after the other; blank where it was not there."""

    measure: str
    wording: str
    view: str
    period: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What stood after release `before`, beside what stood after release `after`."""

    before: int
    after: int
    releases: tuple[int, ...]
    came: tuple[str, ...]
    changes: tuple[Change, ...]
    silence: str


def compared(viewer: Viewer, before: int | None = None, after: int | None = None) -> Compared:
    """Two releases, the last two unless said otherwise; NotFound for one that was never published. At most 16 queries.

    `came` are periods that only the later one has: their figures are new, not changed, and are not listed.
    """
    newest = published(viewer)
    known, last = newest.numbers, after or newest.as_of
    first = before or max((each for each in known if each < last), default=last)
    if {before, after} - {None, *known}:
        raise NotFound
    was, now = published(viewer, until=first), published(viewer, until=last)
    periods = {each.period for each in was.releases}
    came = tuple(each.period for each in now.releases if each.period not in periods)
    changes = tuple(each for each in _changes(plan(viewer), was, now) if each.period not in came)
    return Compared(first, last, known, came, changes, now.silence or was.silence)


def _changes(held: Plan, was: Figures, now: Figures) -> Iterator[Change]:
    for measure in held.latest:
        for view in held.views:
            old, new = _said(was, measure.code, view.code), _said(now, measure.code, view.code)
            for period in (each.code for each in held.periods):
                before, after = old.get(period, ""), new.get(period, "")
                if before != after:
                    yield Change(measure.code, measure.wording, view.name, period, before, after)


def _said(found: Figures, measure: str, view: str) -> dict[str, str]:
    """By period, what is printed, for how many answers, and why there is nothing."""
    return {
        period: "; ".join(
            part
            for part in (
                f"{each.cell.text} (n {each.cell.n})" if each.cell.n is not None else each.cell.text,
                each.cell.note,
            )
            if part
        )
        for period, each in found.of(measure, view).items()
    }
