"""Every rule of scoring, one case a line: the ids of the cases read as the rules."""

from decimal import Decimal
from fractions import Fraction

import pytest

from measures.instruments.answers import NoScore
from measures.instruments.catalogue import instrument, instruments
from measures.instruments.columns import columns, sheet_columns
from measures.instruments.scoring import Scored, of_key, score
from tests.measures.instruments.forms import filled, told

ACCEPTED = [each.id for each in instruments().values() if each.status != "refused"]


def rule(id, answers, points, key="", **said):
    """A case: answers in order (None is left out), the exact points, and the key where it is worth saying."""
    return pytest.param(*answers, points, key, id=id, **said)


@pytest.mark.parametrize(
    ("name", "answers", "points", "key"),
    [
        rule("ons4 satisfaction is its one answer", ("ons4_satisfaction", [7]), 7),
        rule("ons4 worthwhile may be 0", ("ons4_worthwhile", [0]), 0),
        rule("ons4 happy may be 10", ("ons4_happy", [10]), 10),
        rule("ons4 anxious is not turned round", ("ons4_anxious", [9]), 9),
        rule("wemwbs is the sum of fourteen", ("wemwbs", [3] * 14), 42),
        rule("swemwbs raw is the sum of seven", ("swemwbs", [3] * 7), 21, "21"),
        rule("ucla is the sum of three", ("ucla3", [1, 2, 3]), 6),
        rule("brs turns 2 4 6 and takes the mean", ("brs", [5, 1, 5, 1, 5, 1]), 5, "30"),
        rule("brs at its lowest", ("brs", [1, 5, 1, 5, 1, 5]), 1, "6"),
        rule("brs mean is exact", ("brs", [2, 4, 2, 4, 2, 3]), Fraction(13, 6), "13"),
        rule("reqol 10 sums items that were scored already", ("reqol10", [4] * 10), 40),
        rule("reqol 20 sums items that were scored already", ("reqol20", [2] * 20), 40),
        rule("phq9 is the sum of nine", ("phq9", [1, 2, 3, 0, 1, 2, 3, 0, 1]), 13),
        rule("gad7 is the sum of seven", ("gad7", [3] * 7), 21),
        rule("core10 turns 2 and 3", ("core10", [4, 0, 0, 4, 4, 4, 4, 4, 4, 4]), 40, "40/10"),
        rule("core10 does not turn 4", ("core10", [0, 4, 4, 1, 0, 0, 0, 0, 0, 0]), 1, "1/10"),
        rule(
            "core10 with one left out is pro-rated",
            ("core10", [2, 2, 2, 2, 2, 2, 2, 2, 2, None]), 20, "18/9",
        ),
        rule(
            "core10 pro-rated is an exact fraction",
            ("core10", [None, 4, 4, 1, 1, 1, 1, 1, 1, 4]), Fraction(100, 9), "10/9",
        ),
        rule("who5 raw is the sum of five", ("who5", [1, 2, 3, 4, 5]), 15),
        rule("ascot is the sum of eight", ("ascot_sct4", [3] * 8), 24),
        rule("ndt with two areas that weigh double", ("ndt", [4, 4, 8, 8, 4, 4, 4, 4, 4, 4]), 48),
        rule("the direct question counts often or always", ("ons_loneliness_direct", [1]), 1, "1"),
        rule("the direct question leaves aside the rest", ("ons_loneliness_direct", [2]), 0, "2"),
        rule("rough sleeping is a count in one night", ("rough_sleeping_snapshot", [37]), 37),
    ],
)  # fmt: skip
def test_answers_come_to_their_score(name, answers, points, key):
    scored = told(name, answers)
    assert scored.points == points
    assert scored.key == (key or str(points))


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        pytest.param(
            each.id, [1] * (each.items.count - left) + [None] * left, id=f"{each.id} with {left} left out"
        )
        for each in instruments().values()
        for left in (1, 2)
        if each.items and each.items.count > left and each.id not in {"core10", "top"}
    ]
    + [
        pytest.param(name, [None], id=f"{name} left out")
        for name in (
            "ons4_satisfaction",
            "ons4_worthwhile",
            "ons4_happy",
            "ons4_anxious",
            "ons_loneliness_direct",
        )
    ]
    + [
        pytest.param("core10", [1] * 8 + [None] * 2, id="core10 with two left out"),
        pytest.param("core10", [None] * 10, id="core10 with none answered is not 0"),
        pytest.param("phq9", ["", " "] + [1] * 7, id="phq9 with empty texts is not summed as 0"),
    ],
)
def test_who_left_questions_out_gets_no_score_and_is_no_error(name, answers):
    why = told(name, answers)
    assert isinstance(why, NoScore)
    assert (why.word, why.impossible) == ("not_answered", False)


