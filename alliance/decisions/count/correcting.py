"""A slip in decided words is put right in the open: both stay to be read, and one member's objection is enough to void it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from alliance.decisions.words import steps
from alliance.door.refusals import Refused, malformed
from alliance.ledger.canonical import parse_instant
from alliance.ledger.event import Event

FEW_WORDS, SHARE = 3, 10  # a slip touches three words, or a tenth of a longer text
NUMBER = re.compile(r"[0-9](?:[0-9.,:/]*[0-9])?")
CORRECTED, OBJECTED = "decision.corrected", "decision.correction_objected"


class Standing(StrEnum):
    """How a correction stands: members may still object, its words stand, or a member asked for a vote."""

    OPEN = "open"
    STANDS = "stands"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction as it entered the log, until when members may object, and the objections, if any."""

    event: Event
    until: datetime
    objections: tuple[Event, ...] = ()

    @property
    def id(self) -> str:
        """Its id, as text."""
        return str(self.event.body["correction"])

    def standing(self, now: datetime) -> Standing:
        """How it stands at `now`."""
        if self.objections:
            return Standing.VOID
        return Standing.OPEN if now < self.until else Standing.STANDS


def corrections(events: Iterable[Event]) -> list[Correction]:
    """The corrections of one decision in the order of its log."""
    found: dict[str, Correction] = {}
    for event in events:
        if event.type == CORRECTED:
            found[event.body["correction"]] = Correction(event, parse_instant(event.body["until"]))
        elif event.type == OBJECTED:
            one = found[event.body["correction"]]
            found[one.id] = replace(one, objections=(*one.objections, event))
    return list(found.values())


def standing_words(
    events: Iterable[Event], texts: Mapping[int, Mapping[str, str]], voted: str, now: datetime
) -> str:
    """The words as they read at `now`: as voted, or as last put right with no objection in time; `texts` are those of
    the events, by number."""
    stands = [one for one in corrections(events) if one.standing(now) is Standing.STANDS]
    return texts.get(stands[-1].event.seq, {}).get("text", voted) if stands else voted


def check_correct(*, agreed: bool, running: bool, before: str, after: str, reason: str) -> Refused | None:
    """Whether `before` may be corrected to `after`: a slip, not another meaning. `running` while one is open already."""
    if not agreed:
        return Refused(
            "not_agreed", "Only words that were agreed are corrected. While the vote runs, amend them."
        )
    if running:
        return Refused(
            "one_at_a_time", "Members can still object to the last correction. Wait until that is over."
        )
    if after == before or not after:
        return malformed("text", "These are the words that stand. Write them as they should read.")
    if not reason.strip():
        return malformed("reason", "Say which slip this puts right.")
    if NUMBER.findall(before) != NUMBER.findall(after) or changed_words(before, after) > most_words(before):
        return Refused(
            "meaning",
            "This changes a number, or more than a few words, and so the meaning. Propose a new vote instead.",
        )
    return None


def changed_words(before: str, after: str) -> int:
    """How many words were taken out or put in, whichever are more, place by place."""
    found = steps(before.split(), after.split())
    return sum(max(b - a, d - c) for step, a, b, c, d in found if step != "equal")


def most_words(text: str) -> int:
    """How many words of `text` a slip may touch."""
    return max(FEW_WORDS, len(text.split()) // SHARE)


def check_object(one: Correction, *, org: str, reason: str, now: datetime) -> Refused | None:
    """Whether the member `org` may object to a correction now; one objection is enough, and more may be told."""
    if now >= one.until:
        return Refused(
            "late", "The time to object is over, and the corrected words stand. Propose a new vote instead."
        )
    if any(event.body["org"] == org for event in one.objections):
        return Refused("objected", "This member has objected already; the correction is void.")
    return None if reason.strip() else malformed("reason", "Say in a few words what meaning would change.")
