"""The programme gives the ranges that others have printed, and the worked examples of the specification come out."""

from dataclasses import replace

import pytest

from measures.releases.audit.attack import Onward, attack, attackers, values
from measures.releases.audit.counts import problem
from measures.releases.audit.means import attack_means
from measures.releases.audit.programme import Defect, Programme, Row
from measures.releases.inputs import AtomIn, CohortIn, Group, Reach, ViewIn
from measures.releases.making.make import make_release
from measures.releases.parameters import STANDARD, Protections
from measures.releases.rounding import shown_count
from tests.measures.releases.audit.towns import bands, dimension, order, scale, share, views

BARE = Protections(audit=False)


class Table:
    """A table with known margins, some of whose cells are hidden."""

    def __init__(self, rows, hidden, totals=()):
        self.cells = {name: value for row in rows for name, value in row.items()}
        self.names = list(self.cells)
        limits = [self._row(names) for names in totals]
        shown = [
            Row((self.names.index(name),), value, value)
            for name, value in self.cells.items()
            if name not in hidden
        ]
        self.programme = Programme([*limits, *shown], [0.0] * len(self.names), [None] * len(self.names))

    def _row(self, names):
        value = sum(self.cells[name] for name in names)
        return Row(tuple(self.names.index(name) for name in names), value, value)

    def range(self, name):
        at = self.names.index(name)
        ends = [self.programme.extreme({at: 1.0}, largest=largest)[at] for largest in (False, True)]
        return round(ends[0]), round(ends[1])


def grid(**rows):
    cells = [
        {f"{row}{column}": value for column, value in zip("abcdefgh", values_, strict=False)}
        for row, values_ in rows.items()
    ]
    columns = zip(*(list(each) for each in cells), strict=True)
    return cells, [list(each) for each in cells] + [list(each) for each in columns]


@pytest.mark.parametrize(
    ("hidden", "cell", "expected"),
    [
        ("wa wb wc xa xc yb yd zb zd", "wb", (47, 47)),
        ("wa wb wc xa xc yb yd zb zd xd", "wb", (0, 78)),
        ("wa wb wc xa xc yb yd zb zd xb", "wb", (0, 141)),
    ],
)
def test_sdctable_simple_heuristic_hides_a_cell_that_is_exactly_known(hidden, cell, expected):
    cells, totals = grid(w=(30, 47, 64, 89), x=(90, 124, 5, 31), y=(92, 100, 59, 85), z=(800, 991, 651, 685))
    assert Table(cells, hidden.split(), totals).range(cell) == expected


def test_sdctable_tables_that_are_each_safe_give_a_cell_away_together():
    cells = [{"K": 3, "L": 3, "M": 3, "N": 7}]
    small, big = ["K", "L", "M", "N"], ["L", "M"]
    assert Table(cells, ["K", "L", "M"], [small, big]).range("K") == (3, 3)
    assert Table(cells, ["K", "L", "M", "N"], [small, big]).range("K") == (0, 10)


@pytest.mark.parametrize(("hidden", "expected"), [("AC", (0, 12)), ("AD", (0, 16))])
def test_sdctable_microdata_rows_hidden_by_different_methods(hidden, expected):
    cells, totals = grid(A=(18, 2), B=(14, 19), C=(12, 10), D=(11, 14))
    found = Table(cells, [f"{row}{column}" for row in hidden for column in "ab"], totals)
    assert found.range("Ab") == expected


def test_gausssuppression_table_leaves_a_zero_between_0_and_2():
    cells, totals = grid(o=(3, 4, 6), y=(2, 0, 5))
    assert Table(cells, ["oa", "ob", "ya", "yb"], totals).range("yb") == (0, 2)


def test_opensafely_all_8_of_20_less_men_7_of_19_is_one_woman_with_the_condition():
    cells = [{"men with": 7, "men without": 12, "women with": 1, "women without": 0}]
    with_, without = ["men with", "women with"], ["men without", "women without"]
    found = Table(cells, ["women with", "women without"], [with_, without])
    assert found.range("women with") == (1, 1)


