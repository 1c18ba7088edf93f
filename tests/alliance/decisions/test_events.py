"""The shapes of the events fit what the rules write and read, and the code that decides holds no fractions."""

import ast
from dataclasses import replace
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

import pytest

from alliance.contract import matters, rulebook
from alliance.contract.rulebook import DEFAULTS
from alliance.decisions import count as count_package
from alliance.decisions import rules
from alliance.decisions.count.electorate import Position
from alliance.decisions.count.opening import opened_body
from alliance.decisions.count.outcome import outcome_body
from alliance.decisions.count.sentences import (
    REASONS,
    REFUSALS,
    RESULTS,
    multiplied,
    named,
    sum_in_words,
    sum_of,
)
from alliance.decisions.count.tally import Reason, Result
from alliance.decisions.events import SHAPES
from alliance.ledger.schema import NAMED, faults
from tests.alliance.decisions.stories import E8, MINUTE, OPENS, Story
from tests.alliance.decisions.test_rules_opening import MEETING, MEMBERS, RESERVED, WRITTEN


def identity(name):
    return str(uuid5(NAMESPACE_OID, name))


SEATS = {identity(org): side for org, side in MEMBERS.items()}


def real(asked):
    seats = frozenset(map(identity, asked.represented))
    owner = identity(asked.owner) if asked.owner else None
    return replace(asked, proposal=identity("D"), proposed_by=identity("P1"), owner=owner, represented=seats)


@pytest.mark.parametrize("asked", [WRITTEN, MEETING, RESERVED], ids=["written", "meeting", "reserved"])
def test_what_opening_writes_has_the_shape_of_its_event(asked):
    body = opened_body(DEFAULTS, 0, SEATS, real(asked))
    assert faults(SHAPES["proposal.opened"].body, body) == []


def test_an_outcome_has_the_shape_of_its_event_and_none_while_open():
    story = Story().agree()
    body = outcome_body(identity("D"), story.outcome())
    assert faults(SHAPES["outcome.computed"].body, body) == []
    assert (body["result"], body["agree"], body["eligible"]) == ("carried", 4, 4)
    with pytest.raises(ValueError, match="open vote"):
        outcome_body(identity("D"), story.outcome(OPENS + 9 * MINUTE))


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_uses_known_kinds_and_names_its_proposal(name):
    shape = SHAPES[name]
    assert {kind.rstrip("?") for kind in shape.body.values()} <= NAMED.keys()
    assert shape.body["proposal"].rstrip("?") == "id"
    assert not set(shape.texts) & shape.body.keys() - {"reason"}


def test_an_objection_is_committed_with_its_harm_and_its_smallest_change():
    assert SHAPES["vote.cast"].texts == SHAPES["vote.recorded"].texts == ("reason", "harm", "smallest_change")


def test_every_result_and_reason_has_its_sentence():
    assert RESULTS.keys() == set(Result)
    assert REASONS.keys() == set(Reason)
    for said in (*RESULTS.values(), *REASONS.values(), *REFUSALS.values()):
        assert said[0].isupper()
        assert said.endswith(".")


@pytest.mark.parametrize(
    ("story", "wanted"),
    [
        (
            Story("U", E8).recused("P7").agree(*E8[:7]),
            "All 7 members who may vote agreed. P7 stepped out for an interest.",
        ),
        (
            Story("K").agree("C1"),
            "1 member agreed and none disagreed. 1 ballot came in, and 3 were needed. C2, P1 and P2 did not vote.",
        ),
        (
            Story("Q", E8, p=2, q=3).agree(*E8[:5]).disagree(*E8[5:]),
            "5 of the 8 votes cast agreed; at least 2 of every 3 were needed. 8 ballots came in, and 6 were needed. P5, P6 and P7 disagreed.",
        ),
        (
            Story(owner="C1").agree("C1").disagree("P1", "P2", "C2"),
            (
                "One member decides this; what the others say is advice. Of those who voted, 1 agreed and 3 disagreed. "
                "C2, P1 and P2 disagreed."
            ),
        ),
        (Story("K"), "None of the 4 members who may vote voted. 3 ballots were needed."),
        (
            Story().disagree("P1"),
            "None of the 4 members who may vote agreed. P1 disagreed. C1, C2 and P2 did not vote.",
        ),
        (Story().agree().left("P2"), "All 3 members who may vote agreed. P2 left the alliance."),
    ],
)
def test_the_sum_is_said_in_words(story, wanted):
    names = {org: org for org in story.members}
    state, found = story.state(), story.outcome()
    assert (
        sum_in_words(sum_of(state.electorate, found.counts, found.result), named(found.counts, names))
        == wanted
    )


def test_a_threshold_is_weighed_in_whole_numbers_for_all_to_check():
    story = Story("Q", E8, p=2, q=3).agree(*E8[:5]).disagree(*E8[5:])
    assert (
        multiplied(story.state().electorate, story.outcome().counts) == "5 × 3 = 15 is less than 2 × 8 = 16"
    )


PURE = [
    *Path(count_package.__file__).parent.glob("*.py"),
    *(Path(one.__file__) for one in (rules, rulebook, matters)),
]


@pytest.mark.parametrize("path", PURE, ids=lambda path: path.stem)
def test_what_decides_uses_whole_numbers_and_neither_clock_nor_database(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    assert not [node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, float)]
    assert not [
        node
        for node in nodes
        if isinstance(node, ast.Div) or (isinstance(node, ast.Name) and node.id == "float")
    ]
    modules = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    modules += [name.name for node in nodes if isinstance(node, ast.Import) for name in node.names]
    assert not [
        name
        for name in modules
        if name.split(".")[0] == "django" or name.endswith(("clock", "models", "random"))
    ]
    assert not [
        node for node in nodes if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
    ]


def test_positions_are_three_and_recused_or_silent_is_none_of_them():
    assert [one.value for one in Position] == ["agree", "disagree", "abstain"]
