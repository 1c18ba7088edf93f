"""The states of a proposal and of a decision, and every way between them: the register's reference, section 5, as data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """From one state to another, by what the log calls the event; `when` says which of several ways it is."""

    start: str
    event: str
    end: str
    when: str = ""

    @property
    def id(self) -> str:
        """How tests and people call it: “open-amended-open”."""
        return "-".join([self.start, self.event, self.end])


PROPOSAL = (
    Way("draft", "opened", "open", "its electorate, rule-book and words are pinned"),
    Way("open", "amended", "open", "next revision, the ballots are void"),
    Way("open", "withdrawn", "withdrawn"),
    Way("open", "adjourned", "adjourned", "the meeting lost its quorum"),
    Way("open", "computed", "carried"),
    Way("open", "computed", "not_carried"),
    Way("open", "computed", "not_reached"),
    Way("open", "computed", "refer"),
    Way("open", "computed", "reserved_decided"),
)  # fmt: skip

STANDING = ("in_force", "continued", "change")  # the three ways of being in force
AGREED = (
    "subject",
    "waiting",
    *STANDING,
)  # what a later decision can reverse or replace, with what ended by itself
DECISION = (
    Way("agreed", "conditions_named", "subject", "boards were pinned at opening"),
    Way("agreed", "computed", "in_force", "no conditions"),
    Way("agreed", "computed", "waiting", "somebody must act upon it"),
    Way("agreed", "computed", "advice", "the matter is advisory"),
    Way("subject", "ratified", "in_force", "the last board"),
    Way("subject", "ratified", "waiting", "the last board, and somebody must act upon it"),
    Way("subject", "lapsed", "lapsed", "the long stop passed"),
    Way("waiting", "used", "in_force"),
    *(Way(one, "lapsed", "ended", "the day it had named passed") for one in STANDING),
    *(Way(one, "reviewed", "continued", "at least one yes, no no") for one in STANDING),
    *(Way(one, "reviewed", "change", "one no, or no yes") for one in STANDING),
    *(Way(one, "reversed", "reversed") for one in (*AGREED, "ended")),
    *(Way(one, "superseded", "superseded", "as a whole") for one in (*AGREED, "ended")),
    *(Way(one, "superseded", one, "in part") for one in AGREED),
    *(Way(one, "corrected", one, "a slip in its words") for one in (*AGREED, "advice")),
)  # fmt: skip


def lives_before(event: str) -> frozenset[str]:
    """The states of a decision in which `event` may happen to it."""
    return frozenset(way.start for way in DECISION if way.event == event)


def ids(ways: Iterable[Way]) -> list[str]:
    """The names of these ways, each once."""
    return list(dict.fromkeys(way.id for way in ways))


def mermaid(ways: Iterable[Way], names: Mapping[str, str]) -> str:
    """A state diagram as Mermaid text; `names` are what states are called where their word is not enough."""
    lines = [f'    state "{name}" as {state}' for state, name in names.items()]
    return "\n".join(["stateDiagram-v2", *lines, *map(_line, ways)])


def _line(way: Way) -> str:
    why = f", {way.when}" if way.when else ""
    return f"    {way.start} --> {way.end}: {way.event}{why}"


def paper() -> str:
    """The page `docs/states.md`, whole."""
    return f"""# The states of a proposal and of a decision

Written by `alliance/decisions/count/states.py` from the same table that the rules read; a test compares the two.

## A vote

```mermaid
{mermaid(PROPOSAL, _VOTE)}
```

## A decision after its vote

```mermaid
{mermaid(DECISION, _LIFE)}
```

A proposal that was referred, was not carried or was not reached is not reopened: it is put again as a new one.
"""


_VOTE = {"refer": "referred", "reserved_decided": "decided by its owner"}
_LIFE = {
    "agreed": "carried, or agreed by its owner", "subject": "agreed subject to boards", "waiting": "carried, waits for an act",
    "in_force": "in force", "continued": "in force, looked again", "change": "in force, a change is needed",
}  # fmt: skip
