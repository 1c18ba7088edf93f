"""Where limits start anew: only by decision, and without any step."""

from datetime import UTC, datetime

import pytest

from measures.statistics.segments import LimitDecision, segments

PERIODS = [f"2024-{month:02}" for month in range(1, 13)] + [f"2025-{month:02}" for month in range(1, 13)]


def decided(kind, first, day, baseline=None, **other):
    said = {"series": "M-01/all", "reason": "a new team", "cites": "D-014", "by": "p1", **other}
    return LimitDecision(
        kind=kind, first=first, at=datetime(2026, 1, day, tzinfo=UTC), baseline=baseline, **said
    )


def spans(*decisions):
    return [(each.first, each.end, each.baseline) for each in segments(decisions, PERIODS)]


REBASE = decided("rebase", "2025-01", 2)
FREEZE = decided("freeze", "2024-01", 1, 13)


@pytest.mark.parametrize(
    ("decisions", "found"),
    [
        pytest.param([], [(0, 24, None)], id="nothing decided"),
        pytest.param([REBASE], [(0, 12, None), (12, 24, None)], id="rebase"),
        pytest.param([FREEZE], [(0, 24, 13)], id="freeze from the start"),
        pytest.param([REBASE, FREEZE], [(0, 12, 13), (12, 24, 13)], id="a freeze holds for later stretches"),
        pytest.param([decided("freeze", "2025-01", 1, 20)], [(0, 12, None), (12, 24, 20)], id="a freeze starts a stretch"),
        pytest.param([FREEZE, decided("unfreeze", "2025-06", 3)], [(0, 17, 13), (17, 24, None)], id="an unfreeze starts one"),
        pytest.param([FREEZE, decided("unfreeze", "2024-01", 3), REBASE], [(0, 12, None), (12, 24, None)], id="the later one from a period counts"),
        pytest.param([REBASE, decided("freeze", "2025-01", 5, 15)], [(0, 12, None), (12, 24, 15)], id="rebase, then frozen"),
        pytest.param([decided("freeze", "2025-01", 1, 15), REBASE], [(0, 12, None), (12, 24, 15)], id="a rebase leaves a freeze of its own period"),
        pytest.param([FREEZE, decided("rebase", "2025-01", 2, 20)], [(0, 12, 13), (12, 24, 20)], id="a rebase with a baseline of its own"),
    ],
)  # fmt: skip
def test_decisions_make_stretches_in_whatever_order_they_come(decisions, found):
    assert spans(*decisions) == spans(*reversed(decisions)) == found


def test_limits_replay_without_a_step():
    assert spans(FREEZE) == [(0, 24, 13)]
    assert spans(REBASE, FREEZE) == [(0, 12, 13), (12, 24, 13)]
    assert spans(*(each for each in (REBASE, FREEZE) if each != FREEZE)) == [(0, 12, None), (12, 24, None)]


def test_a_stretch_names_the_decisions_that_made_it():
    refrozen = decided("freeze", "2025-01", 5, 15)
    assert [each.decisions for each in segments([refrozen, REBASE], PERIODS)] == [(), (REBASE, refrozen)]


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        pytest.param(lambda: decided("freeze", "2024-01", 1), "says how many points", id="freeze without a baseline"),
        pytest.param(lambda: decided("freeze", "2024-01", 1, 12), "13 to 20 points, not 12", id="short baseline"),
        pytest.param(lambda: decided("rebase", "2024-01", 1, 21), "13 to 20 points, not 21", id="long baseline"),
        pytest.param(lambda: decided("unfreeze", "2024-01", 1, 13), "an unfreeze has none", id="unfreeze with a baseline"),
        pytest.param(lambda: decided("rebase", "2024-01", 1, reason=" "), "only with a reason", id="no reason"),
        pytest.param(lambda: decided("rebase", "2024-01", 1, cites=""), "only with a decision", id="no decision"),
        pytest.param(lambda: spans(decided("rebase", "2031-01", 1)), "2031-01 is none", id="unknown period"),
        pytest.param(lambda: spans(REBASE, decided("rebase", "2024-05", 1, series="M-02/all")), "one series at a time", id="two series"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_words(ask, words):
    with pytest.raises(ValueError, match=words):
        ask()
