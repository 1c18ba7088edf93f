"""Figures of change in the making of a release: classes, the grid, and whom they may stand beside; no database."""

from dataclasses import replace
from fractions import Fraction

import pytest

from measures.atoms.rules import Moments
from measures.atoms.scored import classes_of, differences_of
from measures.releases.audit.counts import problem
from measures.releases.inputs import AtomIn, CohortIn, Group, Kind, MeasureIn, Reach, ViewIn
from measures.releases.making.change import APART, OUT, base_of, began_in, code_of
from measures.releases.making.make import make_release
from tests.measures.releases.test_lattice import order

pytestmark = pytest.mark.once
CLASSES = ("declined-1", "unclear", "improved-1")
BASE = MeasureIn("M", "A score", Kind.MEAN, (), Fraction(0), Fraction(10))
CODE = code_of("M", "p")
CHANGE = MeasureIn(CODE, "Its change", Kind.CHANGE, CLASSES, Fraction(-10), Fraction(10))
EACH = tuple(ViewIn(code, code, Reach.PARTNER, (code,)) for code in ("oak", "elm", "ash", "yew"))
VIEWS = (ViewIn("all", "All", Reach.ALLIANCE), *EACH)


def everybody(partner, n):
    return AtomIn(Group(partner, "a"), "q", "M", n, {}, Moments(n, Fraction(5 * n), Fraction(29 * n)))


def pairs(partner, better, same=0, worse=0, code=CODE):
    """People who rose by 2, stayed, or fell by 2."""
    n, total = better + same + worse, 2 * (better - worse)
    counts = dict(zip(CLASSES, (worse, same, better), strict=True))
    moments = Moments(n, Fraction(total), Fraction(4 * (better + worse)))
    return AtomIn(
        Group(partner, "a"), "q", code, n, counts, moments, answers={"2": better, "0": same, "-2": worse}
    )


def released(*atoms, past=(), measures=(BASE, CHANGE), number=1):
    made = order(atoms, VIEWS, measures=measures, dimensions=(), release=number)
    return make_release(made, past)


def cell(made, view, figure="mean", code=CODE):
    return next(
        each.cell
        for each in made.published
        if (each.view, each.measure) == (view, code) and each.figure == f"{code}:{figure}"
    )


THREE = (everybody("oak", 60), everybody("elm", 60), everybody("ash", 60))


def test_a_change_is_a_mean_on_twice_the_range_and_people_per_class():
    made = released(*THREE, *(pairs(code, 20, 15, 5) for code in ("oak", "elm", "ash")))
    mean = cell(made, "oak")
    assert (mean.text, str(mean.step), mean.n) == ("1.0", "0.5", 40)
    assert [cell(made, "oak", each).n for each in CLASSES] == [40, 40, 40]
    assert abs(int(cell(made, "all", "improved-1").number) - 60) < 5


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        pytest.param((40, 40, 40), True, id="everybody-answered-twice"),
        pytest.param((50, 50, 50), True, id="ten-each"),
        pytest.param((49, 60, 60), False, id="nine-of-one-partner"),
        pytest.param((41, 60, 60), False, id="one"),
    ],
)
def test_a_change_stands_beside_all_who_answered_or_not_at_all(sizes, shown):
    atoms = [everybody(code, n) for code, n in zip(("oak", "elm", "ash"), sizes, strict=True)]
    found = cell(released(*atoms, *(pairs(code, 40) for code in ("oak", "elm", "ash"))), "oak")
    assert ((found.number is not None), APART in found.note) == (shown, not shown)


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        pytest.param((50, 43, 47), True, id="ten-left-without-any-one"),
        pytest.param((52, 43, 41), False, id="four-left-without-oak"),
        pytest.param((44, 43, 41), False, id="eight-in-all"),
    ],
)
def test_a_total_is_tried_as_each_partner_who_takes_its_own_people_off(sizes, shown):
    atoms = [everybody(code, n) for code, n in zip(("oak", "elm", "ash"), sizes, strict=True)]
    found = cell(released(*atoms, *(pairs(code, 40) for code in ("oak", "elm", "ash"))), "all")
    assert (found.number is not None) == shown


