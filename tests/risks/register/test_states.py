"""The states of a risk, as they are drawn and as the rules know them."""

from pathlib import Path

import pytest

from alliance.door.refusals import Refused
from risks.register import rules, states
from risks.register.words import STATES

# Section 2.2 of the reference, row by row: from, event, to
TABLE = [
    (1, "new", "raise", "proposed"), (2, "proposed", "start_round", "scoring"), (3, "proposed", "merge", "closed"),
    (3, "proposed", "decline", "closed"), (4, "scoring", "reveal", "revealed"), (5, "revealed", "start_round", "scoring"),
    (6, "revealed", "agree_score", "live"), (7, "live", "accept", "accepted"), (8, "accepted", "expire", "live"),
    (8, "accepted", "change", "live"), (8, "accepted", "revoke", "live"), (9, "live", "escalate", "escalated"),
    (9, "accepted", "escalate", "escalated"), (10, "escalated", "decide", "live"), (10, "escalated", "decide", "accepted"),
    (11, "live", "happen", "issue"), (11, "accepted", "happen", "issue"), (12, "live", "close", "closed"),
    (12, "issue", "close", "closed"), (13, "closed", "reopen", "proposed"),
]  # fmt: skip


def test_the_table_has_every_way_of_section_2_2_and_only_marked_ones_of_ours() -> None:
    drawn = {(way.row, way.start, way.event, way.end) for way in states.WAYS if way.row}
    assert drawn - set(TABLE) == {
        (8, "accepted", "agree_score", "live")
    }  # how a change of the score reads here
    assert set(TABLE) <= drawn
    ours = [way for way in states.WAYS if not way.row]
    assert all(way.start == way.end for way in ours)


def test_the_table_and_the_words_know_the_same_states() -> None:
    known = {way.start for way in states.WAYS} | {way.end for way in states.WAYS}
    assert known - {states.NEW} == {name for name, _ in STATES}
    assert {way.row for way in states.WAYS} - {0} == set(states.ROWS)


@pytest.mark.parametrize("way", states.WAYS, ids=lambda way: way.id)
def test_the_rules_follow_the_table(way: states.Way) -> None:
    assert rules.moved(way.start, way.event, way.end) == way.end


def test_what_is_not_drawn_is_refused() -> None:
    drawn = {(way.start, way.event) for way in states.WAYS}
    events = {way.event for way in states.WAYS}
    for state, _ in STATES:
        for event in events | {"", "score"}:
            assert isinstance(rules.moved(state, event), Refused) is ((state, event) not in drawn), (
                state,
                event,
            )


def test_the_paper_is_drawn_from_the_table() -> None:
    paper = Path(__file__).parents[3] / "docs" / "risk-states.md"
    assert paper.read_text() == states.paper(), (
        "run: python -c 'from risks.register import states; print(states.paper(), end=str())' > docs/risk-states.md"
    )
