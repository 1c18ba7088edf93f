"""A partner's own headings and words: shown before they are used, changed, remembered, forgotten; answers are kept."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from alliance.door import clock
from alliance.ledger.models import Entry
from measures.models import AtomVersion, Draft, Mapping
from measures.uploads.checking.sheet import check
from measures.uploads.child import receive
from tests.measures.uploads.cast import register
from tests.measures.uploads.desks.conftest import MORNING
from tests.measures.uploads.desks.desk import SLUG, Desk, text, work

OWN = "faults/TID_2025-26_Q3_own_headings.csv"
PERIOD = "2025-26-q3"
STRANGE = (
    b"Quarter,Group,Question,Base,Yes,Count of forms\r\n"
    b"2025/26 Q3,Adult,M-01,104,60,170\r\n2025/26 Q3,Grown-ups,M-02,104,44,170\r\n"
)


@pytest.fixture
def tideway(town):
    return Desk(town, "petra")


def read(desk, draft):
    return desk.get("upload_draft", draft.id).context["draft"]


def committed(desk, data=OWN):
    draft = desk.draft(PERIOD, data)
    desk.answer(draft)
    assert desk.commit(draft).status_code == 302, desk.page(draft)
    return draft


def test_how_a_sheet_is_read_is_shown_heading_by_heading_and_word_by_word(tideway):
    reading = read(tideway, tideway.draft(PERIOD, OWN)).reading
    assert [(each.text, each.field) for each in reading.headings[:4]] == [
        ("Quarter", "period"), ("Group", "cohort"), ("Question", "measure"), ("How many answered", "n"),
    ]  # fmt: skip
    assert {each.text: each.meant for each in reading.words}["Told story 3+"] == "M-02"


def test_a_heading_and_a_word_are_said_anew_and_the_sheet_is_checked_again(tideway):
    draft = tideway.draft(PERIOD, STRANGE)
    assert "Grown-ups" in tideway.page(draft)
    page = tideway.get("upload_reading", draft.id)
    assert "What your headings mean" in text(page)
    fields = {name: field.initial for name, field in page.context["form"].fields.items()}
    word = next(
        name for name, field in page.context["form"].fields.items() if "Grown-ups" in str(field.label)
    )
    count = next(name for name, field in page.context["form"].fields.items() if "forms" in str(field.label))
    answer = tideway.post("upload_reading", draft.id, **{**fields, word: "adults", count: "invited"})
    assert answer.status_code == 302, text(answer)
    work()
    assert [each.kind for each in read(tideway, draft).preview.changes] == ["new", "new"]
    assert "invited 170" in tideway.page(draft)
    tideway.answer(draft)
    assert tideway.commit(draft).status_code == 302
    kept = Mapping.objects.get().content
    assert ["cohort", "Grown-ups", "adults"] in kept["values"]
    assert [6, "invited"] in kept["columns"]


def test_two_headings_cannot_mean_the_same(tideway):
    draft = tideway.draft(PERIOD, OWN)
    page = tideway.get("upload_reading", draft.id)
    fields = {name: field.initial for name, field in page.context["form"].fields.items()}
    answer = tideway.post("upload_reading", draft.id, **(fields | {"column:5": "n"}))
    assert answer.status_code == 422
    assert "Two headings cannot mean the same thing" in text(answer)


def test_what_is_remembered_covers_marks_and_delimiter_so_that_nothing_is_asked_twice(town, tideway):
    committed(tideway)
    for period in (PERIOD, "2025-26-q4"):
        draft = tideway.draft(period, OWN)
        asked = [one.key for one in read(tideway, draft).questions]
        assert [key for key in asked if not key.startswith("period:")] == []
        assert "Read with the mapping saved for these headings" in tideway.page(draft)


def test_a_word_that_was_not_there_before_is_asked_about_alone(tideway):
    committed(tideway, b"Quarter,Group,Question,Base,Yes\r\n2025/26 Q3,Adults,M-01,104,60\r\n")
    data = b"Quarter,Group,Question,Base,Yes\r\n2025/26 Q3,Adults,M-01,104,60\r\n2025/26 Q3,Adults,Settled home,104,44\r\n"
    (asked,) = read(tideway, tideway.draft(PERIOD, data)).questions
    assert '"Settled home" is M-03' in asked.sentence
    assert "Quarter" not in asked.sentence


def test_the_same_headings_one_column_further_right_are_read_as_before(tideway):
    committed(tideway, b"Quarter,Group,Question,Base,Yes\r\n2025/26 Q3,Adults,M-01,104,60\r\n")
    moved = b",Quarter,Group,Question,Base,Yes\r\n,2025/26 Q3,Adults,M-01,104,61\r\n"
    page = read(tideway, tideway.draft(PERIOD, moved))
    assert (page.questions, [each.what for each in page.preview.changes]) == ((), ["numerator 60 → 61"])


def test_f_and_m_are_read_as_the_names_of_the_register(town):
    data = b"Quarter,Group,Question,Split by,Subgroup,Base,Yes\r\n2025/26 Q3,Adults,M-01,Sex,F,40,20\r\n2025/26 Q3,Adults,M-01,Sex,m,30,20\r\n"
    sheet = check(receive(data, "sheet.csv").grid, register("2025/26 Q3"))
    assert [(row.breakdown, row.category) for row in sheet.checked.rows] == [
        ("gender", "Women"),
        ("gender", "Men"),
    ]
    assert ("category", "F", "Women") in sheet.mapping.values


def test_what_is_remembered_is_changed_and_forgotten_by_its_own_partner_alone(town, tideway):
    committed(tideway)
    held = Mapping.objects.get()
    assert "Told story 3+" in text(tideway.get("upload_mappings"))
    page = tideway.get("upload_mapping", held.id)
    fields = {name: field.initial for name, field in page.context["form"].fields.items()}
    other = Desk(town, "jonty")
    assert "Told story 3+" not in text(other.get("upload_mappings"))
    assert other.get("upload_mapping", held.id).status_code == 404
    assert other.post("upload_mapping", held.id, **fields).status_code == 404
    assert other.post("upload_mapping_forget", held.id).status_code == 404
    assert tideway.post("upload_mapping", held.id, **(fields | {"column:9": "unused"})).status_code == 302
    held.refresh_from_db()
    assert [9, "returned"] not in held.content["columns"]
    assert tideway.post("upload_mapping_forget", held.id).status_code == 302
    assert not Mapping.objects.exists()
    assert {"mapping.changed", "mapping.forgotten"} <= set(Entry.objects.values_list("type", flat=True))
    assert "map.proposed" in {one["code"] for one in tideway.draft("2025-26-q4", OWN).found}


def test_answers_go_on_to_the_mended_sheet_of_the_same_period_and_can_be_forgotten(tideway):
    with clock.simulated(MORNING - timedelta(hours=1)):
        tideway.answer(tideway.draft(PERIOD, OWN))
    second = tideway.draft(PERIOD, OWN)
    page = read(tideway, second)
    assert page.questions == ()
    assert len(page.answered) == 4
    assert tideway.post("upload_ask_again", second.id).status_code == 302
    work()
    asked = [one.key.partition(":")[0] for one in read(tideway, second).questions]
    assert asked == ["mapping", "decimal-mark", "late"]  # it was read with semicolons already
    with clock.simulated(MORNING + timedelta(hours=1)):
        assert len(read(tideway, tideway.draft(PERIOD, OWN)).questions) == 4
    other = tideway.draft("2025-26-q4", OWN)
    assert read(tideway, other).questions


def test_a_no_is_asked_again(tideway):
    first = tideway.draft(PERIOD, OWN)
    no = {f"answer:{one.key}": one.options[-1][0] for one in read(tideway, first).questions}
    tideway.post("upload_answers", first.id, **no)
    work()
    assert "You answered no" in tideway.page(first)
    assert len(read(tideway, tideway.draft(PERIOD, OWN)).questions) == 4


UNEQUAL = b"""period,cohort,measure,n,numerator,mean,sd
2026/27 Q1,adults,M-01/1,90,40,,
2026/27 Q1,adults,M-02/1,95,41,,
2026/27 Q1,adults,M-03/2,90,40,,
2026/27 Q1,adults,M-04/1,96,,4.5,2.0
"""


def test_questions_of_one_kind_in_one_column_are_answered_once_or_one_by_one(lantern):
    draft = lantern.draft("2026-27-q1", UNEQUAL)
    (group,) = read(lantern, draft).alike
    assert (group.column, len(group.questions)) == ("n", 2)
    assert "2 questions of the same kind, about n" in lantern.page(draft)
    half = {f"answer:{group.questions[0].key}": "yes"}
    assert lantern.post("upload_answers", draft.id, **half).status_code == 422
    both = {f"answer:{group.key}": "yes", f"answer:{group.questions[1].key}": "no"}
    assert lantern.post("upload_answers", draft.id, **both).status_code == 302
    work()
    found = read(lantern, draft)
    assert (len(found.answered), found.count) == (1, 1)


def test_a_correction_of_a_period_that_is_here_is_not_called_late(tideway):
    assert "late:2025/26 Q3" in [
        one.key for one in read(tideway, tideway.draft(PERIOD, "cohort/TID_2025-26_Q3.csv")).questions
    ]
    committed(tideway, "cohort/TID_2025-26_Q3.csv")
    changed = (b"2025/26 Q3,adults,M-01/1,104,61", b"period,cohort,measure,n,numerator")
    again = tideway.draft(PERIOD, b"\r\n".join(reversed(changed)))
    assert [one.key for one in read(tideway, again).questions if one.key.startswith("late")] == []


def test_programs_change_and_forget_what_is_remembered(town, tideway):
    committed(tideway)
    held = Mapping.objects.get()
    url = reverse("api_upload_mapping", args=[SLUG, held.id])
    client, kind = tideway.client, "application/json"
    assert client.get(reverse("api_upload_mappings", args=[SLUG])).json()["results"][0]["id"] == str(held.id)
    assert client.get(url).json()["headings"][0] == {"column": 1, "text": "Quarter", "field": "period"}
    changed = client.put(url, {"columns": {"9": "unused"}}, content_type=kind)
    assert changed.json()["headings"][8]["field"] == "unused"
    assert client.put(url, {"columns": {"9": "n"}}, content_type=kind).status_code == 422
    assert client.put(url, {"words": {"0": "M-99"}}, content_type=kind).status_code == 422
    assert client.delete(url).status_code == 204
    assert client.get(url).status_code == 404


def test_programs_say_what_headings_mean(tideway):
    draft = tideway.draft(PERIOD, STRANGE)
    url = reverse("api_upload_reading", args=[SLUG, draft.id])
    place = next(str(each.place) for each in read(tideway, draft).reading.words if each.text == "Grown-ups")
    body = {"columns": {"6": "invited"}, "words": {place: "adults"}}
    answer = tideway.client.put(url, body, content_type="application/json")
    assert (answer.status_code, answer["Location"]) == (202, answer.json()["status_url"])
    work()
    assert [one["kind"] for one in tideway.client.get(answer["Location"]).json()["changes"]] == ["new", "new"]
    assert resolve(urlsplit(answer["Location"]).path).kwargs["id"] == draft.id


@pytest.mark.parametrize("sheets", [1, 3])
def test_the_list_of_what_is_remembered_costs_the_same_whatever_there_is(tideway, sheets):
    for extra in range(sheets):
        head = b"Quarter,Group,Question,Base,Yes" + b",More" * extra
        committed(
            tideway, head + b"\r\n2025/26 Q3,Adults,M-01,104,%d" % (60 + extra) + b",x" * extra + b"\r\n"
        )
    assert (Mapping.objects.count(), Draft.objects.count()) == (sheets, sheets)
    assert AtomVersion.objects.count() == sheets
    with CaptureQueriesContext(connection) as asked:
        assert tideway.get("upload_mappings").status_code == 200
    assert len(asked) == PINNED


PINNED = 12


def test_how_a_sheet_is_read_is_remembered_though_it_changes_nothing(tideway):
    committed(tideway)
    tideway.post("upload_mapping_forget", Mapping.objects.get().id)
    draft = tideway.draft(PERIOD, OWN)
    tideway.answer(draft)
    assert "Nothing changed" in tideway.page(draft)
    assert "Remember this for the next sheet" in tideway.page(draft)
    assert tideway.post("upload_remember", draft.id).status_code == 302
    assert read(tideway, tideway.draft(PERIOD, OWN)).questions == ()
    again = tideway.client.post(
        reverse("api_upload_remember", args=[SLUG, draft.id]), content_type="application/json"
    )
    assert (again.status_code, len(again.json()["headings"])) == (201, 9)


def test_not_yet_leaves_the_draft_as_it_is(tideway):
    draft = tideway.draft(PERIOD, STRANGE.replace(b"Grown-ups", b"Adults"))
    asked = read(tideway, draft).questions
    late = next(one for one in asked if one.key.startswith("late:"))
    others = {f"answer:{one.key}": "yes" for one in asked if one is not late}
    tideway.post("upload_answers", draft.id, **others, **{f"answer:{late.key}": "later"})
    work()
    page = read(tideway, draft)
    assert ([one.key for one in page.questions], page.stops, page.put_off) == ([late.key], (), True)
    assert "You said “not yet”" in tideway.page(draft)
    assert tideway.commit(draft).status_code == 409
    tideway.post("upload_answers", draft.id, **{f"answer:{late.key}": "yes"})
    work()
    assert tideway.commit(draft).status_code == 302
