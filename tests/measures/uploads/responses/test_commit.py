"""A response sheet through the real page: asked with the file, previewed, committed as people per score, and published."""

import json
from dataclasses import asdict
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alliance.ledger.models import Entry
from measures.models import AtomVersion, CurrentAtom, Draft, FileVersion, PublishedFigure, Refusal
from measures.uploads.actions import check_draft
from tests.measures.uploads.desks.desk import SLUG, text, work
from tests.measures.uploads.responses.sheets import PAGE, PERIOD, csv_of, rows, xlsx_of

SAME = ("state", "text", "number", "step", "note", "n", "n_text", "lower", "upper", "interval", "partners")


def test_a_sheet_becomes_people_per_score_with_its_rows_as_lineage(lantern):
    draft = lantern.draft(PAGE, xlsx_of(), "answers.xlsx")
    assert (draft.state, draft.grid, len(draft.rows)) == ("ready", {}, 3)
    page = lantern.page(draft)
    assert "n 40, mean 4.50, sd 2.91, returned 40" in page
    assert 'Sheet "Answers", rows 2 to 41' in page
    assert "What others will see of your groups" in page
    assert "yours 50%, others see " in page
    assert "can move a share of small groups by several points" in page
    assert lantern.commit(draft).status_code == 302
    atoms = {atom.measure.code: atom for atom in AtomVersion.objects.select_related("measure")}
    assert atoms["M-04"].counts == {str(score): 4 for score in range(10)}
    assert (atoms["M-04"].n, atoms["M-04"].mean, atoms["M-01"].counts) == (40, None, {"yes": 20})
    assert atoms["M-02"].found_at == 'Sheet "Answers", rows 2 to 41 (2)'
    assert FileVersion.objects.get().readers.keys() == {"ours", "calamine", "kind"}
    own = text(lantern.get("my_data"))
    assert "n 40, mean 4.50, sd 2.91" in own


def test_matched_people_of_two_baselines_are_two_figures_each_with_versions_of_its_own(lantern):
    lines = []
    for start, first in (("2025/26 Q3", 0), ("2025/26 Q4", 20)):
        for at in range(first, first + 20):
            lines.append([f"zq{at:04}", "baseline", start, "adults", "no", "no", 3])
            lines.append([f"zq{at:04}", "followup", PERIOD, "adults", "yes", "no", 5])
    draft = lantern.draft(PAGE, csv_of(lines))
    lantern.answer(draft)
    assert lantern.commit(draft).status_code == 302, lantern.page(draft)
    matched = AtomVersion.objects.filter(basis="matched_followup", measure__code="M-04")
    assert sorted(each.baseline_period for each in matched) == ["2025/26 Q3", "2025/26 Q4"]
    for each in matched:
        found = lantern.get("my_figure", each.id).context["figure"]
        assert [version.atom for version in found.versions] == [each.id]


FIRST, LATER = [3, 6, 1, 9, 5, 0, 7, 4, 2, 8], [7, 5, 3, 10, None, 3, 9, 4, None, 5]


def test_the_owner_reads_who_was_lost_and_how_sure_a_mean_and_a_change_are(lantern):
    start = "2026/27 Q1"
    began = [[f"zq{at:04}", "baseline", start, "adults", "no", "no", score] for at, score in enumerate(FIRST)]
    again = [
        [f"zq{at:04}", "followup", "2026/27 Q2", "adults", "no", "no", score]
        for at, score in enumerate(LATER) if score is not None
    ]  # fmt: skip
    for page, lines in ((PAGE, began), ("2026-27-q2", [*began, *again])):
        draft = lantern.draft(page, csv_of(lines))
        lantern.answer(draft)
        assert lantern.commit(draft).status_code == 302, lantern.page(draft)
    worked = {basis: lines_of(lantern, basis) for basis in ("matched_followup", "all")}
    assert worked["matched_followup"] == {
        "Mean": ("5.75", "3.53 to 7.97"),
        "First answers of those who did not answer again": ("3.50", ""),
        "Mean change of the same people": ("+1.00", "-0.90 to 2.90"),
        "Size of the change, d_z": ("+0.44", ""),
        "Size of the change, d_av": ("+0.33", ""),
    }
    assert worked["all"] == {
        "Mean": ("5.75", "3.53 to 7.97"),
        "Mean less that of 2026/27 Q1": ("+1.25", "-1.60 to 4.10"),
    }


def lines_of(desk, basis):
    """What is worked out for the owner, on its page and for its programs alike."""
    atom = AtomVersion.objects.get(measure__code="M-04", basis=basis, period__code="2026/27 Q2").id
    worked = desk.get("my_figure", atom).context["figure"].worked
    told = desk.client.get(reverse("api_my_figure", args=[SLUG, atom])).json()["worked"]
    assert told == [asdict(each) for each in worked]
    return {each.what: (each.value, each.between) for each in worked}


def test_no_count_and_no_mark_of_it_is_in_the_log(lantern):
    draft = lantern.draft(PAGE, csv_of(rows(37)))
    lantern.commit(draft)
    entry = Entry.objects.get(type="upload.committed")
    assert set(json.loads(bytes(entry.data))["body"]) == {"file", "org", "period", "number"}
    assert FileVersion.objects.get().fingerprint not in str(entry.__dict__)


def test_the_same_sheet_again_makes_no_new_version(lantern):
    lantern.commit(lantern.draft(PAGE, csv_of()))
    again = lantern.draft(PAGE, csv_of())
    assert "Nothing changed" in lantern.page(again)
    assert lantern.commit(again).status_code == 409
    assert (FileVersion.objects.count(), AtomVersion.objects.count()) == (1, 3)


