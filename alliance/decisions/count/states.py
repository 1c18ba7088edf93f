"""The states of a proposal, of a deadlock and of a decision, and every way between them: the reference, section 5, as data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from alliance.ladder.rules import Step


@dataclass(frozen=True, slots=True)
class Way:
    """From one state to another, by what the log calls the event; `when` says which of several ways it is, `row` the row
    of section 5 that it is of, counted from 1 (0: ours, for the section does not draw it)."""

    row: int
    start: str
    event: str
    end: str
    when: str = ""

    @property
    def name(self) -> str:
        """How people call it: “open-amended-open”."""
        return "-".join([self.start, self.event, self.end])

    @property
    def id(self) -> str:
        """How tests call it: “5.02-open-amended-open”."""
        return f"5.{self.row:02}-{self.name}" if self.row else self.name


ROWS = range(1, 12)  # of section 5, from “draft, opened” to “in force, later decision”
PROPOSAL = (
    Way(1, "draft", "opened", "open", "its electorate, rule-book and words are pinned"),
    Way(2, "open", "amended", "open", "next revision, the ballots are void"),
    Way(2, "open", "withdrawn", "withdrawn"),
    Way(2, "open", "adjourned", "adjourned", "the meeting lost its quorum"),
    Way(3, "open", "computed", "carried"),
    Way(3, "open", "computed", "not_carried"),
    Way(3, "open", "computed", "not_reached"),
    Way(3, "open", "computed", "refer"),
    Way(3, "open", "computed", "reserved_decided"),
    Way(6, "refer", "report_noted", "noted", "of a member’s board or of a panel"),
    Way(6, "noted", "report_noted", "noted", "of another board"),
)  # fmt: skip

RUNGS = tuple(f"deadlock_{int(step)}" for step in Step)
VOTING = RUNGS[1:-1]  # no vote runs during the pause: one put right after it runs on the next rung
DEADLOCK = (
    Way(4, "not_carried", "opened", RUNGS[0], "the second round in a row that failed"),
    Way(4, "not_reached", "opened", RUNGS[0], "the second round in a row that failed"),
    *(Way(5, here, "moved", above, "its limit passed") for here, above in pairwise(RUNGS[:-1])),
    *(Way(5, here, "failed", above, "a vote on it failed") for here, above in pairwise(RUNGS[1:])),
    Way(5, RUNGS[-2], "lapsed", RUNGS[-1], "its limit passed"),
    *(Way(5, here, "resolved", "resolved", "a vote on it was carried") for here in VOTING),
)  # fmt: skip

STANDING = ("in_force", "continued", "change", "amended")  # the ways of being in force
OVERDUE = "overdue"  # no row says so: it follows from the day to look again, and the decision stays in force
AGREED = (
    "subject",
    "waiting",
    *STANDING,
)  # what a later decision can reverse or replace, with what ended by itself
LOOKED = (*STANDING, OVERDUE)
DECISION = (
    Way(7, "agreed", "conditions_named", "subject", "boards were pinned at opening"),
    Way(7, "agreed", "computed", "in_force", "no conditions"),
    Way(0, "agreed", "computed", "waiting", "somebody must act upon it"),
    Way(0, "agreed", "computed", "advice", "the matter is advisory"),
    Way(8, "subject", "ratified", "in_force", "the last board"),
    Way(0, "subject", "ratified", "waiting", "the last board, and somebody must act upon it"),
    Way(8, "subject", "lapsed", "lapsed", "the long stop passed"),
    Way(0, "waiting", "used", "in_force"),
    *(Way(0, one, "lapsed", "ended", "the day it had named passed") for one in STANDING),
    *(Way(9, one, "passed", OVERDUE, "the day to look again") for one in STANDING),
    *(Way(10, one, "reviewed", "continued", "at least one yes, no no") for one in LOOKED),
    *(Way(10, one, "reviewed", "change", "one no, or no yes") for one in LOOKED),
    *(Way(10, one, "reviewed", "amended", "a carried proposal changes a part of it") for one in LOOKED),
    *(Way(10, one, "reviewed", "ended", "a carried proposal ends it") for one in LOOKED),
    *(Way(11, one, "reversed", "reversed") for one in (*AGREED, OVERDUE, "ended")),
    *(Way(11, one, "superseded", "superseded", "as a whole") for one in (*AGREED, OVERDUE, "ended")),
    *(Way(11, one, "superseded", one, "in part") for one in (*AGREED, OVERDUE)),
    *(Way(0, one, "corrected", one, "a slip in its words") for one in (*AGREED, "advice")),
)  # fmt: skip


def lives_before(event: str) -> frozenset[str]:
    """The states of a decision, as rows know them, in which `event` may happen to it."""
    return frozenset(way.start for way in DECISION if way.event == event) - {OVERDUE}


def mermaid(ways: Iterable[Way], names: Mapping[str, str]) -> str:
    """A state diagram as Mermaid text; `names` are what states are called where their word is not enough."""
    lines = [f'    state "{name}" as {state}' for state, name in names.items()]
    return "\n".join(["stateDiagram-v2", *lines, *map(_line, ways)])


def _line(way: Way) -> str:
    why = f", {way.when}" if way.when else ""
    row = f" (5.{way.row})" if way.row else ""
    return f"    {way.start} --> {way.end}: {way.event}{why}{row}"


def paper() -> str:
    """The page `docs/states.md`, whole."""
    return f"""# The states of a proposal, of a deadlock and of a decision

Written by `alliance/decisions/count/states.py` from the same table that the rules read; a test compares the two, and
another walks each way through the door. A number such as 5.3 is the row of the reference’s table of states; a way without
one is ours.

## A vote

```mermaid
{mermaid(PROPOSAL, _VOTE)}
```

A proposal that was referred, was not carried or was not reached is not reopened: it is put again as a new one.

## A deadlock

```mermaid
{mermaid(DEADLOCK, _LADDER)}
```

The pause ends by time alone: a vote that is put right after it runs on step 2. Nobody is outvoted on any step.

## A decision after its vote

```mermaid
{mermaid(DECISION, _LIFE)}
```

No row says “overdue”: it follows from the day to look again and the clock, and the decision stays in force.
"""


_VOTE = {
    "refer": "referred",
    "noted": "referred, its report noted",
    "reserved_decided": "decided by its owner",
}
_LADDER = {
    RUNGS[0]: "1, a pause", RUNGS[1]: "2, a facilitated meeting", RUNGS[2]: "3, the chief executives",
    RUNGS[3]: "4, an independent expert", RUNGS[4]: "5, a vote on what is best for people", RUNGS[5]: "6, it rests",
}  # fmt: skip
_LIFE = {
    "agreed": "carried, or agreed by its owner", "subject": "agreed subject to boards", "waiting": "carried, waits for an act",
    "in_force": "in force", "continued": "in force, looked again", "change": "in force, a change is needed",
    "amended": "in force, amended", "overdue": "in force, review overdue",
}  # fmt: skip
