"""Step 10: responses to people per score, exactly; pairs by row key; what is left out is counted and asked about."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from measures.atoms.scored import changes_of, mean_change, moments_of_scores
from measures.instruments.catalogue import instruments
from measures.uploads.responses.groups import check_groups
from measures.uploads.responses.reduce import reduced as reduce_all
from measures.uploads.responses.shapes import Response
from tests.measures.uploads.responses.cast import codes, lines, one, reduced, register


def test_people_at_raw_7_and_35_have_a_metric_mean_of_21_and_never_the_conversion_of_their_mean():
    rows, found = reduced(lines("swemwbs_raw", one(1, 7), one(2, 35)))
    row = rows["W-07", "", "all"]
    assert (row.figures.counts, row.scale, codes(found)) == ((("7", 1), ("35", 1)), "metric", [])
    assert moments_of_scores(dict(row.figures.counts), "swemwbs", "metric").mean == 21
    assert instruments()["swemwbs"].convert(21) != 21


def test_core_10_is_counted_by_its_sum_and_how_many_were_answered():
    header = ",".join(f"core10_{number}" for number in range(1, 11))
    nine, eight = [2] * 9 + [""], [2] * 8 + ["", ""]
    rows, found = reduced(
        lines(header, one(1, *nine), *(one(key, *[2] * 10) for key in range(2, 8)), one(9, *eight))
    )
    figures = rows["C-10", "", "all"].figures
    assert dict(figures.counts) == {"18/9": 1, "20/10": 6}
    assert (figures.n, figures.returned, codes(found, "question")) == (7, 8, [])
    assert moments_of_scores(dict(figures.counts), "core10").mean == 20


def test_each_breakdown_has_a_margin_of_its_own_and_an_empty_cell_is_not_stated():
    rows, _ = reduced(lines("gender,M-01", one(1, "Women", "yes"), one(2, "Men", "no"), one(3, "", "yes")))
    said = {key[1]: (row.figures.n, row.figures.numerator) for key, row in rows.items()}
    assert said == {"": (3, 2), "Women": (1, 1), "Men": (1, 0), "not stated": (1, 1)}


def test_a_declared_category_that_nobody_is_in_counts_nought_so_that_an_older_count_is_replaced():
    rows, _ = reduced(lines("gender,M-01", one(1, "Women", "yes")))
    assert (rows["M-01", "Men", "all"].figures.n, rows["M-01", "Men", "all"].figures.returned) == (0, 0)


def test_both_answers_of_one_row_key_are_a_pair_and_their_change_is_exact():
    data = lines(
        "swemwbs_raw", one(1, 7), one(1, 14, occasion="followup"), one(2, 20), one(2, 19, occasion="follow-up"), one(3, 30)
    )  # fmt: skip
    rows, found = reduced(data)
    first, later = rows["W-07", "", "matched_baseline"], rows["W-07", "", "matched_followup"]
    assert (first.figures.n, later.figures.n, later.baseline_period) == (2, 2, "2025/26 Q1")
    assert later.figures.joint == (("20", "19", 1), ("7", "14", 1))
    assert mean_change(later.figures.joint, "swemwbs", "metric").total == Fraction("15.32") - 7 + Fraction(
        "17.98"
    ) - Fraction("18.59")
    strict = max(instruments()["swemwbs"].change, key=lambda each: each.high)
    assert changes_of(later.figures.joint, "swemwbs", strict) == {"improved": 1, "no clear change": 1}
    assert rows["W-07", "", "all"].figures.n == 3
    assert codes(found, "note") == ["row.twice"]


def test_a_pair_lies_in_the_period_of_the_later_answer_and_names_that_of_the_first():
    rows, _ = reduced(lines("M-04", one(1, 4, period="2024/25 Q4"), one(1, 6, occasion="followup")))
    later = rows["M-04", "", "matched_followup"]
    assert (later.period, later.baseline_period, later.figures.joint) == (
        "2025/26 Q1",
        "2024/25 Q4",
        (("4", "6", 1),),
    )


def test_more_than_a_fifth_without_a_score_is_asked_about_and_exactly_a_fifth_is_not():
    four_of_five = lines("M-04,M-01", *(one(key, 5 if key < 5 else "", "yes") for key in range(1, 6)))
    assert codes(reduced(four_of_five)[1], "question") == []
    three_of_five = lines("M-04,M-01", *(one(key, 5 if key < 4 else "", "yes") for key in range(1, 6)))
    rows, found = reduced(three_of_five)
    (asked,) = [each for each in found if each.level == "question"]
    assert "M-04/1, 2025/26 Q1: 2 of 5 responses have no score" in asked.says
    assert rows["M-04", "", "all"].figures.n == 3
    assert codes(reduced(three_of_five, {asked.key: "yes"})[1], "question") == []
    assert reduced(three_of_five, {asked.key: "no"})[0] == {}


def test_a_column_that_nobody_answered_makes_no_row():
    rows, _ = reduced(lines("M-04,M-01", one(1, "", "yes"), one(2, "", "no")))
    assert {key[0] for key in rows} == {"M-01"}


def test_the_about_sheet_may_say_how_many_were_invited(monkeypatch):
    data = lines("M-01", one(1, "yes"), one(2, "no"))
    about = {"period": "2025/26 Q1", "invited: adults": "9"}
    monkeypatch.setattr("measures.uploads.responses.sheet.about_of", lambda grid: about)
    assert reduced(data)[0]["M-01", "", "all"].figures.invited == 9
    about["invited: adults"] = "1"
    assert codes(reduced(data)[1]) == ["row.returned"]


RESPONSES = st.lists(
    st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(["x", "y"]), st.none() | st.sampled_from(["1", "2", "3"])), max_size=30
)  # fmt: skip


@given(RESPONSES)
@settings(max_examples=60)
def test_categories_of_a_breakdown_always_add_up_to_everybody(given_rows):
    made = [
        Response(at, str(at), "baseline", "P", cohort, {"split": category}, {"M": score})
        for at, (cohort, category, score) in enumerate(given_rows)
    ]
    tallies = reduce_all(made, {"split": ("x", "y", "z")})
    for cohort in ("a", "b"):
        parts = [tally for margin, tally in tallies.items() if margin.cohort == cohort and margin.breakdown]
        (whole,) = [
            tally for margin, tally in tallies.items() if margin.cohort == cohort and not margin.breakdown
        ] or [None]
        if whole:
            assert sum((part.counts for part in parts), start=type(whole.counts)()) == whole.counts
            assert sum(part.returned for part in parts) == whole.returned


def test_a_late_sheet_is_asked_about_and_a_correction_of_one_that_is_here_is_not():
    rows, _ = reduced(lines("M-01", *(one(key, "yes") for key in range(20))))
    due = tuple(replace(each, due=date(2025, 7, 31)) for each in register().periods)
    late = register(today=date(2026, 3, 1), periods=due)
    held = {row.key: row.figures for row in rows.values()}
    assert "fit.late" in codes(check_groups(rows.values(), late, {}), "question")
    assert "fit.late" not in codes(check_groups(rows.values(), late, held), "question")
