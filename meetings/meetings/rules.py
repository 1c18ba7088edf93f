"""What must hold for a meeting: its times, its notice, and its quorum, counted by organisation and never by head."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

from alliance.calendar.rules import clear_days, day_of, instants, latest_notice
from alliance.contract.matters import Rule
from alliance.contract.rulebook import RuleBook, meeting_need
from alliance.door.refusals import Refused, denied, malformed

REFERENCE = re.compile(r"[A-Z]{1,3}-[0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class Presence:
    """An organisation was represented from `joined` until `left`; None: it has not been recorded as left."""

    org: UUID
    joined: datetime
    left: datetime | None = None

    def covers(self, at: datetime) -> bool:
        """Whether the organisation was represented at `at`: window [joined, left)."""
        return self.joined <= at and (self.left is None or at < self.left)


@dataclass(frozen=True, slots=True)
class Quorum:
    """`need` of `base` members must be represented; `present` are, `missing` are not, in charter order."""

    need: int
    present: tuple[UUID, ...]
    missing: tuple[UUID, ...]

    @property
    def base(self) -> int:
        """How many members are counted: fixed when the meeting is called to order."""
        return len(self.present) + len(self.missing)

    @property
    def met(self) -> bool:
        """Whether the meeting may decide."""
        return len(self.present) >= self.need


@dataclass(frozen=True, slots=True)
class Change:
    """From `at` on the quorum was met, or was not."""

    at: datetime
    met: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """How much notice a meeting has: clear days `given`, clear days `needed`, and the last day for its business."""

    given: int
    needed: int
    latest: date

    @property
    def enough(self) -> bool:
        """Whether the rule-book's notice is kept."""
        return self.given >= self.needed


def need(book: RuleBook, members: int, *, adjourned: bool = False) -> int:
    """The members that must be represented; an adjourned meeting needs the smaller share of the rule-book."""
    return book.adjourned_quorum.of(members) if adjourned else meeting_need(book, members)


def quorum_at(members: Sequence[UUID], need: int, record: Iterable[Presence], at: datetime) -> Quorum:
    """The quorum at the instant `at`: a member counts once, however many of its people are in the room."""
    here = {one.org for one in record if one.covers(at)}
    return Quorum(
        need, tuple(org for org in members if org in here), tuple(org for org in members if org not in here)
    )


def quorum_changes(
    members: Sequence[UUID], need: int, record: Sequence[Presence], start: datetime, end: datetime
) -> list[Change]:
    """When the quorum came and went from `start` to `end`, beginning with how it stood at `start`."""
    instants_ = {one.joined for one in record} | {one.left for one in record if one.left}
    moments = [start, *sorted(at for at in instants_ if start < at <= end)]
    all_ = [Change(at, quorum_at(members, need, record, at).met) for at in moments]
    return all_[:1] + [now for before, now in pairwise(all_) if before.met != now.met]


def may_decide(quorum: Quorum, rule: Rule, *, listed: bool = True, adjourned: bool = False) -> Refused | None:
    """Whether a matter under `rule` may be decided now: quorate, on the agenda in time, and never U when adjourned."""
    if adjourned and rule is Rule.UNANIMITY:
        return Refused(
            "never_unanimous", "An adjourned meeting cannot decide what needs every member. Put it again."
        )
    if not listed:
        return Refused(
            "unlisted",
            "This came onto the agenda after notice was given. It may be talked about, not decided.",
        )
    if not quorum.met:
        return Refused(
            "inquorate", "Too few members are represented. The meeting may talk, and decide nothing."
        )
    return None


def quorum_words(quorum: Quorum, names: Mapping[UUID, str], *, over: bool = False) -> str:
    """The sum in words: “5 of 7 represented; Kindling and Lantern Row are missing.”"""
    words = f"{len(quorum.present)} of {quorum.base} represented"
    if quorum.missing and quorum.present:
        words += f"; {joined([names[org] for org in quorum.missing])} {_verb(len(quorum.missing), over=over)} missing"
    return f"{words}."


def need_words(quorum: Quorum, *, over: bool = False) -> str:
    """How many must be represented: “All 7 members must be represented for the meeting to decide.”"""
    who = f"All {quorum.base}" if quorum.need == quorum.base else f"{quorum.need} of {quorum.base}"
    return f"{who} members {'had to' if over else 'must'} be represented for the meeting to decide."


def _verb(count: int, *, over: bool) -> str:
    return ("was" if count == 1 else "were") if over else ("is" if count == 1 else "are")


