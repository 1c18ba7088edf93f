"""What a response sheet may not hold, told by its place; nothing that could be a person's is repeated."""

import pytest

from tests.measures.uploads.responses.cast import codes, lines, one, reduced, whole

SECRET = "Zebedee"


@pytest.mark.parametrize(
    ("header", "row", "code", "place"),
    [
        pytest.param("M-04", one(1, 11), "score.out_of_range", "M-04", id="impossible score"),
        pytest.param("M-04", one(1, 4.5), "score.out_of_range", "M-04", id="half a score"),
        pytest.param("M-04", one(1, SECRET), "score.out_of_range", "M-04", id="text for a score"),
        pytest.param("M-01", one(1, SECRET), "score.not_yes_or_no", "M-01", id="neither yes nor no"),
        pytest.param("swemwbs_metric", one(1, "21.3"), "score.not_in_table", "swemwbs_metric", id="no such metric score"),
        pytest.param("M-01", one(1, "yes", occasion=SECRET), "cell.unknown", "occasion", id="occasion"),
        pytest.param("M-01", one(1, "yes", period=SECRET), "cell.unknown", "period", id="period"),
        pytest.param("M-01", one(1, "yes", cohort=SECRET), "cell.unknown", "cohort", id="cohort"),
        pytest.param("gender,M-01", one(1, SECRET, "yes"), "cell.unknown", "gender", id="category"),
        pytest.param("M-01", one("", "yes"), "cell.absent", "row_key", id="no row key"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_stops_the_sheet_at_its_place(header, row, code, place):
    rows, found = reduced(
        lines(
            header, one(9, *(["Women"] if "gender" in header else []), "yes" if "M-01" in header else 7), row
        )
    )
    (stopped,) = [each for each in found if each.level == "stop"]
    assert (stopped.code, stopped.where.row, stopped.where.heading, rows) == (code, 3, place, {})
    assert SECRET not in repr(found)


def test_a_short_number_is_named_and_everything_else_is_not():
    _, found = reduced(lines("M-04", one(1, 11)))
    assert 'Found "11".' in found[0].sentence or 'found "11"' in found[0].sentence
    _, found = reduced(lines("M-04", one(1, 19840)))
    assert "19840" not in repr(found)


def test_any_other_column_is_refused_and_its_heading_is_not_repeated():
    _, found = reduced(lines(f"M-01,{SECRET}", one(1, "yes", 3)))
    assert codes(found) == ["map.unknown_column"]
    assert (found[0].where.column, SECRET in repr(found)) == (6, False)


def test_cells_under_no_heading_are_a_column_as_well():
    _, found = reduced(lines("M-01,", one(1, "yes", "x"), one(2, "no", "y")))
    assert codes(found) == ["map.unknown_column"]


@pytest.mark.parametrize("missing", ["row_key", "occasion", "period", "cohort"])
def test_a_column_that_must_be_there_is_named(missing):
    names = ["row_key", "occasion", "period", "cohort", "M-01"]
    row = dict(zip(names, ("1", "baseline", "2025/26 Q1", "adults", "yes"), strict=True))
    kept = [name for name in names if name != missing]
    data = f"{','.join(kept)}\n{','.join(row[name] for name in kept)}\n".encode()
    assert [each.expected for each in reduced(data)[1]] == [missing]


def test_a_sheet_without_any_answer_says_so():
    assert codes(reduced(lines("M-01", one(1, ""), one(2, "")))[1]) == ["map.no_answers"]


def test_one_key_twice_with_other_answers_stops_and_exactly_the_same_is_asked():
    assert codes(reduced(lines("M-01", one(1, "yes"), one(1, "no")))[1]) == ["row.key_twice"]
    rows, found = reduced(lines("M-01", one(1, "yes"), one(1, "yes"), one(2, "no")))
    assert (codes(found), codes(found, "question"), rows["M-01", "", "all"].figures.n) == (
        [],
        ["row.duplicate"],
        2,
    )


def test_one_person_is_not_in_two_cohorts_and_does_not_answer_the_follow_up_first():
    moved = lines("M-01", one(1, "yes"), one(1, "no", occasion="followup", cohort="young"))
    assert codes(reduced(moved)[1]) == ["pair.cohort"]
    back = lines("M-01", one(1, "yes"), one(1, "no", occasion="followup", period="2024/25 Q4"))
    assert codes(reduced(back)[1]) == ["pair.order"]


def test_many_wrong_cells_of_one_column_are_told_in_few_lines():
    _, found = reduced(lines("M-04", *(one(key, 99) for key in range(1, 200))))
    assert len(found) == 21
    assert "179 more cells of this column are wrong in the same way" in found[-1].says


def test_twenty_thousand_responses_are_the_most():
    rows = (one(key, "yes") for key in range(20_001))
    assert codes(reduced(lines("M-01", *rows))[1]) == ["limit.responses"]


def test_nothing_is_reduced_where_the_scan_sees_a_person_and_no_value_is_said():
    read = whole(lines("M-01", one("QQ123456C", "yes"), one(2, "no")))
    assert (read.grid, read.rows) == (None, ())
    assert codes(read.findings)
    assert "QQ123456C" not in repr(read)


def test_no_cell_leaves_the_reading_of_a_good_sheet():
    read = whole(lines("M-01", one("k7q", "yes"), one("k8q", "no")))
    assert read.grid is None
    assert read.rows
    assert "k7q" not in repr(read)
