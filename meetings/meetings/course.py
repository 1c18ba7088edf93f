"""The course of a meeting, in pure sums: which item was talked about when, and which ones had the quorum to the end."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from meetings.meetings.rules import Change, hour


@dataclass(frozen=True, slots=True)
class Talk:
    """From `at` on, until the next talk, the meeting talked about `item`."""

    item: UUID
    at: datetime


def item_at(talks: Sequence[Talk], at: datetime) -> UUID | None:
    """The item under discussion at `at`; None before the first was taken up. `talks` in their order."""
    begun = [talk.item for talk in talks if talk.at <= at]
    return begun[-1] if begun else None


def ended_at(talks: Sequence[Talk], item: UUID, closed: datetime) -> datetime:
    """When `item` was left for good: as the next was taken up, else at the close; never taken up: at the close."""
    places = [place for place, talk in enumerate(talks) if talk.item == item]
    after = places[-1] + 1 if places else len(talks)
    return talks[after].at if after < len(talks) else closed


def quorate_at(changes: Sequence[Change], at: datetime) -> bool:
    """Whether the quorum was met just before `at`, by the story of how it came and went."""
    told = [change.met for change in changes if change.at < at] or [
        change.met for change in changes if change.at == at
    ]
    return bool(told) and told[-1]


def undecided(
    items: Sequence[UUID], decided: Collection[UUID], talks: Sequence[Talk], changes: Sequence[Change], closed: datetime
) -> list[UUID]:  # fmt: skip
    """The items, in their order, that had no quorum when they were left, and on which no vote had ended (row 60)."""
    return [
        item
        for item in items
        if item not in decided and not quorate_at(changes, ended_at(talks, item, closed))
    ]


def story_words(
    changes: Sequence[Change], talks: Sequence[Talk], places: Mapping[UUID, int], zone: str
) -> list[str]:
    """How the quorum came and went, in sentences that name the item under discussion; `places` are counted from 1."""
    told = []
    for turn, change in enumerate(changes):
        at = hour(change.at, zone)
        place = places.get(item_at(talks, change.at) or UUID(int=0))
        told.append(_sentence(at, place, met=change.met, first=not turn))
    return told


def _sentence(at: str, place: int | None, *, met: bool, first: bool) -> str:
    where = f"{at}, at item {place}," if place else at
    if met:
        return f"From {where} enough members were represented."
    if first:
        return f"At {where} too few members were represented to decide."
    return f"At {where} the quorum was lost: {_stands(place)}"


def _stands(place: int | None) -> str:
    if place is None:
        return "what came before stands, nothing could be decided after."
    before = {1: "", 2: "item 1 stands, "}.get(place, f"items 1 to {place - 1} stand, ")
    return f"{before}nothing could be decided from item {place} on."