def joined(names: Sequence[str]) -> str:
    """Names as a person would list them: “A”, “A and B”, “A, B and C”."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def notice(announced: datetime, starts: datetime, zone: str, needed: int) -> Notice:
    """The notice of a meeting announced at one instant for another, in days of `zone`."""
    day = day_of(starts, zone)
    return Notice(clear_days(day_of(announced, zone), day), needed, latest_notice(day, needed))


def notice_words(kept: Notice) -> str:
    """The notice rule in words, and whether it is kept."""
    rule = f"The rule-book asks for {_days(kept.needed)} between notice and the meeting"
    if kept.enough:
        return f"{rule}; this meeting has {kept.given}."
    return f"{rule}; this meeting has {kept.given}. It may meet and talk, but it cannot decide."


def _days(count: int) -> str:
    return f"{count} clear day{'' if count == 1 else 's'}"


def listed_in_time(added: datetime, kept: Notice, zone: str) -> bool:
    """Whether an item came onto the agenda while there was still time for notice of it."""
    return day_of(added, zone) <= kept.latest


def times(day: date, begins: time, ends: time, zone: str) -> tuple[datetime, datetime] | Refused:
    """The instants between which a meeting takes place, from what a clock on the wall of `zone` shows."""
    if not 2000 <= day.year <= 2200:
        return malformed("day", "Write the year in full, such as 2026.")
    if ends <= begins:
        return malformed("ends", "The meeting must end after it begins, on the same day.")
    found = [instants(day, clock, zone) for clock in (begins, ends)]
    if any(len(one) != 1 for one in found):
        return malformed(
            "clocks", "Clocks change in that hour, so the time is not clear. Choose another time."
        )
    return found[0][0], found[1][0]


def check_scheduled(*, title: str, place: str, starts: datetime, at: datetime) -> Refused | None:
    """Whether a meeting may be announced: a title, a place or a link, and a time to come."""
    if not title.strip():
        return malformed("title", "Give the meeting a title.")
    if not place.strip():
        return malformed("place", "Say where it is: a room, or a link.")
    if starts <= at:
        return malformed("starts", "A meeting can only be announced for a time to come.")
    return None


def check_on_the_day(starts: datetime, at: datetime, zone: str) -> Refused | None:
    """A meeting is called to order, and people arrive, on its day and not before."""
    if day_of(at, zone) < day_of(starts, zone):
        return Refused("too_soon", "This can be done on the day of the meeting, not before.")
    return None


def reordered(items: Sequence[UUID], item: UUID, position: int) -> list[UUID] | Refused:
    """The agenda with `item` at `position` (from 1), the others in their order."""
    if not 1 <= position <= len(items):
        return malformed("position", f"Choose a place from 1 to {len(items)}.")
    rest = [one for one in items if one != item]
    return [*rest[: position - 1], item, *rest[position - 1 :]]


def check_item(ref: str, text: str, listed: Iterable[str]) -> Refused | None:
    """Whether an item may come onto an agenda: it says something, and a reference stands there once."""
    if not ref and not text.strip():
        return malformed("item", "Give a reference such as D-018, or say in plain words what it is about.")
    if ref and not REFERENCE.fullmatch(ref):
        return malformed("ref", "Write a reference such as D-018, or leave it out.")
    if ref and ref in listed:
        return Refused("listed", f"{ref} is on this agenda already.")
    return None


def check_attends(*, org: UUID, orgs: Iterable[UUID], own: Iterable[UUID], runs: bool) -> Refused | None:
    """Whether a person may record attendance: of any organisation if the person `runs` meetings, else of its `own`."""
    if org not in set(orgs):
        return malformed("org", "Choose an organisation of this alliance.")
    if not runs and org not in set(own):
        return denied(
            "not_own", "You can record your own organisation only. Ask whoever runs the meeting for others."
        )
    return None


def minutes_draft(present: Sequence[tuple[str, str, str]], sum_words: str, agenda: Sequence[str]) -> str:
    """What minutes begin with: who was there (name, from, until), the quorum, and a heading for each item."""
    lines = [
        "Present",
        *(f"- {name}, from {start} {until}" for name, start, until in present),
        "",
        f"Quorum: {sum_words}",
    ]
    for position, item in enumerate(agenda, 1):
        lines += ["", f"{position}. {item}", ""]
    return "\n".join(lines).rstrip() + "\n"


def hour(at: datetime, zone: str) -> str:
    """What a clock on the wall of `zone` shows at `at`: “10:05”."""
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"


def change_words(changes: Sequence[Change], zone: str) -> list[str]:
    """How the quorum came and went, in sentences; what was decided while it was there stands."""
    words = []
    for position, one in enumerate(changes):
        at = hour(one.at, zone)
        if one.met:
            words.append(f"From {at} enough members were represented.")
        elif position:
            words.append(
                f"At {at} the quorum was lost: what came before stands, nothing could be decided after."
            )
        else:
            words.append(f"At {at} too few members were represented to decide.")
    return words
