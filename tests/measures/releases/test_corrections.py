"""A small correction stays out of what others see, whoever publishes next, until it touches ten people."""

import pytest

from measures.models import CurrentAtom, ReleasedAtom
from measures.releases.queries import ALL, published
from tests.cast import done
from tests.measures import town

pytestmark = pytest.mark.django_db
FIRST = "2024/25 Q1"


@pytest.fixture
def quarter(db):
    made = town.Town(town.build()).fill({FIRST}, without=[(FIRST, "COU")])
    made.store("LAN", FIRST, [("M-01/1", 40, {"yes": 20}, None, None)])
    done(made.publish(FIRST))
    assert made.newest.number == 2
    return made


def seen(made, view="LAN"):
    return published(made.viewer("samir"), which=ALL).of("M-01", view)[FIRST].cell


def correct(made, *told):
    """Corrections of one partner, the first beside a late sheet of another that has the period released again."""
    for n, yes in told:
        made.store("LAN", FIRST, [("M-01/1", n, {"yes": yes}, None, None)])
        made.store("COU", FIRST, [("M-01/1", 60, {"yes": 30}, None, None)])
        yield getattr(made.publish(FIRST), "code", "released")


def used(made, partner="LAN"):
    atoms = ReleasedAtom.objects.filter(release=made.published, version__org__code=partner)
    return atoms.get(version__measure__code="M-01").version.n


def test_the_worked_example_of_40_43_39_44_46_is_released_at_the_fourth(quarter):
    # touched 3, 4, 8 and 10 against the 40 of whom 20 said yes that others were shown
    assert list(correct(quarter, (43, 22), (39, 23), (44, 28))) == ["released", "blocked", "blocked"]
    assert used(quarter) == 40
    assert CurrentAtom.objects.get(org__code="LAN", measure__code="M-01").version.n == 44
    assert list(correct(quarter, (46, 30))) == ["released"]
    assert used(quarter) == 46


def test_what_another_partner_commits_does_not_carry_a_held_correction_into_any_figure(quarter):
    before = seen(quarter)
    assert list(correct(quarter, (44, 24))) == ["released"]
    now = seen(quarter)
    assert (now.text, now.n, now.interval) == (before.text, before.n, before.interval)
    assert used(quarter, "COU") == 60


def test_the_total_is_what_it_would_be_without_the_held_correction(quarter):
    quarter.store("COU", FIRST, [("M-01/1", 60, {"yes": 30}, None, None)])
    quarter.publish(FIRST)
    without = seen(quarter, "alliance")
    quarter.store("LAN", FIRST, [("M-01/1", 48, {"yes": 28}, None, None)])
    answer = quarter.publish(FIRST)
    assert answer.code == "blocked"  # nothing that others may see has changed
    assert "Nothing has changed" in quarter.newest.found
    assert seen(quarter, "alliance") == without


def test_a_small_late_group_waits_beside_what_was_shown_and_a_first_sheet_does_not(quarter):
    quarter.store("COU", FIRST, [("M-01/1", 6, {"yes": 3}, None, None)])
    quarter.publish(FIRST)
    assert used(quarter, "COU") == 6
    assert "Council: too few" in seen(quarter, "alliance").note


def test_a_held_measure_does_not_hold_the_others_of_its_partner(quarter):
    rows = [("M-01/1", 41, {"yes": 20}, None, None), ("M-02/1", 41, {"yes": 30}, None, None)]
    quarter.store("LAN", FIRST, rows)
    quarter.publish(FIRST)
    atoms = ReleasedAtom.objects.filter(release=quarter.published, version__org__code="LAN")
    assert dict(atoms.filter(version__measure__code__in=["M-01", "M-02"]).values_list("version__measure__code", "version__n")) == {
        "M-01": 40, "M-02": 41,
    }  # fmt: skip
