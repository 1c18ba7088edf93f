"""The sentence that disclosure control rests on: take any partner's people off any view, and nobody few is left."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from measures.releases.inputs import (
    AtomIn,
    CohortIn,
    DimensionIn,
    Given,
    Group,
    Kind,
    MeasureIn,
    Order,
    PartnerIn,
    Reach,
    ViewIn,
)
from measures.releases.making.lattice import held_for, lattice, wanted
from measures.releases.making.make import joins_before
from measures.releases.making.rollup import select
from measures.releases.making.sheets import Choices
from measures.releases.making.verdict import judge
from measures.releases.publish import laid_out, publish

CODES = ("oak", "elm", "ash", "yew")
PARTNERS = tuple(PartnerIn(code, code.title()) for code in CODES)
COHORTS = (
    CohortIn("all", "Everyone"),
    CohortIn("y", "Young", "all"),
    CohortIn("a", "Adults", "all"),
    CohortIn("o", "Older"),
)
AGE = DimensionIn("age", "age", {"1": "under 20", "2": "20 to 24", "3": "25 and over"})
MEASURE = MeasureIn("M", "A measure", Kind.PROPORTION, ("yes",))
REACHES = (("", ()), *((code, (code,)) for code in CODES), ("two", ("oak", "elm")), ("rest", ("ash", "yew")))
WHOLE = tuple(ViewIn(f"{name} {cohort}", name, Reach.GROUP, codes, (cohort,) if cohort else ())
              for name, codes in REACHES for cohort in ("", "all", "y", "a", "o"))  # fmt: skip
SPLIT = tuple(
    ViewIn(f"{view.code} {each}", "", Reach.GROUP, view.partners, view.cohorts, "age", each)
    for view in WHOLE
    for each in "123"
)
LEAVES = ("y", "a", "o")
sizes = st.one_of(st.none(), st.integers(0, 14), st.integers(0, 60))
people = st.dictionaries(
    st.tuples(st.sampled_from(CODES), st.sampled_from(LEAVES), st.sampled_from("123")), sizes
)


def atoms_of(counts):
    """Atoms per category and cohort; None is a category that the partner does not offer."""
    made = []
    for partner, cohort in {(partner, cohort) for partner, cohort, _ in counts}:
        given_ = {each: counts.get((partner, cohort, each)) for each in "123"}
        for each, n in given_.items():
            state = Given.STRUCTURAL if n is None else Given.GIVEN
            made.append(
                AtomIn(
                    Group(partner, cohort, "age", each), "q", "M", n or 0, {"yes": (n or 0) // 2}, state=state
                )
            )
        total = sum(n or 0 for n in given_.values())
        yes = sum((n or 0) // 2 for n in given_.values())
        made.append(AtomIn(Group(partner, cohort), "q", "M", total, {"yes": yes}))
    return tuple(made)


def order(atoms, views=(*WHOLE, *SPLIT), **changes):
    given_ = {"release": 1, "period": "q", "partners": PARTNERS, "cohorts": COHORTS, "measures": (MEASURE,), "views": views,
              "atoms": atoms, "key": bytes(32), "dimensions": (AGE,)}  # fmt: skip
    return Order(**given_ | changes)


def populations(made):
    """Exact people per group of every view, by the kind of view, as an all-knowing judge would count them."""
    held = held_for(made, MEASURE)
    units = lattice(made, MEASURE, held)
    for view in made.views:
        chosen = judge(made, view, units, held).units
        yield view, {group: held[group].n for unit in chosen for group in unit.groups}


@given(people)
def test_every_view_less_any_one_partners_people_is_empty_or_has_ten(counts):
    for view, found in populations(order(atoms_of(counts))):
        for code in ("nobody", *CODES):
            left = sum(n for group, n in found.items() if group.partner != code)
            assert left == 0 or left >= 10, (view.code, code)


@given(people)
def test_no_two_nested_views_differ_by_a_few_people_even_to_a_partner(counts):
    views = [
        {g.whole: 0 for g in found} | found
        for view, found in populations(order(atoms_of(counts), WHOLE))
        if found
    ]
    for small, large in permutations(views, 2):
        if small.keys() <= large.keys():
            for code in ("nobody", *CODES):
                between = sum(n for group, n in large.items() if group not in small and group.partner != code)
                assert between == 0 or between >= 10


@given(people)
def test_a_category_of_a_partner_never_gives_the_rest_of_its_unit_away(counts):
    made = order(atoms_of(counts))
    held = held_for(made, MEASURE)
    units = lattice(made, MEASURE, held)
    for whole in units.whole:
        inside = [unit for unit in units.units("age") if unit.groups[0].whole in whole.groups]
        assert sum(unit.n for unit in inside) in {0, whole.n}
        assert all(unit.n >= 10 for unit in inside)


@given(people, people)
def test_what_was_joined_stays_joined_or_each_part_has_fifteen(first, second):
    _, statements = laid_out(order(atoms_of(first)), Choices())
    joins = joins_before(statements, "q")["M"]
    after = order(atoms_of(second), previous={"M": joins})
    held = held_for(after, MEASURE)
    for unit in lattice(after, MEASURE, held).whole:
        if len(unit.groups) == 1 and any(
            unit.groups[0] in join and _still_there(join, held) > 1 for join in joins
        ):
            assert unit.n >= 15


def _still_there(join, held):
    return sum(group in held for group in join)


@given(people, st.randoms())
def test_other_values_never_reorder_partners(counts, random):
    values = list(counts.values())
    random.shuffle(values)
    for tried in (counts, dict(zip(counts, values, strict=True))):
        for each in publish(order(atoms_of(tried), WHOLE)).figures:
            assert list(each.partners) == [code for code in CODES if code in each.partners]


@given(people)
def test_every_printed_number_of_people_is_a_multiple_of_five_and_ten_or_more(counts):
    for each in publish(order(atoms_of(counts))).figures:
        if each.cell.n is not None:
            assert each.cell.n % 5 == 0
            assert each.cell.n >= 10
        else:
            assert (each.cell.number, each.cell.interval, each.cell.step) == (None, None, None)


def test_a_view_asks_for_a_cohort_with_all_cohorts_inside_it():
    asked = wanted(order(()), WHOLE[6])
    assert {group.cohort for group in asked} == {"all", "y", "a"}


def test_a_total_sent_beside_its_parts_is_dropped():
    total = AtomIn(Group("oak", "all"), "q", "M", 99, {"yes": 1})
    made = order((*atoms_of({("oak", "y", "1"): 20}), total))
    held = held_for(made, MEASURE)
    assert select(wanted(made, WHOLE[5]), lattice(made, MEASURE, held).whole).n == 20
