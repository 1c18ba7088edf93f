"""What must hold for a meeting: its times, its notice, and its quorum, counted by organisation and never by head."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

from alliance.calendar.rules import clear_days, day_of, instants, latest_notice
from alliance.contract.matters import Rule
from alliance.contract.rulebook import RuleBook, meeting_need
from alliance.door.refusals import Refused, denied, malformed

EARLY = timedelta(minutes=15)
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
    """Whether an item came onto the agenda, of a meeting with enough notice, while there was still time for notice of it."""
    return kept.enough and day_of(added, zone) <= kept.latest


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


def check_opening(starts: datetime, at: datetime, zone: str) -> Refused | None:
    """A meeting is called to order on its day, at its announced start or at most EARLY before."""
    if refused := check_on_the_day(starts, at, zone):
        return refused
    if at < starts - EARLY:
        return Refused(
            "too_soon",
            f"This meeting is announced for {hour(starts, zone)}, and others rely on that. "
            f"It can be called to order from {hour(starts - EARLY, zone)} on.",
        )
    return None


def check_call_again(
    *, closed: bool, undecided_twice: int, called: bool, earlier: date, day: date, days: int
) -> Refused | None:
    """Whether an adjourned meeting may be called for `day`: for what lacked the quorum twice, `days` days on (row 62)."""
    if not closed or not undecided_twice:
        return Refused(
            "not_twice", "An adjourned meeting is for items that lacked the quorum at two meetings; none did here."
        )  # fmt: skip
    if called:
        return Refused("called", "The adjourned meeting is called already. Look for it among those to come.")
    if (day - earlier).days < days:
        return malformed("day", f"An adjourned meeting is held at least {days} days on. Choose a later day.")
    return None


def check_vote_here(
    quorum: Quorum, rule: Rule, *, listed: bool, adjourned: bool, carried: bool, running: str
) -> Refused | None:
    """Whether an item may be put to the vote now: not twice at once, and in an adjourned meeting only what was adjourned."""
    if running:
        return Refused("vote_open", f"{running} is open for votes under this item already.")
    if adjourned and not carried:
        return Refused(
            "not_adjourned", "An adjourned meeting decides only what lacked the quorum twice. Talk about the rest."
        )  # fmt: skip
    return may_decide(quorum, rule, listed=listed, adjourned=adjourned)


def check_close(running: Sequence[str]) -> Refused | None:
    """A meeting does not close over an open vote: its members would no longer be represented."""
    if not running:
        return None
    are = "is" if len(running) == 1 else "are"
    return Refused(
        "vote_open",
        f"{joined(running)} {are} still open for votes. Close the vote, wait for its end, or record who has left; "
        "then close the meeting.",
    )


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


def check_seen(unseen: Sequence[str]) -> Refused | None:
    """Whether what an agenda names is there for whoever names it."""
    if not unseen:
        return None
    return malformed(
        "ref",
        f"An agenda can name nothing called {joined(unseen)} here. Look it up, or say in plain words what it is about.",
    )


def check_carried(*, undecided: bool, again: bool) -> Refused | None:
    """Whether an item of an earlier meeting may be taken up again: it lacked the quorum, and waits on no agenda yet."""
    if not undecided:
        return Refused(
            "was_decided", "Only what lacked the quorum is carried over. Put this on the agenda anew."
        )
    if again:
        return Refused("listed", "This item is on a later agenda already.")
    return None


def check_removed(*, discussed: bool) -> Refused | None:
    """What a meeting has talked about or voted on stays on its agenda."""
    if discussed:
        return Refused("discussed", "The meeting has taken this up already, so it stays on the agenda.")
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


def hour(at: datetime, zone: str) -> str:
    """What a clock on the wall of `zone` shows at `at`: “10:05”."""
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"