def test_another_sheet_makes_new_versions_of_what_it_changes_and_says_old_and_new(lantern):
    lantern.commit(lantern.draft(PAGE, csv_of()))
    moved = rows()
    moved[0][-1] = 10
    draft = lantern.draft(PAGE, csv_of(moved))
    assert "mean 4.50 → 4.75, sd 2.91 → 2.94" in lantern.page(draft)
    lantern.commit(draft)
    assert (AtomVersion.objects.count(), CurrentAtom.objects.count()) == (4, 3)
    assert CurrentAtom.objects.get(measure__code="M-04").version.counts["10"] == 1


def test_what_is_asked_about_responses_is_asked_before_anything_is_kept_and_answered_with_the_file(lantern):
    data = csv_of(rows(missing=10))
    asked = lantern.send(PAGE, data)
    assert (asked.status_code, Draft.objects.count(), Refusal.objects.count()) == (422, 0, 0)
    (question,) = asked.context["questions"]
    assert "M-04/1, 2026/27 Q1: 10 of 40 responses have no score" in question.sentence
    assert lantern.send(PAGE, data, **{f"answer:{question.key}": "yes"}).status_code == 302
    work()
    draft = Draft.objects.get()
    assert "n 30" in lantern.page(draft)
    assert "You answered: Yes, go on without them" in lantern.page(draft)


def test_the_page_that_keeps_the_file_is_given_the_questions_alone(lantern):
    org = str(lantern.town.orgs["LAN"])
    data = csv_of(rows(missing=10))
    answer = lantern.client.post(
        f"/a/marlhaven/uploads/{PAGE}/", {"org": org, "sheet": SimpleUploadedFile("a.csv", data)}, headers={"X-In-Place": "1"}
    )  # fmt: skip
    assert answer.status_code == 422
    assert "<main" not in answer.content.decode()
    assert "Your file is still chosen here" in answer.content.decode()


def test_an_impossible_score_stops_and_of_the_file_only_the_fact_and_the_place_are_kept(lantern):
    bad = rows()
    bad[3][-1] = 11
    answer = lantern.send(PAGE, csv_of(bad))
    assert "Line 5, ons4_satisfaction: found &quot;11&quot;" in answer.content.decode()
    refusal = Refusal.objects.get()
    assert (refusal.codes, refusal.cells, Draft.objects.count()) == (["score.out_of_range"], ["G5"], 0)


def test_a_question_about_groups_is_answered_on_the_draft(lantern):
    before = lantern.draft("2025-26-q4", csv_of([[*row[:2], "2025/26 Q4", *row[3:]] for row in rows()]))
    lantern.answer(before)
    assert lantern.commit(before).status_code == 302
    jumped = [[*row[:4], "yes", *row[5:]] for row in rows()]
    draft = lantern.draft(PAGE, csv_of(jumped))
    assert (
        "Lines 2 to 41: M-01, Adults: a large change since 2025/26 Q4: 20 of 40 then, 40 of 40 now. Is that right?"
        in lantern.page(draft)
    )
    assert lantern.commit(draft).status_code == 409
    lantern.answer(draft)
    assert lantern.commit(draft).status_code == 302


def test_what_is_held_moved_since_the_preview_so_it_is_made_again_without_the_file(lantern):
    first, second = lantern.draft(PAGE, csv_of(rows(42))), lantern.draft(PAGE, csv_of(rows(43)))
    assert lantern.commit(first).status_code == 302
    assert lantern.commit(second).status_code == 409
    lantern.answer(second)
    assert lantern.commit(second).status_code == 302


def test_a_check_done_twice_changes_nothing(lantern):
    draft = lantern.draft(PAGE, csv_of())
    before = Draft.objects.values("rows", "found", "mark").get()
    check_draft(draft.id, job=draft.job)
    assert Draft.objects.values("rows", "found", "mark").get() == before


def test_pairs_are_held_with_the_period_of_the_first_answer_and_stand_beside_everybody(lantern):
    both = [
        [*row[:1], occasion, *row[2:6], score]
        for row in rows(20)
        for occasion, score in (("baseline", 3), ("followup", 6))
    ]
    draft = lantern.draft(PAGE, csv_of(both))
    page = lantern.page(draft)
    assert "the later answer of those who gave both" in page
    assert "change +3.00" in page
    assert lantern.commit(draft).status_code == 302
    later = AtomVersion.objects.get(measure__code="M-04", basis="matched_followup")
    assert (later.baseline_period, later.joint, later.n) == ("2026/27 Q1", [["3", "6", 20]], 20)
    assert AtomVersion.objects.get(measure__code="M-04", basis="all").counts == {"6": 20}


def test_sent_as_responses_a_measure_publishes_the_same_cells_as_sent_as_totals(lantern):
    lantern.commit(lantern.draft(PAGE, csv_of()))
    as_responses = _cells(lantern.town)
    totals = (
        "period,cohort,measure,n,numerator,mean,sd\n2026/27 Q1,adults,M-01/1,40,20,,\n2026/27 Q1,adults,M-02/1,40,10,,\n"
        "2026/27 Q1,adults,M-04/1,40,,4.5,2.9089\n"
    )
    other = lantern.draft(PAGE, totals.encode())
    lantern.answer(other)
    assert lantern.commit(other).status_code == 302, lantern.page(other)
    assert AtomVersion.objects.filter(measure__code="M-04").count() == 2
    assert CurrentAtom.objects.get(measure__code="M-04").version.mean == Decimal("4.5")
    assert as_responses
    assert _cells(lantern.town) == as_responses


def _cells(town):
    """The figures of the newest release, without its number and its seals."""
    town.publish("2026/27 Q1")
    rows_ = PublishedFigure.objects.filter(released=town.published)
    return {(row.view, row.measure, row.figure): [getattr(row, name) for name in SAME] for row in rows_}