OAK = {("oak", "young"): (20, 5), ("elm", "young"): (20, 3), ("ash", "young"): (20, 3)}
GAD = bands("gad7", "mild", "severe")


def severe(made):
    return {each.view: each.cell.number for each in made.published if each.figure == "gad7:severe"}


def test_the_worked_example_of_oak_elm_and_ash_is_found_and_repaired():
    bare = make_release(order(OAK, GAD, protections=BARE))
    assert severe(bare) == {"alliance": 15, "oak": 5, "elm": None, "ash": None}
    fails = attack(problem((), bare.statements), [("oak",)])
    assert {each.target.owner for each in fails} == {"elm", "ash"}
    assert {each.target.category for each in fails} == {"severe"}
    made = make_release(order(OAK, GAD))
    assert severe(made) == {"alliance": 5, "oak": 5, "elm": None, "ash": None}
    assert not attack(problem((), made.statements), attackers(("oak", "elm", "ash")))


def test_how_far_an_audit_is_never_goes_back_and_is_not_all_before_its_end():
    bare, told = [], []
    onward = Onward(lambda done, total: told.append(done / total), attacks=1)
    for beat in (lambda done, total: bare.append(done / total), onward):
        for period in ("Q1", "Q2"):  # one attack more than was foreseen
            assert make_release(order(OAK, GAD, period=period), beat=beat).statements
    assert len(bare) == len(told) == 6
    assert bare != sorted(bare)
    assert told == sorted(told)
    assert 0.5 < told[3] < told[-1] < 1


def test_what_needs_no_attack_counts_as_one_that_is_over():
    told = []
    assert not attack(problem((), ()), [("oak",)], beat=lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]


def test_values_are_counted_and_not_the_width():
    assert (values(0, 4), values(2, 4), values(0.4, 4.6)) == (5, 3, 4)


def test_where_nothing_may_be_restated_a_first_release_shows_all_and_the_next_nothing_else():
    never = replace(STANDARD, restatements=0)
    first = make_release(order(OAK, GAD, rules=never))
    assert not first.held
    assert severe(first) == {"alliance": 5, "oak": 5, "elm": None, "ash": None}
    late = order(OAK | {("oak", "young"): (80, 40)}, GAD, rules=never, release=2)
    again = make_release(late, first.statements)
    assert again.held == {("oak", "gad7")}
    assert severe(again) == severe(first)
    assert make_release(replace(late, rules=STANDARD), first.statements).held == set()


def test_nothing_public_tells_a_sum_from_a_draw():
    made = make_release(order(OAK, GAD))
    total = next(each for each in made.published if each.view == "alliance" and each.figure == "gad7:severe")
    drawn = next(each for each in made.published if each.view == "oak" and each.figure == "gad7:severe")
    assert (total.cell.text, total.cell.state, total.cell.note, total.cell.interval, total.cell.step) == (
        drawn.cell.text, drawn.cell.state, drawn.cell.note, drawn.cell.interval, drawn.cell.step,
    )  # fmt: skip


def test_a_total_that_was_summed_once_stays_the_sum_and_a_drawn_one_stays_drawn():
    first = make_release(order(OAK, GAD))
    again = make_release(order(OAK, GAD, release=2), first.statements)
    later = make_release(order(OAK, GAD, release=3, period="Q2"), (*first.statements, *again.statements))
    assert severe(first) == severe(again) == severe(later)