@pytest.mark.parametrize(("older", "shown"), [(4, False), (12, True)])
def test_people_who_are_shown_only_with_those_who_answered_twice_are_apart_from_them(older, shown):
    """All of oak's 40 adults answered twice, and none of its older people: four of them are only ever shown with the adults."""
    beside = replace(everybody("oak", older), group=Group("oak", "o"))
    atoms = [beside, *(everybody(code, 40) for code in ("oak", "elm", "ash"))]
    made = released(*atoms, *(pairs(code, 40) for code in ("oak", "elm", "ash")))
    assert [cell(made, view).number is not None for view in ("oak", "elm", "all")] == [shown, True, shown]


@pytest.mark.parametrize(("whole", "shown"), [("a", True), ("o", True), ("all", False)])
def test_a_change_of_a_cohort_does_not_stand_beside_everybody_of_one_around_it(whole, shown):
    """Of 43 of all ages 40 answered twice, told of as adults: three people lie between, under another name."""
    tree = (CohortIn("all", "All"), CohortIn("a", "Adults", "all"), CohortIn("o", "Older", "all"))
    first = replace(everybody("oak", 40 if shown else 43), group=Group("oak", whole))
    atoms = [first, *(everybody(code, 40) for code in ("elm", "ash"))]
    matched = [pairs(code, 40) for code in ("oak", "elm", "ash")]

    def made(*told, number=1, past=()):
        asked = order(told, VIEWS, measures=(BASE, CHANGE), dimensions=(), release=number)
        return make_release(replace(asked, cohorts=tree), past)

    assert (cell(made(*atoms, *matched), "oak").number is not None) == shown
    out = made(*matched)
    assert cell(out, "oak").number is not None
    later = made(*atoms, *matched, number=2, past=out.statements)
    assert (cell(later, "oak", code="M").number is not None) == shown


def test_what_was_released_of_everybody_before_counts_as_well():
    """Sixty answered as the first release has it; thirty more answered since, and 55 of the first answered twice."""
    before = released(*THREE)
    told = cell(released(*(everybody(code, 90) for code in ("oak", "elm", "ash")), *(pairs(code, 55) for code in ("oak", "elm", "ash")),
                         past=before.statements, number=2), "oak")  # fmt: skip
    assert APART in told.note


def test_the_first_period_counts_as_well():
    """Of 46 who answered in the first period 40 answered again."""
    first = released(*(everybody(code, 46) for code in ("oak", "elm", "ash")), measures=(BASE,))
    past = tuple(
        replace(each, period="p", atoms=tuple(replace(atom, period="p") for atom in each.atoms))
        for each in first.statements
    )
    told = cell(
        released(*THREE, *(pairs(code, 40) for code in ("oak", "elm", "ash")), past=past, number=2), "oak"
    )
    assert APART in told.note


@pytest.mark.parametrize(
    ("oak", "shown"),
    [
        pytest.param(46, False, id="six-gave-one-answer"),
        pytest.param(52, True, id="twelve-did"),
        pytest.param(40, True, id="nobody-did"),
    ],
)
def test_a_first_period_that_comes_out_after_its_change_stands_beside_it_or_not_at_all(oak, shown):
    """The change since p is out, of 40 people of each; now p itself, of which oak has more, elm and ash twenty more."""
    before = released(*THREE, *(pairs(code, 40) for code in ("oak", "elm", "ash")))
    assert cell(before, "oak").number is not None
    atoms = [replace(everybody(code, n), period="p") for code, n in (("oak", oak), ("elm", 60), ("ash", 60))]
    first = replace(order(atoms, VIEWS, measures=(BASE,), dimensions=(), release=2), period="p")
    made = make_release(first, before.statements)
    found = {view: cell(made, view, code="M") for view in ("oak", "elm", "all")}
    assert (found["oak"].number is not None, found["elm"].number is not None) == (shown, True)
    assert (OUT in found["oak"].note) == (not shown)
    again = make_release(replace(first, release=3), (*before.statements, *made.statements))
    assert [cell(again, view, code="M").text for view in found] == [each.text for each in found.values()]


