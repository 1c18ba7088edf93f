"""The faults planted in the demo, each answered in its own words, and the good sheets without a word."""

from datetime import date

import pytest

from measures.uploads.checking.mapping import mapping_from_json
from measures.uploads.checking.sheet import check
from measures.uploads.child import receive
from tests.measures.uploads.cast import MARLHAVEN, demo, period_of, register


def _checked(name: str, **given):
    received = receive(demo(name), name.rpartition("/")[2], given.get("answers"))
    page = register(period_of(name.rpartition("/")[2]), today=given.pop("today", None))
    return received, check(received.grid, page, earlier=received.findings, **given)


FAULTS = [
    pytest.param(
        "COU_2024-25_Q2_percent_as_text",
        "stop",
        'Line 4, numerator: "36%" is text, expected a whole number; 36% of 64 is about 23.',
        [4],
        id="F6",
    ),
    pytest.param(
        "COU_2025-26_Q2_old_definition",
        "stop",
        "M-03/1 ended 31 March 2025; this period uses M-03/2",
        [4],
        id="F7",
    ),
    pytest.param(
        "KIN_2025-26_Q3_impossible_mean",
        "question",
        "7 whole answers cannot average 4.8 (nearest 4.7, 4.9)",
        [],
        id="F9",
    ),
    pytest.param("COU_2025-26_Q1_numerator_over_n", "stop", "Line 2, numerator: 73 of 70", [2], id="F10"),
    pytest.param(
        "MHT_2025-26_Q3_wrong_period", "question", "this sheet says 2025/26 Q4; you opened Q3", [], id="F11"
    ),
    pytest.param(
        "LAN_2024-25_Q3_first_version",
        "question",
        "M-03 has n 95, the other rows 91. Right?",
        [],
        id="F5",
    ),
    pytest.param(
        "LAN_2026-27_Q1_two_faults",
        "stop",
        'Line 3, numerator: found "4O": letter O, 40?',
        [3, 5],
        id="F14-letter",
    ),
    pytest.param(
        "LAN_2026-27_Q1_two_faults",
        "stop",
        "Line 5, mean: found 47: outside 0 to 10, 4.7?",
        [3, 5],
        id="F14-range",
    ),
]


@pytest.mark.parametrize(("name", "level", "words", "stopped"), FAULTS)
def test_a_planted_fault_is_answered_in_its_own_words(name, level, words, stopped):
    _, sheet = _checked(f"faults/{name}.csv")
    said = [finding for finding in sheet.checked.findings if words in finding.sentence]
    assert [finding.level for finding in said] == [level]
    assert [row.line for row in sheet.checked.rows if row.stopped] == stopped
    assert len(sheet.checked.usable) == 4 - len(stopped)


def test_f8_one_row_per_person_is_refused_and_no_value_is_echoed():
    data = demo("faults/TID_2025-26_Q1_one_row_per_person.csv")
    received = receive(data, "sheet.csv")
    assert received.grid is None
    said = " ".join(finding.sentence for finding in received.findings)
    assert "Column B header" in said
    assert "one row per person" in said
    values = [line.split(",")[1] for line in data.decode().splitlines()[1:]]
    assert not any(value in repr(received) for value in values)


def test_f12_own_headings_are_asked_once_and_give_the_same_numbers():
    name = "faults/TID_2025-26_Q3_own_headings.csv"
    received, sheet = _checked(name)
    asked = [
        finding for finding in (*received.findings, *sheet.checked.findings) if finding.level == "question"
    ]
    assert [finding.code for finding in asked] == ["csv.delimiter", "map.proposed", "cell.decimal_mark"]
    _, plain = _checked("cohort/TID_2025-26_Q3.csv")
    assert [(row.key, row.figures) for row in sheet.checked.rows] == [
        (row.key, row.figures) for row in plain.checked.rows
    ]


def test_f12_is_remembered_and_not_asked_again():
    name = "faults/TID_2025-26_Q3_own_headings.csv"
    _, first = _checked(name)
    saved = mapping_from_json(first.mapping.as_json())
    received, again = _checked(name, answers={"delimiter": "semicolon", "decimal-mark": "yes"}, saved=saved)
    assert not [
        finding for finding in (*received.findings, *again.checked.findings) if finding.level != "note"
    ]
    assert again.checked.rows == first.checked.rows


def test_f13_a_committed_sheet_again_changes_nothing():
    name = "cohort/KIN_2024-25_Q1.csv"
    _, first = _checked(name)
    held = {row.key: row.figures for row in first.checked.rows}
    _, again = _checked(name, held=held)
    assert ["nothing changed" in finding.says for finding in again.checked.findings] == [True]


def test_a_correction_shows_old_and_new():
    _, first = _checked("faults/LAN_2024-25_Q3_first_version.csv")
    _, second = _checked(
        "cohort/LAN_2024-25_Q3.csv", held={row.key: row.figures for row in first.checked.rows}
    )
    assert ["n 95 -> 91, numerator 41 -> 38" in finding.sentence for finding in second.checked.findings] == [
        True
    ]


def test_f4_a_late_sheet_says_by_how_many_days():
    page = register("2025/26 Q2", today=date(2025, 11, 26))
    due = tuple(_due(period) for period in page.periods)
    received = receive(demo("cohort/TID_2025-26_Q2.csv"), "sheet.csv")
    sheet = check(
        received.grid,
        type(page)(
            page.partner,
            page.partners,
            page.cohorts,
            due,
            page.measures,
            page.period,
            page.breakdowns,
            page.today,
        ),
    )
    assert ["26 days ago" in finding.sentence for finding in sheet.checked.findings] == [True]


def _due(period):
    return type(period)(
        period.name, period.start, period.end, date(2025, 10, 31) if period.name == "2025/26 Q2" else None
    )


@pytest.mark.parametrize("name", [path.name for path in sorted((MARLHAVEN / "cohort").glob("*.csv"))])
def test_a_good_sheet_passes_without_a_word(name):
    received, sheet = _checked(f"cohort/{name}")
    assert received.findings == ()
    assert sheet.checked.findings == ()
    assert len(sheet.checked.usable) == 4


def test_the_sheet_put_right_passes():
    _, sheet = _checked("faults/LAN_2026-27_Q1_put_right.csv")
    assert sheet.checked.findings == ()


def test_an_answer_of_no_stops_and_any_other_settles():
    name = "faults/KIN_2025-26_Q3_impossible_mean.csv"
    _, asked = _checked(name)
    key = asked.checked.waiting[0].key
    _, refused = _checked(name, answers={key: "no"})
    _, kept = _checked(name, answers={key: "yes"})
    assert [row.stopped for row in refused.checked.rows] == [False, False, False, True]
    assert len(kept.checked.usable) == 4
    assert not kept.checked.waiting
