"""Nobody is worked out over 14 releases of generated alliances, and with a protection off the same attacker works somebody out."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from measures.releases.inputs import Reach, ViewIn
from measures.releases.making.make import make_release
from measures.releases.parameters import Protections
from tests.measures.releases.attacker.attacker import Counts, Impossible, Rules, Scores
from tests.measures.releases.attacker.generated import RELEASES, Alliance
from tests.measures.releases.attacker.sight import Reader
from tests.measures.releases.audit.towns import bands, dimension, order, share


@dataclass
class Found:
    """What was tried and what was worked out: groups of 1-4, single scores, and counts drawn afresh."""

    tried: int = 0
    counts: list = field(default_factory=list)
    scores: list = field(default_factory=list)
    fresh: int = 0


def attacked(seed, *off, **rules):
    alliance = Alliance(seed, Protections(**dict.fromkeys(off, False))).run()
    assert len(alliance.outcomes) == RELEASES
    reader, known, found = Reader(alliance), Rules(**rules), Found()
    for me in alliance.plan.partners:
        sight, secret = reader.seen_by(me), reader.secret(me)
        counts = Counts(sight, known)
        found.tried += len(secret.counts) + len(secret.scores) + len(secret.came)
        found.fresh += len(counts.fresh_draws())
        for group, ends in counts.pinned(secret.counts).items():
            found.counts.append((seed, me, group, ends, secret.counts[group]))
        scores = Scores(sight, known).pinned(secret.scores, secret.came)
        found.scores += [(seed, me, *each) for each in scores.items()]
    return found


def nobody_is_worked_out(seeds):
    every = [attacked(seed) for seed in seeds]
    assert [each.counts or each.scores for each in every if each.counts or each.scores] == []
    assert sum(each.fresh for each in every) == 0
    return sum(each.tried for each in every)


@pytest.mark.once
def test_no_group_under_five_and_no_score_is_worked_out_in_twenty_alliances():
    assert nobody_is_worked_out(range(20)) > 1000


@pytest.mark.marathon
@pytest.mark.parametrize("first", range(1000, 1500, 25))
def test_no_group_under_five_and_no_score_is_worked_out_in_five_hundred_alliances(first):
    assert nobody_is_worked_out(range(first, first + 25)) > 1000


def test_without_rounding_every_small_group_is_worked_out_exactly():
    found = attacked(3, "rounding", reach=0).counts
    assert found
    assert all(least == truth == most for *_, (least, most), truth in found)


def test_without_the_audit_totals_give_small_groups_away():
    assert any(least > 0 for *_, (least, _), _ in attacked(3006, "audit").counts)


def test_without_roll_up_the_mean_of_a_few_gives_a_score_away_that_the_audit_alone_would_have_joined():
    assert attacked(3004, "audit").scores == []
    assert attacked(3004, "roll_up", "audit", n_min=1).scores


def test_without_the_keyed_draw_the_same_people_get_fresh_numbers_and_can_be_averaged():
    assert attacked(3003, "audit").counts == []
    found = attacked(3003, "same_draw", "audit")
    assert found.fresh
    assert found.counts


def test_without_holding_small_corrections_two_editions_give_away_who_came():
    assert attacked(3003, "hold").scores


def test_without_the_grid_the_next_line_behind_held_corrections_is_gone():
    assert attacked(3004, "hold").scores == []
    assert attacked(3004, "hold", "grid").scores


OAK = {("oak", "young"): (30, 5), ("elm", "young"): (30, 3), ("ash", "young"): (30, 3)}
GAD = bands("gad7", "mild", "severe")


def oaks_eyes(*off):
    """The example of the specification: of three partners 5, 3 and 3 are severe, shown as 5, 0 and 0."""
    told = {name: (n, severe) for name, (n, severe) in OAK.items()}
    made = make_release(order(told, GAD, protections=Protections(**dict.fromkeys(off, False))))
    reader = Reader(SimpleNamespace(plan=SimpleNamespace(measures=(GAD,)), outcomes=[made]))
    total = next(each for each in reader.shown[0] if each.figure == "gad7:severe" and len(each.cells) == 3)
    return reader.seen_by("oak"), reader.secret("oak").counts, total


def test_the_worked_example_is_given_away_without_the_repair_and_not_with_it():
    sight, secret, total = oaks_eyes("audit")
    assert total.number == 15
    assert list(Counts(sight).pinned(secret).values()) == [(2, 4), (2, 4)]
    sight, secret, total = oaks_eyes()
    assert total.number == 5
    assert Counts(sight).pinned(secret) == {}


def test_whoever_knew_which_total_was_repaired_would_be_back_at_what_failed():
    sight, secret, total = oaks_eyes()
    failing = {
        number: ends for number in range(0, 40, 5) if (ends := had_it_been(sight, secret, total, number))
    }
    assert {number: list(ends.values()) for number, ends in failing.items()} == {15: [(2, 4), (2, 4)]}


def had_it_been(sight, secret, total, number):
    """What would have failed under this draw; a draw under which nothing fails would not have been repaired."""
    try:
        return Counts(sight).as_if_drawn(total, number).pinned(secret)
    except Impossible:
        return {}


CLOSE_CALL = 4  # a key under which adults are shown as 0 and the old ones among them as 5


def test_a_units_own_count_is_never_taken_for_a_sum_though_a_total_holds_nobody_else():
    # the total of the old is the old adults alone, by the same draw: to call it a sum once hid that draw from the audit
    sight, secret = two_cohorts()
    assert secret
    assert Counts(sight).pinned(secret) == {}


def two_cohorts():
    told, age = {}, dimension("age", "low", "high")
    for partner in ("oak", "elm"):
        told |= {(partner, "young"): (40, 0), (partner, "adults"): (40, 2)}
        told |= {(partner, each, "age", "low"): (20, 0) for each in ("young", "adults")}
        told |= {(partner, "young", "age", "high"): (20, 0), (partner, "adults", "age", "high"): (20, 2)}
    whole = [
        ViewIn(f"{p}-{c}", f"{p} {c}", Reach.PARTNER, (p,), (c,))
        for p in ("oak", "elm")
        for c in ("young", "adults")
    ]
    split = [
        ViewIn(f"{view.code}:{each}", view.name, Reach.PARTNER, view.partners, view.cohorts, "age", each)
        for view in whole for each in ("low", "high")
    ]  # fmt: skip
    old = [ViewIn(f"{p}:high", p, Reach.PARTNER, (p,), (), "age", "high") for p in ("oak", "elm")]
    made = make_release(
        order(told, share("m"), key=bytes([CLOSE_CALL]) * 32, cohorts=("young", "adults"), dimensions=(age,),
              declared=(*old, *split, *whole))
    )  # fmt: skip
    reader = Reader(SimpleNamespace(plan=SimpleNamespace(measures=(share("m"),)), outcomes=[made]))
    return reader.seen_by("oak"), reader.secret("oak").counts
