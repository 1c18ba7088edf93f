"""What a release is made from, as plain values: the register in declared order, the views wanted, the atoms held."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from measures.atoms.rules import Moments
from measures.releases.parameters import STANDARD, Parameters


class Group(NamedTuple):
    """People who are counted together: a partner's cohort, or one category of one breakdown of it."""

    partner: str
    cohort: str
    dimension: str = ""
    category: str = ""

    @property
    def id(self) -> str:
        """The name in a draw, which never changes: `partner/cohort` or `partner/cohort/dimension=category`."""
        whole = f"{self.partner}/{self.cohort}"
        return f"{whole}/{self.dimension}={self.category}" if self.dimension else whole

    @property
    def whole(self) -> "Group":
        """The cohort that this group is part of."""
        return Group(self.partner, self.cohort)


class Given(StrEnum):
    """What a partner's cell holds: a figure, a figure kept back by the partner, or something never offered there."""

    GIVEN = "given"
    WITHHELD = "withheld"
    STRUCTURAL = "structural"


class Kind(StrEnum):
    """How a measure prints: a share, a mean on a scale, people per band, or how many there are."""

    PROPORTION = "proportion"
    MEAN = "mean"
    BANDS = "bands"
    COUNT = "count"


class Reach(StrEnum):
    """Whose people a view is about."""

    PARTNER = "partner"
    GROUP = "group"
    ALLIANCE = "alliance"


@dataclass(frozen=True, slots=True)
class AtomIn:
    """The finest thing held, exact: `n` people, `counts` per category of the measure or `moments` of its scores."""

    group: Group
    period: str
    measure: str
    n: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    moments: Moments | None = None
    state: Given = Given.GIVEN


@dataclass(frozen=True, slots=True)
class PartnerIn:
    """A partner that sends figures; `absence` is said when it sent none ("not sharing until 9 July 2024")."""

    code: str
    name: str
    absence: str = "no figures sent"


@dataclass(frozen=True, slots=True)
class CohortIn:
    """A cohort in declared order; `parent` is the code of the cohort it is part of, empty at the top."""

    code: str
    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class DimensionIn:
    """A breakdown with its categories in declared order, code to name."""

    code: str
    name: str
    categories: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MeasureIn:
    """A measure: its categories in order (one for a proportion), or the ends of its scale in points and coarseness."""

    code: str
    name: str
    kind: Kind
    categories: tuple[str, ...] = ()
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    k: int = 1


@dataclass(frozen=True, slots=True)
class ViewIn:
    """A declared union of groups; empty `partners` or `cohorts` mean all of them."""

    code: str
    name: str
    reach: Reach
    partners: tuple[str, ...] = ()
    cohorts: tuple[str, ...] = ()
    dimension: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One period to publish in release number `release`, everything in declared order.

    `previous` holds, per measure, the joined units of the release before; `key` is the alliance's 32 bytes.
    """

    release: int
    period: str
    partners: tuple[PartnerIn, ...]
    cohorts: tuple[CohortIn, ...]
    measures: tuple[MeasureIn, ...]
    views: tuple[ViewIn, ...]
    atoms: tuple[AtomIn, ...]
    key: bytes = field(repr=False)
    dimensions: tuple[DimensionIn, ...] = ()
    previous: Mapping[str, tuple[frozenset[Group], ...]] = field(default_factory=dict)
    rules: Parameters = STANDARD

    @property
    def leaves(self) -> tuple[CohortIn, ...]:
        """The cohorts that have no cohorts inside, in declared order."""
        parents = {cohort.parent for cohort in self.cohorts}
        return tuple(cohort for cohort in self.cohorts if cohort.code not in parents)