def test_bands_of_4_4_and_2_of_ten_all_shown_as_0_are_shown_together():
    three = bands("phq", "none", "some", "much")
    told = {("elm", "young"): (4, 4, 2), ("oak", "young"): (40, 40, 40)}
    for seed in range(200):
        asked = order(told, three, key=bytes([seed]) * 32)
        bare = make_release(replace(asked, protections=BARE))
        if {view.view: [c.shown for c in view.counts] for view in bare.statements[0].views}["elm"][1:] == [
            0,
            0,
            0,
        ]:
            break
    assert attack(problem((), bare.statements), [("oak",)])
    made = make_release(asked)
    (said,) = made.statements
    assert max(map(len, said.runs)) > 1
    cell = next(each.cell for each in made.published if (each.view, each.figure) == ("elm", "phq:none"))
    assert cell.state.value == "combined"
    assert "shown together" in cell.note
    assert not attack(problem((), made.statements), attackers(("oak", "elm")))


def test_what_cannot_be_true_is_a_defect_and_no_release():
    made = make_release(order(OAK, GAD))
    lie = replace(
        made.statements[0], atoms=tuple(replace(each, n=each.n + 50) for each in made.statements[0].atoms)
    )
    with pytest.raises(Defect):
        problem((), [lie])


def test_an_interaction_of_three_dimensions_is_tried_in_whole_numbers():
    age = dimension("age", "18", "65")
    told = {("elm", "young"): (14, 12), ("oak", "young"): (30, 30)} | {
        ("elm", "young", "age", "18"): (11, 3), ("elm", "young", "age", "65"): (3, 9),
        ("oak", "young", "age", "18"): (15, 15), ("oak", "young", "age", "65"): (15, 15),
    }  # fmt: skip
    declared = (*views(("elm", "oak")), *(
        replace(views((partner,))[1], code=f"{partner}-{age_}", dimension="age", category=age_)
        for partner in ("elm", "oak") for age_ in ("18", "65")
    ))  # fmt: skip
    made = make_release(order(told, GAD, dimensions=(age,), declared=declared))
    found = problem((), made.statements)
    assert found.split
    assert {each.truth for each in found.targets} == {3}
    assert not attack(found, attackers(("oak", "elm")))


def test_a_mean_of_a_population_less_a_few_is_not_released():
    mood, by = scale("mood"), attackers(("oak", "elm", "ash"))
    both = ViewIn("both", "Oak and Elm", Reach.GROUP, ("oak", "elm"))
    few = {("oak", "young"): (40, 200), ("elm", "young"): (30, 150), ("ash", "young"): (6, 30)}
    told = order(
        few, mood, declared=(views(())[0], both), protections=Protections(roll_up=False, audit=False)
    )
    bare = make_release(told)
    found = attack_means((), bare.statements, by)
    assert {(each.attacker, each.groups) for each in found} == {
        (attacker, (Group("ash", "young"),)) for attacker in (("oak",), ("elm",))
    }
    made = make_release(replace(told, protections=Protections(roll_up=False)))
    assert not attack_means((), made.statements, by)
    told = {("oak", "young"): (40, 200), ("elm", "young"): (30, 150), ("ash", "young"): (20, 100)}
    first = make_release(order(told, mood))
    fewer = order(told | {("ash", "young"): (26, 140)}, mood, release=2, protections=Protections(hold=False))
    assert make_release(fewer, first.statements).published
    joins = {
        ("oak", "young"): (40, 200),
        ("elm", "young"): (30, 150),
        ("ash", "young"): (6, 30),
        ("yew", "young"): (7, 35),
    }
    pooled = make_release(order(joins, mood))
    assert all(
        each.figure != "mood:mean" or each.cell.number is None
        for each in pooled.published
        if each.view == "ash"
    )


def test_a_share_of_a_partner_alone_passes_whatever_its_draw():
    for seed in range(20):
        made = make_release(
            order(
                {("elm", "young"): (12, 3), ("oak", "young"): (60, 30)}, share("M-01"), key=bytes([seed]) * 32
            )
        )
        assert not attack(problem((), made.statements), attackers(("oak", "elm")))


