"""What a release says of one measure in one period: what others see of it, and behind it what only the audit does."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from measures.releases.inputs import AtomIn, Group
from measures.releases.rounding import ShownMean, message

EVERYBODY = "n"


@dataclass(frozen=True, slots=True)
class Count:
    """One shown count of a view: of everybody (`n`, no `categories`), or of one or several joined categories.

    `summed`: it is the sum of other shown counts and not a draw of its own. Nothing public may say of which that is true.
    """

    figure: str
    categories: tuple[str, ...]
    shown: int
    summed: bool = False


@dataclass(frozen=True, slots=True)
class StatedView:
    """What a view shows: the groups that it is drawn from, its counts, and its mean where the measure has one."""

    view: str
    groups: tuple[Group, ...]
    counts: tuple[Count, ...]
    mean: ShownMean | None = None

    @property
    def n(self) -> int:
        """The shown number of people."""
        return self.counts[0].shown


@dataclass(frozen=True, slots=True)
class Statement:
    """One measure in one period of one release; `atoms` and `units` are exact and private, `views` was shown.

    `categories` are those of the measure, `low` and `high` the ends of its scale where it is a mean.
    """

    release: int
    period: str
    measure: str
    categories: tuple[str, ...]
    low: Fraction
    high: Fraction
    atoms: tuple[AtomIn, ...]
    units: tuple[tuple[Group, ...], ...]
    views: tuple[StatedView, ...]

    @property
    def held(self) -> Mapping[Group, AtomIn]:
        """The atoms by their groups."""
        return {atom.group: atom for atom in self.atoms}

    @property
    def runs(self) -> tuple[tuple[str, ...], ...]:
        """Categories as they are shown, the joined ones together; empty where nothing is shown."""
        return tuple(each.categories for view in self.views[:1] for each in view.counts if each.categories)

    def said(self, view: str) -> object:
        """All that a view's figures rest on: equal where another statement says them of the same people by the same numbers."""
        held = self.held
        return [
            (each, frozenset(held[group] for group in each.groups))
            for each in self.views
            if each.view == view
        ]

    def message(self, view: StatedView, count: Count) -> bytes:
        """What a shown count is drawn from, which is the same wherever the same people are counted."""
        held = self.held
        return drawn_from(count.figure, count.categories, [held[group] for group in view.groups])


def unchanged(before: Statement, after: Statement, view: str = "") -> tuple[str, ...]:
    """Whether a later statement of the same measure and period says a view as it was: the view, or nothing.

    Without a `view` the blank one where that is true of all, else those of which it is.
    """
    shown = dict.fromkeys([view] if view else [each.view for each in (*before.views, *after.views)])
    same = tuple(each for each in shown if before.said(each) == after.said(each))
    return same if view or len(same) < len(shown) else ("",)


def in_categories(atom: AtomIn, categories: tuple[str, ...]) -> int:
    """People of an atom in these categories; without any, everybody."""
    return sum(atom.counts[each] for each in categories) if categories else atom.n


def drawn_from(figure: str, categories: tuple[str, ...], atoms: list[AtomIn]) -> bytes:
    """The message of a count of these atoms."""
    return message(figure, {atom.group.id: in_categories(atom, categories) for atom in atoms})
