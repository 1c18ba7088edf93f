"""From the first objection to agreement: how long members took to meet one. Pure, of one matter, never of a member."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from alliance.decisions.count.electorate import Position, State, opening
from alliance.decisions.count.outcome import outcome_of
from alliance.decisions.count.replay import OPENED, concerns, replay, step
from alliance.decisions.count.sealing import REVEALED, due
from alliance.decisions.count.tally import Result
from alliance.ledger.event import Event

TAKES_UP = ("renews",)  # how a proposal names the one that it takes up again
Story = list[Event]


@dataclass(frozen=True, slots=True)
class Agreement:
    """When a matter was first objected to, and when it was carried with no objection left."""

    first_objection: datetime
    agreed_at: datetime

    @property
    def took(self) -> timedelta:
        """The time between the two."""
        return self.agreed_at - self.first_objection


def agreement(stories: Iterable[Story], now: datetime) -> Agreement | None:
    """How the matter of `stories`, a proposal with those that take it up again, came to agreement; None where nobody
    objected, or none of them was carried without an objection after that."""
    told = list(stories)
    first = min(filter(None, (first_objection(story, now) for story in told)), default=None)
    if first is None:
        return None
    agreed = [at for story in told if (at := agreed_at(story, now)) and at > first]
    return Agreement(first, min(agreed)) if agreed else None


def first_objection(story: Story, now: datetime) -> datetime | None:
    """The instant at which the first objection to any wording stood; of a sealed one, that of its opening."""
    state: State | None = None
    for event in story:
        if event.at > now:
            break
        before = state
        state = _after(state, event)
        if state and any(one.position is Position.DISAGREE for one in state.ballots.values()):
            return due(before, event.at) if before and event.type == REVEALED else event.at
    return None


def agreed_at(story: Story, now: datetime) -> datetime | None:
    """When the proposal was carried, where no objection was left."""
    state = replay(story, now)
    found = outcome_of(state, now)
    agreed = found.result is Result.CARRIED and not found.counts.disagree
    return found.decided_at if agreed else None


def taken_up(stories: Mapping[str, Story], proposal: str) -> list[Story]:
    """The stories, by proposal, of the matter of `proposal`: what it takes up again, what takes it up, and so on."""
    named = {one: _names(story) & stories.keys() for one, story in stories.items()}
    found, waiting = set[str](), {proposal}
    while waiting:
        found |= waiting
        waiting = {
            other for other in stories for one in found if other in named[one] or one in named[other]
        } - found
    return [stories[one] for one in stories if one in found]


def _names(story: Story) -> set[str]:
    bodies = [event.body for event in story if event.type == OPENED]
    replaced = {one for body in bodies for one in body.get("supersedes", ())}
    return replaced | {body[name] for body in bodies for name in TAKES_UP if name in body}


def _after(state: State | None, event: Event) -> State | None:
    if state is None:
        return opening(event) if event.type == OPENED else None
    return step(state, event) if concerns(event, state.electorate.proposal) else state