@pytest.mark.parametrize("name", [name for name in ACCEPTED if instrument(name).items.low is not None])
@pytest.mark.parametrize("by", [-1, 1])
def test_an_answer_outside_its_range_is_an_error_that_names_the_column(name, by):
    items = instrument(name).items
    wrong = items.low - 1 if by < 0 else max(items.high, items.heavier_max) + 1
    column = columns(instrument(name)).items[0]
    why = score(instrument(name), filled(name, items.low) | {column: wrong})
    assert (why.word, why.impossible, why.item) == ("out_of_range", True, column)
    assert str(wrong) not in why.sentence.replace(f"from {items.low} to", "").replace(column, "")


@pytest.mark.parametrize("answer", ["2.5", 2.5, "two", True, "1e1", "٣", "1_0", Decimal("NaN"), float("inf")])
def test_an_answer_that_is_no_whole_number_is_an_error(answer):
    why = score(instrument("gad7"), filled("gad7", 1) | {"gad7_4": answer})
    assert (why.word, why.item) == ("out_of_range", "gad7_4")


@pytest.mark.parametrize("answer", ["2", " 2 ", "2.0", 2.0, Decimal("2.00"), "+2"])
def test_a_whole_number_may_come_as_text_or_with_a_point(answer):
    assert score(instrument("gad7"), filled("gad7", 1) | {"gad7_4": answer}).points == 8


def test_a_column_of_another_instrument_is_an_error():
    why = score(instrument("gad7"), filled("gad7", 1) | {"phq9_1": 1})
    assert (why.word, why.item) == ("unknown_column", "phq9_1")


@pytest.mark.parametrize(
    ("name", "column", "total", "key"),
    [
        ("phq9", "phq9_total", 27, "27"),
        ("core10", "core10_total", "18", "18/10"),
        ("brs", "brs_total", 30, "30"),
        ("swemwbs", "swemwbs_raw", 21, "21"),
        ("swemwbs", "swemwbs_metric", "19.25", "21"),
        ("swemwbs", "swemwbs_metric", 35, "35"),
        ("who5", "who5_percentage", 100, "25"),
        ("ascot_sct4", "ascot_sct4_total", 24, "24"),
        ("ndt", "ndt_total", 48, "48"),
        ("reqol20", "reqol20_total", 80, "80"),
    ],
)
def test_a_total_may_stand_for_the_answers(name, column, total, key):
    assert score(instrument(name), {column: total}).key == key


@pytest.mark.parametrize(
    ("name", "answers", "word"),
    [
        pytest.param("phq9", {"phq9_total": 28}, "out_of_range", id="above the range"),
        pytest.param("core10", {"core10_total": "11.1"}, "out_of_range", id="pro-rated already"),
        pytest.param("gad7", {"gad7_total": -1}, "out_of_range", id="below the range"),
        pytest.param("swemwbs", {"swemwbs_metric": "19.30"}, "not_in_table", id="no person has this metric score"),
        pytest.param("swemwbs", {"swemwbs_raw": 21, "swemwbs_metric": "19.98"}, "total_disagrees", id="two scales differ"),
        pytest.param("gad7", filled("gad7", 1) | {"gad7_total": 8}, "total_disagrees", id="not what the items come to"),
    ],
)  # fmt: skip
def test_a_total_that_cannot_be_is_an_error(name, answers, word):
    why = score(instrument(name), answers)
    assert (why.word, why.impossible) == (word, True)


def test_a_total_beside_answers_that_were_left_out_does_not_stand_in_for_them():
    answers = filled("phq9", 1) | {"phq9_3": None, "phq9_total": 8}
    assert score(instrument("phq9"), answers).word == "not_answered"


@pytest.mark.parametrize(
    ("id", "answers"), [("phq9", [3, 3, 3, 3, 3, 3, 3, None, None]), ("gad7", [2, 2, 2, 2, 2, None, None])]
)
def test_filling_two_by_the_mean_is_off_unless_asked_for(id, answers):
    assert told(id, answers).word == "not_answered"
    filled_in = told(id, answers, fill=True)
    assert filled_in.points == answers[0] * len(answers)
    assert filled_in.key == f"{sum(answers[:-2])}/{len(answers) - 2}"
    assert told(id, [1] * (len(answers) - 3) + [None] * 3, fill=True).word == "not_answered"


def test_filling_is_known_to_two_instruments_only():
    assert {each.id for each in instruments().values() if each.missing and each.missing.option} == {
        "phq9",
        "gad7",
    }
    assert told("swemwbs", [1] * 6 + [None], fill=True).word == "not_answered"


