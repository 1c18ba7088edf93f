"""The faults planted in the demo, as their senders meet them on the real pages."""

from datetime import UTC, datetime

import pytest
from django.utils.html import strip_tags

from alliance.door import clock
from measures.models import AtomVersion, CurrentAtom, FileVersion, Mapping
from tests.measures.uploads.desks.desk import Desk

SAID = [
    pytest.param("dewi", "2024-25-q2", "COU_2024-25_Q2_percent_as_text", ["Line 4, numerator", '"36%" is text', "36% of 64 is about 23"], id="F6"),
    pytest.param("dewi", "2025-26-q2", "COU_2025-26_Q2_old_definition", ["M-03/1 ended 31 March 2025; this period uses M-03/2"], id="F7"),
    pytest.param("bronagh", "2025-26-q3", "KIN_2025-26_Q3_impossible_mean", ["7 whole answers cannot average 4.8 (nearest 4.7, 4.9)"], id="F9"),
    pytest.param("dewi", "2025-26-q1", "COU_2025-26_Q1_numerator_over_n", ["Line 2, numerator: 73 of 70"], id="F10"),
    pytest.param("emeka", "2025-26-q3", "MHT_2025-26_Q3_wrong_period", ["this sheet says 2025/26 Q4; you opened Q3"], id="F11"),
    pytest.param("jonty", "2024-25-q3", "LAN_2024-25_Q3_first_version", ["M-03 has n 95, the other rows 91. Right?"], id="F5"),
    pytest.param("jonty", "2026-27-q1", "LAN_2026-27_Q1_two_faults", ['found "4O": letter O, 40?', "found 47: outside 0 to 10, 4.7?"], id="F14"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "period", "name", "words"), SAID)
def test_a_planted_fault_is_said_on_the_page_and_keeps_the_sheet_from_being_committed(
    town, who, period, name, words
):
    desk = Desk(town, who)
    draft = desk.draft(period, f"faults/{name}.csv")
    said = desk.page(draft)
    assert [each for each in words if each not in said] == []
    assert desk.commit(draft).status_code == 409
    assert not FileVersion.objects.exists()


def test_f4_a_late_sheet_is_asked_about_and_still_welcome(town):
    tideway = Desk(town, "petra")
    with clock.simulated(datetime(2025, 11, 26, 12, tzinfo=UTC)):
        draft = tideway.draft("2025-26-q2", "cohort/TID_2025-26_Q2.csv")
        assert "26 days ago" in tideway.page(draft)
        tideway.answer(draft)
        assert tideway.commit(draft).status_code == 302
    assert AtomVersion.objects.count() == 4


def test_f12_own_headings_are_asked_once_remembered_and_give_the_same_figures(town):
    tideway = Desk(town, "petra")
    own = "faults/TID_2025-26_Q3_own_headings.csv"
    draft = tideway.draft("2025-26-q3", own)
    asked = [
        one.key.partition(":")[0] for one in tideway.get("upload_draft", draft.id).context["draft"].questions
    ]
    assert asked == ["delimiter", "mapping", "decimal-mark", "late"]
    tideway.answer(draft)
    assert tideway.commit(draft).status_code == 302
    assert Mapping.objects.count() == 1
    again = tideway.draft("2025-26-q3", own)
    assert "Read with the mapping saved for these headings" in tideway.page(again)
    plain = tideway.draft("2025-26-q3", "cohort/TID_2025-26_Q3.csv")
    tideway.answer(plain)
    assert "Nothing changed" in tideway.page(plain)


def test_f13_a_committed_sheet_sent_again_makes_no_new_version(lantern):
    for _ in range(2):
        draft = lantern.draft("2026-27-q1", "faults/LAN_2026-27_Q1_put_right.csv")
        last = lantern.commit(draft)
    assert last.status_code == 409
    assert "Nothing changed" in lantern.page(draft)
    assert FileVersion.objects.count() == 1
    assert AtomVersion.objects.count() == 4


def test_f14_the_good_rows_go_in_alone_and_the_mended_sheet_brings_the_others(lantern):
    draft = lantern.draft("2026-27-q1", "faults/LAN_2026-27_Q1_two_faults.csv")
    assert lantern.commit(draft).status_code == 409
    assert lantern.commit(draft, partial="on").status_code == 302
    assert CurrentAtom.objects.count() == 2
    assert "2 rows did not go in" in lantern.page(draft)
    assert lantern.get("upload_draft", draft.id).context["draft"].left_out == ("line 3", "line 5")
    mended = lantern.draft("2026-27-q1", "faults/LAN_2026-27_Q1_put_right.csv")
    kinds = [each.kind for each in lantern.get("upload_draft", mended.id).context["draft"].preview.changes]
    assert kinds == ["same", "new", "same", "new"]
    assert lantern.commit(mended).status_code == 302
    assert CurrentAtom.objects.count() == AtomVersion.objects.count() == 4


def test_the_newcomer_sees_what_others_will_see_of_lanterns_own_groups(lantern):
    draft = lantern.draft("2026-27-q1", "faults/LAN_2026-27_Q1_put_right.csv")
    seen = {
        line.measure: line.text
        for line in lantern.get("upload_draft", draft.id).context["draft"].preview.seen
    }
    assert seen["M-02"] == "35%"
    assert "Others will see M-02 35%" in " ".join(strip_tags(lantern.page(draft)).split())


def test_f2_kindling_sees_that_its_few_people_will_not_be_shown(kindling):
    draft = kindling.draft("2025-26-q3", "cohort/KIN_2025-26_Q3.csv")
    kindling.answer(draft)
    assert "too few to show" in kindling.page(draft)


def test_f5_a_small_correction_shows_old_and_new_and_waits_for_others(lantern):
    first = lantern.draft("2024-25-q3", "faults/LAN_2024-25_Q3_first_version.csv")
    lantern.answer(first)
    assert lantern.commit(first).status_code == 302
    lantern.town.publish("2024/25 Q3")
    second = lantern.draft("2024-25-q3", "cohort/LAN_2024-25_Q3.csv")
    lantern.answer(second)
    assert "n 95 → 91, numerator 41 → 38" in lantern.page(second)
    seen = lantern.get("upload_draft", second.id).context["draft"].preview.seen
    assert {line.measure: line.text for line in seen}["M-03"] == "No change yet"
    assert [line.measure for line in seen if "a small correction waits" in line.note] == ["M-03"]
    assert lantern.commit(second).status_code == 302
    assert "A small correction waits" in lantern.page(second)
    mine = lantern.get("my_data", period="2024-25-q3").context["data"]
    row = next(each for each in mine.rows if each.measure == "M-03")
    assert row.what.startswith("n 91, numerator 38")
    assert row.file == 2
