"""A sheet is asked about its licence once for each measure, and a no keeps it out."""

from dataclasses import replace

import pytest

from alliance.door import clock
from measures.licences.actions import note_licence
from measures.plan.actions import adopt_instrument
from measures.uploads.checking.sheet import check
from measures.uploads.checking.typed import Figures, Row
from measures.uploads.reading.delimited import read_csv
from measures.uploads.responses.groups import check_groups
from tests.measures import town
from tests.measures.uploads.cast import csv_of, register
from tests.measures.uploads.desks.desk import Desk

ROW = "2025/26 Q1,{cohort},M-04/1,,,all,raw,40,,4.4,2.2,,"
DOUBT = "ReQoL-10 needs a licence of your own, and none is noted. Do you have one?"


def found(doubt, answers=None):
    """What is said of a licence in a sheet of two groups."""
    grid, _, _ = read_csv(csv_of(ROW.format(cohort="adults"), ROW.format(cohort="young")), {})
    known = register()
    asked = replace(known, measures=tuple(replace(each, doubt=doubt) for each in known.measures))
    said = check(grid, asked, answers or {}).checked.findings
    return [each for each in said if each.code == "sense.licence"]


def test_nothing_is_asked_where_nothing_is_doubtful():
    assert found("") == []


def test_it_is_asked_once_for_a_measure():
    [asked] = found(DOUBT)
    assert (asked.level, asked.says, asked.where.row) == ("question", DOUBT, 2)


@pytest.mark.parametrize(("said", "level"), [("yes", "note"), ("no", "stop")])
def test_a_yes_lets_it_in_and_a_no_keeps_it_out(said, level):
    [asked] = found(DOUBT)
    assert [each.level for each in found(DOUBT, {asked.key: said})] == [level]


def test_of_a_response_sheet_it_is_asked_once_as_well():
    known = register()
    asked = replace(known, measures=tuple(replace(each, doubt=DOUBT) for each in known.measures))
    rows = [
        Row(
            2, "", "2025/26 Q1", cohort, "M-04", "1", "", "", "all", "raw", Figures(n=40, counts=(("4", 40),))
        )
        for cohort in ("adults", "young")
    ]
    said = [each for each in check_groups(rows, asked, {}) if each.code == "sense.licence"]
    assert [(each.level, each.says) for each in said] == [("question", DOUBT)]


@pytest.fixture
def lantern(db, settings, tmp_path):
    """Lantern's desk, in an alliance that counts ReQoL-10."""
    settings.KEYS_DIR, settings.STATE_DIR = tmp_path / "keys", tmp_path / "state"
    made = town.Town(town.build())
    with clock.simulated(town.NOW):
        adopted = adopt_instrument(
            made.caller("gethin"),
            instrument="reqol10",
            valid_from=town.TODAY.replace(month=4, day=1),
            decision="D-003",
        )
        assert adopted.ref == "M-05"
        yield Desk(made, "jonty")


SHEET = csv_of("2026/27 Q1,adults,M-05/1,,,all,raw,40,,21.4,8.2,,")


def test_a_partner_without_a_licence_is_asked_on_the_page_until_one_is_noted(lantern):
    assert DOUBT in lantern.page(lantern.draft("2026-27-q1", SHEET))
    noted = note_licence(
        lantern.town.caller("jonty"), instrument="reqol10", reference="No. 17", org=lantern.town.orgs["LAN"]
    )
    assert noted.ref
    assert DOUBT not in lantern.page(lantern.draft("2026-27-q1", SHEET))