@pytest.mark.parametrize(
    ("now", "future", "label"),
    [
        pytest.param(7, 8, "thriving", id="thriving from 7 and 8"),
        pytest.param(7, 7, "struggling", id="7 and 7 is not yet thriving"),
        pytest.param(6, 10, "struggling", id="a bright future alone is not thriving"),
        pytest.param(4, 4, "suffering", id="suffering up to 4 and 4"),
        pytest.param(4, 5, "struggling", id="a future of 5 is not suffering"),
        pytest.param(0, 0, "suffering", id="suffering at the bottom"),
        pytest.param(10, 0, "struggling", id="one high and one low"),
    ],
)
def test_the_ladder_needs_both_answers_for_its_class(now, future, label):
    scored = told("cantril", [now, future])
    assert (scored.label, scored.points, scored.key) == (label, None, f"{now}/{future}")


def test_each_question_of_the_ladder_is_also_read_alone():
    answers = {"cantril_now": 6, "cantril_future": None}
    assert score(instrument("cantril"), answers, item="cantril_now").points == 6
    assert score(instrument("cantril"), answers, item="cantril_future").word == "not_answered"
    assert score(instrument("cantril"), answers).word == "not_answered"


def test_top_is_read_item_by_item_in_the_range_that_its_column_states():
    answers = {"top_1_days": 28, "top_9_rating": 20, "top_2_days": None}
    found = instrument("top")
    assert score(found, answers).word == "no_total"
    assert score(found, answers, item="top_1_days").points == 28
    assert score(found, answers, item="top_9_rating").points == 20
    assert score(found, answers, item="top_2_days").word == "not_answered"
    assert score(found, {"top_9_rating": 21}, item="top_9_rating").word == "out_of_range"
    with pytest.raises(ValueError, match="not a question"):
        score(found, answers, item="top_21_days")


@pytest.mark.parametrize("id", ["cls_belonging", "cls_trust", "cls_pull_together"])
def test_a_share_of_the_top_two_answers_is_counted_once_these_are_stated(id):
    found = instrument(id)
    for stated in ((), (1,), (1, 1), (1, 2, 3)):
        assert score(found, {id: 1}, counted=stated).word == "answers_not_stated"
    assert [score(found, {id: answer}, counted=(1, 2)).points for answer in (1, 2, 3)] == [1, 1, 0]
    assert score(found, {id: None}, counted=(1, 2)).word == "not_answered"


@pytest.mark.parametrize("id", ["eq5d5l", "outcomes_star"])
def test_a_refused_instrument_scores_nothing_and_says_why(id):
    why = score(instrument(id), {})
    assert (why.word, why.sentence) == ("refused", instrument(id).refusal.sentence)


def test_all_23_accepted_instruments_score():
    assert len(ACCEPTED) == 23
    for name in ACCEPTED:
        found, low = instrument(name), instrument(name).items.low or 0
        item = "top_1_days" if name == "top" else ""
        counted = (1, 2) if found.score.share_words else ()
        assert isinstance(score(found, filled(name, low), item=item, counted=counted), Scored), name


@pytest.mark.parametrize(("name", "key"), [("gad7", "22"), ("core10", "18/0"), ("core10", "18/11")])
def test_a_key_that_no_answers_give_is_an_error(name, key):
    with pytest.raises(ValueError, match="give this key"):
        of_key(instrument(name), key)


@pytest.mark.parametrize(
    ("id", "items", "totals"),
    [
        ("core10", 10, ("core10_total",)),
        ("swemwbs", 7, ("swemwbs_raw", "swemwbs_metric")),
        ("who5", 5, ("who5_raw", "who5_percentage")),
        ("ons4_happy", 1, ()),
        ("cantril", 2, ()),
        ("ascot_sct4", 0, ("ascot_sct4_total",)),
        ("ndt", 0, ("ndt_total",)),
        ("reqol10", 10, ("reqol10_total",)),
        ("top", 0, ()),
        ("cls_trust", 0, ()),
        ("rough_sleeping_snapshot", 0, ()),
        ("eq5d5l", 0, ()),
    ],
)
def test_a_response_sheet_has_the_columns_that_the_catalogue_accepts(id, items, totals):
    found = sheet_columns(instrument(id))
    assert (len(found.items), found.totals) == (items, totals)


def test_columns_are_codes_and_numbers():
    assert columns(instrument("core10")).items[:2] == ("core10_1", "core10_2")
    assert columns(instrument("phq9")).unscored == ("phq9_10",)
    assert columns(instrument("cantril")).items == ("cantril_now", "cantril_future")
    every = [name for each in instruments().values() for name in columns(each).all]
    assert len(every) == len(set(every))
