"""The ways to vote, and what each does under the rule of the vote, in one line."""

from collections.abc import Mapping

from alliance.contract.matters import Rule
from alliance.contract.rulebook import Abstention
from alliance.decisions.count.electorate import Electorate
from alliance.decisions.reading.values import Option


def options(electorate: Electorate) -> tuple[Option, ...]:
    """The three ways to vote, each with what it does under the rule of this vote."""
    return tuple(Option(position, name, _does(position, electorate)) for position, name in _WAYS.items())


_WAYS = {"agree": "Agree", "disagree": "Disagree", "abstain": "Abstain"}
_BLOCKS = "It cannot be carried while one member abstains: everyone who may vote must agree."
_ASIDE = "Your organisation stands aside: it can be carried without you, if everyone else agrees."
_COUNTED = {
    "agree": "It counts for the proposal.",
    "disagree": "It counts against the proposal. Say the harm, and what would lift it.",
    "abstain": "It counts to the ballots that are needed, and neither for nor against.",
}
_EFFECTS: Mapping[str, Mapping[str, str]] = {
    Rule.UNANIMITY: {
        "agree": "It is carried once everyone who may vote agrees.",
        "disagree": "One disagreement stops it. Say the harm, and what would lift it.",
    },
    Rule.CONSENT: _COUNTED | {
        "agree": "It is carried when nobody disagrees, at least one member agrees and enough have voted.",
        "disagree": "One disagreement stops it. Say the harm, and what would lift it.",
    },
    Rule.MAJORITY: _COUNTED,
    Rule.THRESHOLD: _COUNTED,
}  # fmt: skip
_ADVICE = {
    "agree": "Another member decides; this is your advice.",
    "disagree": "Another member decides; this is your advice. Say the harm, and what would lift it.",
    "abstain": "Another member decides; you give no advice either way.",
}


def _does(position: str, electorate: Electorate) -> str:
    if electorate.owner is not None:
        return _ADVICE[position]
    if electorate.rule is Rule.UNANIMITY and position == "abstain":
        return _ASIDE if electorate.abstention is Abstention.STAND_ASIDE else _BLOCKS
    return _EFFECTS[electorate.rule][position]
