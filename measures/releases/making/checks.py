"""What must fit before anything is drawn, refused in words that name groups and never a number."""

from collections.abc import Iterator

from alliance.door.refusals import Refused
from measures.releases.inputs import AtomIn, DimensionIn, Given, Group, Kind, MeasureIn, Order
from measures.releases.making.lattice import Held, complete, held_for

KEY_BYTES = 32


def check(order: Order) -> Refused | None:
    """The first thing that keeps a period from being published, or None. No sentence holds a value."""
    if len(order.key) != KEY_BYTES:
        return Refused(
            "key_missing",
            "The alliance key is missing or damaged. Put it back from its backup, then publish again.",
        )
    return next(_problems(order), None)


def _problems(order: Order) -> Iterator[Refused]:
    yield from _unknown(order)
    for measure in order.measures:
        held = held_for(order, measure)
        for group, atom in held.items():
            if atom.state is Given.GIVEN and not _fits(measure, atom):
                yield Refused(
                    "sums_do_not_fit",
                    f"The figures of {group.id} for {measure.code} do not fit together. Load them again.",
                )
        for dimension in order.dimensions:
            yield from _breakdown(measure, dimension, held)


def _unknown(order: Order) -> Iterator[Refused]:
    seen: set[tuple[str, str, Group]] = set()
    for atom in order.atoms:
        place = (atom.measure, atom.period, atom.group)
        if not _declared(order, atom):
            yield Refused(
                "not_declared",
                f"{atom.group.id} for {atom.measure} is not in the alliance's lists. Add it there first.",
            )
        if place in seen:
            yield Refused("twice", f"{atom.group.id} for {atom.measure} is there twice. Keep one.")
        seen.add(place)


def _declared(order: Order, atom: AtomIn) -> bool:
    categories = {
        ("", ""),
        *((each.code, category) for each in order.dimensions for category in each.categories),
    }
    return (
        atom.group.partner in {partner.code for partner in order.partners}
        and atom.group.cohort in {cohort.code for cohort in order.cohorts}
        and atom.measure in {measure.code for measure in order.measures}
        and (atom.group.dimension, atom.group.category) in categories
    )


def _fits(measure: MeasureIn, atom: AtomIn) -> bool:
    if atom.n < 0 or any(not 0 <= count <= atom.n for count in atom.counts.values()):
        return False
    if measure.kind in {Kind.MEAN, Kind.CHANGE} and not _mean_fits(measure, atom):
        return False
    if measure.kind is Kind.MEAN or not (atom.counts or measure.categories):
        return True
    total = sum(atom.counts.values())
    covers = total == atom.n or measure.kind in (Kind.PROPORTION, Kind.COUNT)
    return set(atom.counts) == set(measure.categories) and covers


def _mean_fits(measure: MeasureIn, atom: AtomIn) -> bool:
    sums = atom.moments
    if sums is None:
        return atom.n == 0
    return sums.n == atom.n and atom.n * measure.low <= sums.total <= atom.n * measure.high


def _breakdown(measure: MeasureIn, dimension: DimensionIn, held: Held) -> Iterator[Refused]:
    for whole in {group.whole for group in held if group.dimension == dimension.code}:
        atom = held.get(whole)
        if atom is None or (
            complete(dimension, whole, held) and not _adds_up(measure, dimension, atom, held)
        ):
            sentence = f"The breakdown of {whole.id} by {dimension.name} for {measure.code} does not add up to its whole."
            yield Refused("breakdown_does_not_add_up", f"{sentence} Load the sheet again.")


def _adds_up(measure: MeasureIn, dimension: DimensionIn, whole: AtomIn, held: Held) -> bool:
    parts = [
        held[whole.group._replace(dimension=dimension.code, category=each)] for each in dimension.categories
    ]
    given = [part for part in parts if part.state is Given.GIVEN]
    same_counts = (
        measure.kind is Kind.MEAN
        or all(  # of means some groups tell their scores, others their mean alone
            sum(part.counts[name] for part in given) == count for name, count in whole.counts.items()
        )
    )
    return sum(part.n for part in given) == whole.n and same_counts