@pytest.mark.parametrize(
    ("exact", "printed"),
    [
        (0, 0),
        (2, 0),
        (5, 5),
        (8, 10),
        (16, 15),
        (57, 55),
        (10023, 10025),
        (23, 25),
        (18, 20),
        (31, 30),
        (44, 45),
    ],
)
def test_what_codonpython_and_opensafely_print_is_one_of_the_two_numbers_that_ours_may_show(exact, printed):
    shown = {shown_count(bytes([seed]) * 32, "n", {"elm/young": exact}) for seed in range(64)}
    assert shown == {exact // 5 * 5, -(-exact // 5) * 5}
    assert printed in shown


TREE = (CohortIn("all", "All"), CohortIn("young", "Young", "all"), CohortIn("adults", "Adults", "all"))
IN_PARTS = {("elm", "young"): (27, 3), ("elm", "adults"): (27, 3)}
DRAWN_TWICE = bytes([5]) * 32  # a key under which 6 is shown as 10, and 3 as 0


def of_elm(told, release, past=()):
    """Elm beside two others, in parts or whole; answers what is shown of its severe ones, by view."""
    views = (
        *(ViewIn(each, each, Reach.PARTNER, (each,)) for each in ("oak", "elm", "ash")),
        *(ViewIn(each, each, Reach.PARTNER, ("elm",), (each,)) for each in ("young", "adults")),
    )
    others = {("oak", "all"): (60, 10), ("ash", "all"): (60, 10)}
    asked = order(others | told, GAD, release=release, key=DRAWN_TWICE, declared=views)
    made = make_release(replace(asked, cohorts=TREE), past=past)
    shown = {each.view: each.cell.text for each in made.published if each.figure == "gad7:severe"}
    return made, {view: shown[view] for view in ("elm", "young", "adults")}


def test_a_cohort_that_was_shown_whole_is_not_drawn_again_in_parts():
    """Six severe were shown as 10, so 6 to 14. In parts, 3 and 3, they would be shown as under 5 and under 5: each 2 to 4."""
    first, whole = of_elm({("elm", "all"): (54, 6)}, 1)
    _, parts = of_elm(IN_PARTS, 1)
    assert (whole["elm"], parts["young"], parts["adults"]) == ("about 10", "under 5", "under 5")
    second, shown = of_elm({("elm", "all"): (54, 6)} | IN_PARTS, 2, first.statements)
    assert shown == whole
    assert second.held == {("elm", "gad7")}
    third, shown = of_elm({("elm", "all"): (54, 20)} | IN_PARTS, 3, (*first.statements, *second.statements))
    assert shown["elm"] == "about 20"
    assert third.held == {("elm", "gad7")}


def test_the_same_people_shown_whole_on_one_measure_and_in_parts_on_another_are_known_to_be_the_same():
    """Elm's 22 are drawn as 20 and as 25, so 21 to 24; of whom 11 to 19 are mild, so that 2 to 4 are severe."""
    more = tuple(AtomIn(Group("elm", each), "Q1", "m", 11, {"yes": 5}) for each in ("young", "adults"))
    told = {("oak", "all"): (40, 20), ("ash", "all"): (40, 20), ("elm", "all"): (19, 3)}
    own = tuple(ViewIn(each, each, Reach.PARTNER, (each,)) for each in ("oak", "elm", "ash"))
    asked = order(told, (GAD, share("m")), key=bytes([19]) * 32, declared=own, more=more)
    asked = replace(asked, cohorts=TREE)
    bare = make_release(replace(asked, protections=BARE))
    shown = {(each.measure, each.figure): each.cell.text for each in bare.published if each.view == "elm"}
    assert (shown["gad7", "n"], shown["m", "n"], shown["gad7", "gad7:mild"]) == (
        "about 20",
        "about 25",
        "about 15",
    )
    assert not attack(problem((), bare.statements), [("oak",)])
    (fail,) = attack(problem((), bare.statements, parents=asked.parents), [("oak",)])
    assert (fail.target.owner, fail.target.category) == ("elm", "severe")
    made = make_release(asked)
    assert not attack(problem((), made.statements, parents=asked.parents), attackers(("oak", "elm", "ash")))
