"""Committing: once, by one, by those who may; what moved meanwhile is looked at again; what is over holds no cells."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliance.door import clock
from alliance.door.action import Done
from alliance.door.refusals import Refused
from alliance.ledger.models import Entry
from measures.models import AtomVersion, CurrentAtom, Draft, FileVersion, Release, ReleasedAtom
from measures.uploads.actions import commit_sheet, forget_drafts
from tests.measures import town as stage
from tests.measures.uploads.desks.conftest import MORNING
from tests.measures.uploads.desks.desk import Desk, text, work

BAD = b"period,cohort,measure,n,numerator\r\n2026/27 Q1,adults,M-01/1,20,90\r\n"
GOOD = "faults/LAN_2026-27_Q1_put_right.csv"


def test_a_commit_holds_cells_and_marks_and_releases_nothing(lantern):
    draft = lantern.draft("2026-27-q1", GOOD)
    assert lantern.commit(draft).status_code == 302
    file = FileVersion.objects.get()
    assert (file.number, len(file.fingerprint), len(file.snapshot)) == (1, 64, 4)
    atoms = {atom.measure.code: atom for atom in AtomVersion.objects.select_related("measure")}
    assert (atoms["M-02"].n, atoms["M-02"].counts, atoms["M-02"].found_at) == (115, {"yes": 40}, "line 3")
    assert str(atoms["M-04"].mean) == "4.7000"
    assert not Release.objects.exists()  # others see it with the next release, which somebody opens
    entry = Entry.objects.get(type="upload.committed")
    assert file.fingerprint not in str(entry.__dict__)
    assert "115" not in str(entry.__dict__.get("body", ""))


def test_what_was_committed_leaves_no_cells_in_the_draft(lantern):
    draft = lantern.draft("2026-27-q1", GOOD)
    lantern.commit(draft)
    draft.refresh_from_db()
    assert (draft.state, draft.grid, draft.rows, draft.found) == ("committed", {}, [], [])
    assert "is in" in lantern.page(draft)


def test_a_second_commit_of_the_same_draft_changes_nothing(lantern):
    draft = lantern.draft("2026-27-q1", GOOD)
    assert lantern.commit(draft, once="k1").status_code == 302
    assert lantern.commit(draft, once="k1").status_code == 302
    assert lantern.commit(draft, once="k2").status_code == 409
    assert FileVersion.objects.count() == 1


def test_what_is_held_moved_since_the_preview_so_it_is_made_again(town, lantern):
    first, second = (lantern.draft("2026-27-q1", GOOD) for _ in range(2))
    assert lantern.commit(first).status_code == 302
    refused = lantern.commit(second)
    assert refused.status_code == 409
    assert "What is held has changed since this preview was made" in text(refused)
    lantern.answer(second)
    assert "Nothing changed" in lantern.page(second)


def test_a_taken_back_draft_is_empty_and_cannot_be_committed(lantern):
    draft = lantern.draft("2026-27-q1", GOOD)
    assert lantern.post("upload_take_back", draft.id).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.grid, draft.answers) == ("taken_back", {}, {})
    assert lantern.commit(draft).status_code == 409
    assert not FileVersion.objects.exists()


def test_a_draft_is_forgotten_after_72_hours(lantern):
    draft = lantern.draft("2026-27-q1", GOOD)
    Draft.objects.filter(id=draft.id).update(expires_at=draft.received_at)
    assert lantern.get("upload_draft", draft.id).status_code == 404
    forget_drafts()
    assert not Draft.objects.exists()


def test_an_answer_that_was_not_offered_is_not_taken(kindling):
    draft = kindling.draft("2025-26-q3", "faults/KIN_2025-26_Q3_impossible_mean.csv")
    key = kindling.get("upload_draft", draft.id).context["draft"].questions[0].key
    answer = kindling.post("upload_answers", draft.id, **{f"answer:{key}": "perhaps"})
    assert answer.status_code == 422
    assert "Choose one of the answers" in text(answer)


def test_a_withheld_figure_is_held_as_withheld_and_never_as_nought(lantern):
    data = b"period,cohort,measure,n,numerator\r\n2026/27 Q1,adults,M-01/1,<5,*\r\n2026/27 Q1,adults,M-02/1,20,9\r\n"
    draft = lantern.draft("2026-27-q1", data)
    lantern.answer(draft)
    assert lantern.commit(draft).status_code == 302, lantern.page(draft)
    kept = AtomVersion.objects.get(measure__code="M-01")
    assert (kept.state, kept.n, kept.counts) == ("withheld", None, {})


def test_an_answer_that_asks_for_another_way_of_reading_asks_for_the_file_again(lantern):
    data = b"period;n;mean\n2026/27 Q1;12;4,5\n2026/27 Q1;13;4,6\n"
    draft = lantern.draft("2026-27-q1", data)
    asked = lantern.get("upload_draft", draft.id).context["draft"].questions
    answers = {f"answer:{one.key}": one.options[0][0] for one in asked} | {"answer:delimiter": "comma"}
    lantern.post("upload_answers", draft.id, **answers)
    work()
    assert "Choose the file once more" in lantern.page(draft)
    assert lantern.commit(draft).status_code == 409
    read = lantern.send("2026-27-q1", data, **{"answer:delimiter": "comma"})
    assert read.status_code == 302


def test_through_the_real_pages_lanterns_correction_stays_out_when_tideway_sends_its_sheet(town):
    lantern, tideway = Desk(town, "jonty"), Desk(town, "petra")
    for desk, sheet in (
        (lantern, "faults/LAN_2024-25_Q3_first_version.csv"), (lantern, "cohort/LAN_2024-25_Q3.csv"),
        (tideway, "cohort/TID_2024-25_Q3.csv"),
    ):  # fmt: skip
        draft = desk.draft("2024-25-q3", sheet)
        desk.answer(draft)
        assert desk.commit(draft).status_code == 302, desk.page(draft)
        work()
        town.publish("2024/25 Q3")
    shown = ReleasedAtom.objects.filter(release=town.published, version__measure__code="M-03")
    assert dict(shown.values_list("version__org__code", "version__n"))["LAN"] == 95
    assert set(shown.values_list("version__org__code", flat=True)) == {"LAN", "TID"}


@pytest.mark.django_db(transaction=True)
def test_two_people_commit_at_once_and_one_file_version_comes_of_it(settings, tmp_path):
    settings.KEYS_DIR = settings.STATE_DIR = tmp_path
    town = stage.Town(stage.build())
    desk = Desk(town, "jonty")
    drafts = [desk.draft("2026-27-q1", GOOD) for _ in range(2)]
    for draft in drafts:
        desk.answer(draft)
    gate = Barrier(2)

    def commit(who, draft):
        gate.wait()
        try:
            return commit_sheet(town.caller(who), draft=draft.id)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(commit, ("jonty", "mairead"), drafts))
    assert [type(answer) for answer in answers if isinstance(answer, Done)] == [Done]
    (refused,) = (answer.code for answer in answers if isinstance(answer, Refused))
    assert refused in {"moved_on", "taken_back"}  # the older draft is let go if the newer one was first
    assert (FileVersion.objects.count(), CurrentAtom.objects.count()) == (1, 4)


@pytest.mark.parametrize("drafts", [1, 10])
def test_the_list_asks_as_many_queries_whatever_there_is(lantern, drafts):
    for _ in range(drafts):
        lantern.draft("2026-27-q1", GOOD)
    with CaptureQueriesContext(connection) as asked:
        assert lantern.get("uploads").status_code == 200
    assert len(asked) == PINNED


PINNED = 15


def test_a_commit_lets_go_of_the_same_persons_older_draft_and_says_so(town, lantern):
    with clock.simulated(MORNING - timedelta(hours=1)):
        older = lantern.draft("2026-27-q1", BAD)
    assert "1 thing to mend" in text(lantern.get("uploads"))
    draft = lantern.draft("2026-27-q1", GOOD)
    lantern.commit(draft)
    older.refresh_from_db()
    assert (older.state, older.grid, older.found) == ("taken_back", {}, [])
    assert "Your older draft of this period, sent" in lantern.page(draft)
    assert "A newer sheet took the place of this one" in lantern.page(older)
    assert "Under way" not in text(lantern.get("uploads"))


def test_a_commit_leaves_drafts_of_others_and_of_other_periods(town, lantern):
    with clock.simulated(MORNING - timedelta(hours=1)):
        colleague, other = Desk(town, "mairead").draft("2026-27-q1", BAD), lantern.draft("2025-26-q4", BAD)
    lantern.commit(lantern.draft("2026-27-q1", GOOD))
    for draft in (colleague, other):
        draft.refresh_from_db()
        assert draft.state == "ready"
