"""Orders for the audit in few words: partners, cohorts, and a count per category."""

from fractions import Fraction

from measures.atoms.rules import Moments
from measures.releases.inputs import (
    AtomIn,
    CohortIn,
    DimensionIn,
    Group,
    Kind,
    MeasureIn,
    Order,
    PartnerIn,
    Reach,
    ViewIn,
)
from measures.releases.parameters import EVERY, STANDARD

KEY = bytes(range(32))


def views(partners, cohorts=()):
    """The alliance, each partner, and each cohort over all partners and of each where there are several."""
    whole = ViewIn("alliance", "All", Reach.ALLIANCE)
    own = [ViewIn(each, each, Reach.PARTNER, (each,)) for each in partners]
    across = [ViewIn(f"all-{each}", each, Reach.GROUP, (), (each,)) for each in cohorts]
    cells = [
        ViewIn(f"{one}-{other}", f"{one} {other}", Reach.PARTNER, (one,), (other,))
        for one in partners for other in cohorts
    ]  # fmt: skip
    return (whole, *own, *(across + cells if len(cohorts) > 1 else ()))


def order(told, measure, *, period="Q1", release=1, key=KEY, cohorts=("young",), dimensions=(), more=(), declared=None,
          protections=EVERY, rules=STANDARD):  # fmt: skip
    """`told` maps (partner, cohort[, dimension, category]) to a tuple of counts per category, or to (n, sum of scores)."""
    partners = tuple(dict.fromkeys(name[0] for name in told))
    measures = (measure,) if isinstance(measure, MeasureIn) else tuple(measure)
    atoms = tuple(_atom(Group(*name), period, measures[0], what) for name, what in told.items())
    return Order(
        release=release, period=period, partners=tuple(PartnerIn(each, each.title()) for each in partners),
        cohorts=tuple(CohortIn(each, each.title()) for each in cohorts), measures=measures,
        views=declared or views(partners, cohorts), atoms=(*atoms, *more), key=key, dimensions=dimensions,
        protections=protections, rules=rules,
    )  # fmt: skip


def bands(code, *names):
    return MeasureIn(code, code, Kind.BANDS, names)


def share(code):
    return MeasureIn(code, code, Kind.PROPORTION, ("yes",))


def scale(code, low=0, high=10):
    return MeasureIn(code, code, Kind.MEAN, (), Fraction(low), Fraction(high))


def dimension(code, *categories):
    return DimensionIn(code, code, dict(zip(categories, categories, strict=True)))


def _atom(group, period, measure, what):
    if measure.kind is Kind.MEAN:
        n, total = what
        return AtomIn(group, period, measure.code, n, moments=Moments(n, Fraction(total), None))
    if measure.kind is Kind.PROPORTION:
        n, yes = what
        return AtomIn(group, period, measure.code, n, {"yes": yes})
    return AtomIn(group, period, measure.code, sum(what), dict(zip(measure.categories, what, strict=True)))
