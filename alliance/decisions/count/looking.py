"""Looking again: what each member answered to “would you still?”, and what that comes to. Silence is never consent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from alliance.ledger.canonical import parse_instant
from alliance.ledger.event import Event

ANSWERED, REVIEWED = "decision.review_answered", "decision.reviewed"
A_YEAR = timedelta(weeks=52)


class Answer(StrEnum):
    """What a member may answer."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Finding(StrEnum):
    """What a review came to: the decision carries on, a proposal to change or to end it is needed, or a carried one has
    changed a part of it, or ended it."""

    CONTINUE = "continue"
    CHANGE = "change"
    AMENDED = "amended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Round:
    """One look back: the last answer of each organisation as it entered the log, the instant at which it closes (None
    before the first answer), and the event that ended it, if it has ended."""

    review: str = ""
    closes: datetime | None = None
    answers: Mapping[str, Event] = field(default_factory=dict)
    ended: Event | None = None

    def who(self, answer: Answer, members: Iterable[str]) -> list[str]:
        """The members that gave this answer, sorted."""
        return sorted(org for org in members if org in self.answers and self.said(org) == answer)

    def said(self, org: str) -> str:
        """What a member answered; blank where it is silent."""
        return str(self.answers[org].body["answer"]) if org in self.answers else ""

    def silent(self, members: Iterable[str]) -> list[str]:
        """The members that have not answered, sorted."""
        return sorted(set(members) - self.answers.keys())


def rounds(events: Iterable[Event]) -> list[Round]:
    """The looks back of one decision in the order of its log; the last one runs unless it has ended."""
    found: list[Round] = []
    now = Round()
    for event in events:
        if event.type == ANSWERED:
            answers = {**now.answers, event.body["org"]: event}
            now = Round(event.body["review"], parse_instant(event.body["closes"]), answers)
        elif event.type == REVIEWED:
            found.append(Round(event.body["review"], now.closes, now.answers, event))
            now = Round()
    return [*found, now] if now.answers else found


def running(events: Iterable[Event]) -> Round:
    """The look back that has begun and not ended; an empty one where nobody has answered yet."""
    last = (rounds(events) or [Round()])[-1]
    return Round() if last.ended else last


def complete(look: Round, members: Iterable[str], now: datetime) -> bool:
    """Whether every member has answered, or the time for answers is over."""
    return look.closes is not None and (now >= look.closes or not look.silent(members))


def finding(look: Round, members: Iterable[str]) -> Finding:
    """One no is enough for a proposal to be needed; to carry on, at least one member must say yes."""
    all_of = list(members)
    carries = not look.who(Answer.NO, all_of) and look.who(Answer.YES, all_of)
    return Finding.CONTINUE if carries else Finding.CHANGE


def next_look(look: Round, members: Iterable[str], today: date) -> date:
    """The earliest day after `today` that a member named for the next look; else a year on."""
    named = [date.fromisoformat(event.body["look_next"]) for org, event in look.answers.items()
             if org in set(members) and "look_next" in event.body]  # fmt: skip
    return min((day for day in named if day > today), default=today + A_YEAR)
