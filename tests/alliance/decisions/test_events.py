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
from alliance.decisions.count.sentences import REASONS, REFUSALS, RESULTS, result_in_words, sum_in_words
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
    assert shape.body["proposal"] == "id"
    assert not set(shape.texts) & shape.body.keys() - {"reason"}


def test_an_objection_is_committed_with_its_harm_and_its_smallest_change():
    assert SHAPES["vote.cast"].texts == SHAPES["vote.recorded"].texts == ("reason", "harm", "smallest_change")


def test_every_result_and_reason_has_its_sentence():
    assert RESULTS.keys() == set(Result)
    assert REASONS.keys() == set(Reason)
    for said in (*RESULTS.values(), *REASONS.values(), *REFUSALS.values()):
        assert said[0].isupper()
        assert said.endswith(".")
    assert result_in_words(Result.NOT_CARRIED, Reason.TIE) == (
        "The proposal is not carried. As many members objected as agreed, and nobody has a casting vote."
    )


@pytest.mark.parametrize(
    ("story", "wanted"),
    [
        (Story("U", E8).recused("P7").agree(*E8[:7]), "7 of 7 eligible agree; P7 recused"),
        (Story("K").agree("C1"), "1 agree, 0 disagree; 3 ballots needed, 1 in; C2, P1 and P2 silent"),
        (
            Story("Q", E8, p=2, q=3).agree(*E8[:5]).disagree(*E8[5:]),
            "5 of 8 votes cast agree: 5 x 3 = 15 is less than 2 x 8 = 16; 6 ballots needed, 8 in; P5, P6 and P7 disagreed",
        ),
        (
            Story(owner="C1").agree("C1").disagree("P1", "P2", "C2"),
            "the owner decides; 1 agree, 3 disagree; C2, P1 and P2 disagreed",
        ),
        (Story().agree().left("P2"), "3 of 3 eligible agree; P2 left"),
    ],
)
def test_the_sum_is_said_in_words(story, wanted):
    names = {org: org for org in story.members}
    assert sum_in_words(story.state().electorate, story.outcome().counts, names) == wanted


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
