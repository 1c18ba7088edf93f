"""Whose own board must agree before a carried decision takes effect, and until when. Pinned at opening; pure."""

from collections.abc import Collection, Iterable
from datetime import datetime

from alliance.contract.matters import Capacity
from alliance.contract.rulebook import MOST_DAYS
from alliance.decisions.count.electorate import EMERGENCY, Electorate
from alliance.decisions.count.window import lapses
from alliance.door.refusals import Refused, malformed


def boards_needed(
    capacity: Capacity, members: Iterable[str], named: Collection[str], own_board: Collection[str], category: str | None
) -> list[str]:  # fmt: skip
    """The members whose board must ratify, sorted: those named at opening and those that said so for this matter; of a
    recommendation every member; of advice, and of an emergency that takes effect at once, none."""
    if capacity is Capacity.ADVISORY or category == EMERGENCY:
        return []
    if capacity is Capacity.RECOMMENDATION:
        return sorted(members)
    return sorted(org for org in members if org in named or org in own_board)


def check_boards(
    capacity: Capacity, members: Collection[str], named: Collection[str], days: int, category: str | None
) -> Refused | None:
    """Whether these conditions may be named when a proposal opens; `days` 0 stands for those of the rule-book."""
    if not 0 <= days <= MOST_DAYS:
        return malformed("long_stop_days", f"Give the boards between 1 and {MOST_DAYS} days.")
    if not set(named) <= set(members):
        return malformed("boards", "Only a member’s board can ratify. Choose among the members.")
    if named and (capacity is Capacity.ADVISORY or category == EMERGENCY):
        why = "Advice" if capacity is Capacity.ADVISORY else "An emergency use"
        return Refused("boards", f"{why} waits for no board. Leave the boards out.")
    return None


def long_stop(electorate: Electorate, decided_at: datetime) -> datetime:
    """Until when the boards must have agreed: the end of the last day, local time, the day of the outcome counted."""
    return lapses(decided_at, electorate.long_stop_days, electorate.time_zone)


def check_ratify(*, pending: Collection[str], org: str, subject: bool, stop: datetime | None, note: str, at: datetime) -> Refused | None:  # fmt: skip
    """Whether it may be told now that the board of `org` has ratified; `pending` are the boards still awaited."""
    if not subject or stop is None:
        return Refused("not_subject", "This decision does not wait for boards. Look at its page again.")
    if at >= stop:
        return Refused("long_stop", "The boards’ time is over, so it has lapsed. Propose it anew.")
    if org not in pending:
        return Refused("not_awaited", "This member’s board is not awaited here, or has ratified already.")
    if not note.strip():
        return malformed("note", "Say which board ratified it, and when it met.")
    return None
