"""What a release is made from, as plain values: the register in declared order, the views wanted, the atoms held."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from typing import NamedTuple

from measures.atoms.rules import Moments
from measures.releases.parameters import EVERY, STANDARD, Parameters, Protections


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
    """How a measure prints: a share, a mean on a scale, people per band, how many there are, or how the same people changed:
    a mean of differences, and people per class of change."""

    PROPORTION = "proportion"
    MEAN = "mean"
    BANDS = "bands"
    COUNT = "count"
    CHANGE = "change"


class Reach(StrEnum):
    """Whose people a view is about."""

    PARTNER = "partner"
    GROUP = "group"
    ALLIANCE = "alliance"


@dataclass(frozen=True, slots=True)
class AtomIn:
    """The finest thing held, exact: `n` people, `counts` per category or, of a mean, per score where they are known.

    `moments` are the sums behind a mean. Of a change `counts` are people per class, and `answers` people per difference.
    Two atoms of the same content are the same state of the same people.
    """

    group: Group
    period: str
    measure: str
    n: int = 0
    counts: Mapping[str, int] = field(default_factory=dict, hash=False)
    moments: Moments | None = field(
        default=None, hash=False
    )  # equal or not: to hash its fractions costs more
    state: Given = Given.GIVEN
    answers: Mapping[str, int] = field(default_factory=dict, hash=False)


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


Parents = Mapping[str, str]  # by code of a cohort the code of the one around it, empty at the top


def around(cohort: str, parents: Parents) -> frozenset[str]:
    """Every cohort that holds this one."""
    found: list[str] = []
    while cohort := parents.get(cohort, ""):
        found.append(cohort)
    return frozenset(found)


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


@dataclass(frozen=True, slots=True)
class Everybody:
    """All who answered, in one state of it: `people` by group, and the `units` in which they are shown."""

    people: Mapping[Group, int]
    units: tuple[tuple[Group, ...], ...]


Matched = tuple[Mapping[Group, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One period to publish in release number `release`, everything in declared order.

    `previous` holds, per measure, the joined units of the release before, which bind while a part is small; `forced`
    those that the audit joined, which always bind. `everybody` holds, per measure of change, each released state of all the
    people whom it must not be laid beside too closely, and `twice`, per measure, those whose change to or since this period is out.
    `key` is the alliance's 32 bytes.
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
    forced: Mapping[str, tuple[frozenset[Group], ...]] = field(default_factory=dict)
    everybody: Mapping[str, tuple[Everybody, ...]] = field(default_factory=dict)
    twice: Mapping[str, Matched] = field(default_factory=dict)
    rules: Parameters = STANDARD
    protections: Protections = EVERY

    @property
    def parents(self) -> Parents:
        """Which cohort lies in which."""
        return {each.code: each.parent for each in self.cohorts}

    @property
    def unit_rules(self) -> Parameters:
        """The thresholds by which groups are joined and totals shown."""
        if self.protections.roll_up:
            return self.rules
        return replace(self.rules, n_min=1, rejoin_min=1, dominance_partners=1, dominance_percent=100)

    @property
    def draw_key(self) -> bytes:
        """What counts are drawn with: the alliance's key, so that asking again gives no second draw."""
        if self.protections.same_draw:
            return self.key
        return hmac.new(self.key, f"{self.release}".encode(), sha256).digest()
