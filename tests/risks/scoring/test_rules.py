"""The rules of a scoring round, by the rows of their specification."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.register import rules as register
from risks.scoring import rules
from risks.scoring.rules import View

TODAY = date(2026, 7, 22)
SEEN = [
    (2, 3),
    (2, 3),
    (4, 3),
    (3, 3),
    (2, 3),
    (3, 3),
    (5, 4),
]  # R-05, as the seven partners of Marlhaven saw it
AT = st.integers(1, 5)


def views(*cells: tuple[int, int]) -> list[View]:
    return [View(uuid4(), *cell) for cell in cells]


def start(**said: object) -> str | None:
    usual = {
        "state": "proposed",
        "agreed": 2,
        "due_on": TODAY,
        "today": TODAY,
        "reason": "",
        "running": False,
    }
    refused = rules.check_start(**usual | said)
    return refused and refused.code


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        pytest.param({"agreed": 1}, "not_joint", id="K2-one-partner"), pytest.param({"agreed": 2}, None, id="K2-two"),
        pytest.param({"running": True}, "round_runs", id="one-at-a-time"), pytest.param({"due_on": TODAY - timedelta(1)}, "due_on", id="past"),
        pytest.param({"state": "revealed"}, "reason", id="K16-no-reason"), pytest.param({"state": "live", "reason": " "}, "reason", id="K16-blank"),
        pytest.param({"state": "live", "reason": "A new winter"}, None, id="K16-why"),
    ],
)  # fmt: skip
def test_a_round_begins_with_two_partners_and_another_with_a_reason(said, refusal) -> None:
    assert start(**said) == refusal


@pytest.mark.parametrize(
    ("inside", "expected", "opens"),
    [(6, 7, False), (7, 7, True), (0, 2, False), (2, 2, True), (1, 1, False), (0, 0, False)],
    ids=lambda value: f"K15-{value}",
)
def test_a_round_opens_with_the_last_view_and_never_for_one_alone(inside, expected, opens) -> None:
    assert rules.complete(inside, expected) is opens


@pytest.mark.parametrize(
    ("due_on", "inside", "refusal"),
    [
        pytest.param(TODAY, 1, "not_due", id="K17-on-its-day"), pytest.param(TODAY - timedelta(1), 1, None, id="K17-the-day-after"),
        pytest.param(TODAY - timedelta(1), 0, "no_views", id="K17-nobody"),
    ],
)  # fmt: skip
def test_a_decision_opens_a_round_once_its_day_is_over(due_on, inside, refusal) -> None:
    refused = rules.check_reveal(inside=inside, due_on=due_on, today=TODAY)
    assert (refused and refused.code) == refusal


def test_K18_the_seven_views_of_R_05_are_three_apart_on_likelihood() -> None:
    assert rules.spread(views(*SEEN)) == (3, 1)
    assert rules.wide((3, 1))
    assert not rules.wide((2, 2))


@given(st.lists(st.tuples(AT, AT), min_size=1, max_size=9))
def test_K15_a_spread_is_the_highest_less_the_lowest_in_any_order(cells) -> None:
    apart = rules.spread(views(*cells))
    assert apart == rules.spread(views(*reversed(cells)))
    for axis in (0, 1):
        assert apart[axis] == max(cell[axis] for cell in cells) - min(cell[axis] for cell in cells)


@given(AT, AT, st.text(max_size=50))
def test_a_view_is_read_back_as_it_was_written(likelihood, consequence, words) -> None:
    view = View(uuid4(), likelihood, consequence, words)
    assert rules.from_text(rules.to_text(view)) == view


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        pytest.param({"reason": " "}, "reason", id="K19-blank"), pytest.param({"running": True}, "sealed", id="K14-while-sealed"),
        pytest.param({"state": "proposed"}, "sealed", id="before-any-round"), pytest.param({"state": "scoring"}, "sealed", id="scoring"),
        pytest.param({"axis": "target"}, "current_first", id="target-first"), pytest.param({"knowledge": "gut"}, "knowledge", id="knowledge"),
        pytest.param({"axis": "mean"}, "axis", id="no-such-axis"), pytest.param({}, None, id="K19-whole"),
    ],
)  # fmt: skip
def test_a_score_is_agreed_once_the_views_are_open(said, refusal) -> None:
    usual = {"axis": "current", "reason": "Seen", "knowledge": "", "state": "revealed", "running": False}
    refused = rules.check_agreed(**usual | said)
    assert (refused and refused.code) == refusal


CITED = register.Cited("K", True, "a day")  # type: ignore[arg-type]  # only compared where a rule asks since when


@pytest.mark.parametrize(
    ("decision", "cited", "everybody", "taken"),
    [
        pytest.param("D-018", CITED, False, True, id="K19-consent"), pytest.param("", CITED, False, False, id="K19-none"),
        pytest.param("the last meeting", CITED, False, False, id="K19-no-reference"), pytest.param("D-018", None, False, False, id="K19-not-carried"),
        pytest.param("D-018", register.Cited("M", True, "a day"), False, False, id="K19-by-majority"),
        pytest.param("D-018", register.Cited("K", False, "a day"), False, False, id="K19-about-something-else"),
        pytest.param("D-018", CITED, True, False, id="K24-consent-is-not-everybody"),
        pytest.param("D-018", register.Cited("U", True, "a day"), True, True, id="K24-everybody"),
    ],
)  # fmt: skip
def test_what_rests_on_a_decision_names_one_that_carries_it(decision, cited, everybody, taken) -> None:
    refused = register.check_cited(decision, cited, "R-05", everybody=everybody)
    assert (refused is None) is taken
    assert refused is None or (refused.code, refused.status) == ("decision", 422)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("About R-05.", True),
        ("(R-5)", True),
        ("R-05, R-06", True),
        ("R-050", False),
        ("R-15", False),
        ("OR-05", False),
        ("", False),
    ],
)
def test_a_decision_names_a_risk_by_its_whole_reference(text, named) -> None:
    assert register.names(text, "R-05") is named