@pytest.mark.parametrize("period", ["p", "q"])
@pytest.mark.parametrize(("oak", "shown"), [(42, False), (50, True)])
def test_a_correction_of_everybody_does_not_come_close_to_a_change_that_is_out(period, oak, shown):
    """Of 52 of oak 40 answered twice, and both are out; then 52 becomes 42, in the first period or in the later one."""
    sizes = (("oak", 52), ("elm", 60), ("ash", 60))
    later = tuple(everybody(code, n) for code, n in sizes)
    first = tuple(replace(each, period="p") for each in later)
    early = replace(order(first, VIEWS, measures=(BASE,), dimensions=(), release=1), period="p")
    out = make_release(early).statements
    out += released(
        *later, *(pairs(code, 40) for code in ("oak", "elm", "ash")), past=out, number=2
    ).statements
    assert len(out) == 3
    anew = [replace(everybody(code, n), period=period) for code, n in (("oak", oak), *sizes[1:])]
    corrected = replace(order(anew, VIEWS, measures=(BASE,), dimensions=(), release=3), period=period)
    found = cell(make_release(corrected, out), "oak", code="M")
    assert (found.number is not None, OUT in found.note) == (shown, not shown)


def test_people_who_began_in_different_periods_are_beside_the_same_everybody():
    """Of 60 who answered 25 and 30 began in two quarters: five gave one answer only."""
    other = code_of("M", "o")
    atoms = [
        pairs(code, n, code=each) for code in ("oak", "elm", "ash") for each, n in ((CODE, 25), (other, 30))
    ]
    made = released(*THREE, *atoms, measures=(BASE, CHANGE, replace(CHANGE, code=other)))
    assert [APART in cell(made, "oak", code=each).note for each in (CODE, other)] == [True, True]


def test_a_few_pairs_are_no_figure():
    made = released(*THREE, pairs("oak", 9), pairs("elm", 40), pairs("ash", 40))
    assert cell(made, "oak").text == "too few to show"


def test_a_small_correction_of_pairs_waits_though_no_class_moves():
    """Three people rose by 4 and not by 2: the same classes, another mean."""
    atoms = (*THREE, *(pairs(code, 40) for code in ("oak", "elm", "ash")))
    before = released(*atoms)
    moved = replace(
        atoms[3], answers={"2": 37, "4": 3}, moments=Moments(40, Fraction(86), Fraction(4 * 37 + 16 * 3))
    )
    after = released(*atoms[:3], moved, *atoms[4:], past=before.statements, number=2)
    assert ("oak", CODE) in after.held


def test_the_audit_knows_that_who_answered_twice_is_among_all_who_answered():
    made = released(*THREE, *(pairs(code, 40) for code in ("oak", "elm", "ash")))
    found = problem([], made.statements)
    inside = [
        row
        for row in found.rows
        if row.low == 0 and row.high is None and len(row.plus) == len(row.minus) == 1
    ]
    assert [(found.truth[row.plus[0]], found.truth[row.minus[0]]) for row in inside] == [(60, 40)] * 3


def test_a_code_of_change_says_of_what_and_since_when():
    assert (base_of(CODE), began_in(CODE), base_of("M-01"), began_in("M-01")) == ("M", "p", "M-01", "")


def test_classes_pass_one_threshold_or_two():
    """SWEMWBS: raw 20 to 21 is 0.66 metric points, 21 to 23 is 1.48, 21 to 26 is 3.96; 1.03 and 2.87 count as clear."""
    joint = [("20", "21", 4), ("21", "23", 5), ("21", "26", 6), ("26", "21", 7)]
    assert classes_of(joint, "swemwbs") == {
        "declined-2": 7, "declined-1": 0, "unclear": 4, "improved-1": 5, "improved-2": 6,
    }  # fmt: skip
    assert differences_of(joint[:1], "swemwbs", "metric") == {"33/50": 4}
    assert classes_of([("4", "6", 3)], "") == {}


def test_a_threshold_that_is_only_quoted_makes_no_class():
    """WEMWBS has one with a source, 8.6 points, and one that is quoted, 8."""
    assert list(classes_of([], "wemwbs")) == ["declined-1", "unclear", "improved-1"]
    assert classes_of([("40", "48", 3), ("40", "49", 2)], "wemwbs")["improved-1"] == 2
