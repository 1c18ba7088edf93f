"""The states of a risk and every way between them: the reference, section 2.2, as data; rules, pages and the drawing read it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """From one state to another by an event; `needs` is what it takes.

    `row` is the row of section 2.2, counted from 1; 0: ours, for the section does not draw it.
    """

    row: int
    start: str
    event: str
    end: str
    needs: str = ""

    @property
    def id(self) -> str:
        """How tests call it: “2.2.07-live-accept-accepted”."""
        return f"2.2.{self.row:02}-{self.start}-{self.event}-{self.end}"


ROWS = range(1, 14)
NEW = "new"
SCORED = ("live", "accepted", "escalated", "issue")  # states in which a risk has an agreed score
OPEN = ("proposed", "scoring", "revealed", *SCORED)
WAYS = (
    Way(1, NEW, "raise", "proposed", "any member"),
    Way(2, "proposed", "start_round", "scoring", "two or more holders agreed, a lead role each"),
    Way(3, "proposed", "merge", "closed", "a reason and a reply"),
    Way(3, "proposed", "decline", "closed", "a reason and a reply"),
    Way(4, "scoring", "reveal", "revealed", "the last seal, or a decision"),
    Way(5, "revealed", "start_round", "scoring", "a reason"),
    Way(6, "revealed", "agree_score", "live", "a consent decision"),
    Way(7, "live", "accept", "accepted", "a decision of all partners, an expiry"),
    Way(8, "accepted", "expire", "live", "its last day has passed, or its decision no longer holds"),
    Way(8, "accepted", "change", "live"),
    Way(8, "accepted", "agree_score", "live", "a consent decision"),
    Way(8, "accepted", "revoke", "live", "a reason"),
    Way(9, "live", "escalate", "escalated", "a drafted decision"),
    Way(9, "accepted", "escalate", "escalated", "a drafted decision"),
    Way(10, "escalated", "decide", "live", "a decision"),
    Way(10, "escalated", "decide", "accepted", "a decision of all partners, an expiry"),
    Way(11, "live", "happen", "issue", "the link is kept"),
    Way(11, "accepted", "happen", "issue", "the link is kept"),
    Way(12, "live", "close", "closed", "a decision"),
    Way(12, "issue", "close", "closed", "a decision"),
    Way(13, "closed", "reopen", "proposed", "the same number"),
    # A risk that is scored again stays where it is while its round runs
    *(Way(0, one, "start_round", one, "a reason") for one in SCORED),
    *(Way(0, one, "reveal", one, "the last seal, or a decision") for one in SCORED),
    *(Way(0, one, "agree_score", one, "a consent decision") for one in ("live", "escalated", "issue")),
    Way(0, "accepted", "accept", "accepted", "another decision of all partners, which covers a longer time"),
    *(Way(0, one, "change", one, "a reason") for one in OPEN if one not in ("accepted", "scoring")),
    *(Way(0, one, "review", one, "still valid because") for one in OPEN),
    *(Way(0, one, "decide", one, "a decision, made since one was drafted") for one in ("live", "accepted", "issue")),
)  # fmt: skip


def ends(state: str, event: str) -> list[str]:
    """The states that `event` can lead to from `state`; none where the table has no such way."""
    return [way.end for way in WAYS if (way.start, way.event) == (state, event)]


def mermaid(ways: Iterable[Way]) -> str:
    """A state diagram as Mermaid text."""
    return "\n".join(["stateDiagram-v2", *map(_line, ways)])


def _line(way: Way) -> str:
    start = "[*]" if way.start == NEW else way.start
    needs = f", {way.needs}" if way.needs else ""
    return f"    {start} --> {way.end}: {way.event}{needs}{f' (2.2, row {way.row})' if way.row else ''}"


def paper() -> str:
    """The page `docs/risk-states.md`, whole."""
    drawn, ours = [way for way in WAYS if way.row], [way for way in WAYS if not way.row]
    stay = "\n".join(f"* {way.start}, {way.event}{f': {way.needs}' if way.needs else ''}" for way in ours)
    return f"""# The states of a risk

Written by `risks/register/states.py` from the same table that the rules read; a test compares the two, and others walk the
ways through the door. A row such as 2.2, row 7, is that of the reference’s table of states.

```mermaid
{mermaid(drawn)}
```

These leave a risk where it is, and are ours:

{stay}

While a risk is scored again it keeps its state and its last agreed score: nobody is left without one because we look again.
"""
