"""The settings an alliance may choose, and no others: what may not be chosen has no field here."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from hashlib import sha256
from typing import Any, get_args
from zoneinfo import ZoneInfo

from alliance.contract.matters import (
    ALWAYS_UNANIMOUS,
    CODE,
    DEFAULT_MATTERS,
    FLOOR,
    OTHER,
    MatterType,
    Rule,
    Share,
    Venue,
)
from alliance.door.refusals import Refused, malformed


class Abstention(StrEnum):
    """What an abstention does under U: it blocks, or it stands aside and is neither for nor against."""

    BLOCKS = "blocks"
    STAND_ASIDE = "stand_aside"


MOST_DAYS = 365  # what waits longer than a year is proposed anew
THREE_QUARTERS, ALL, HALF = Share(3, 4), Share(1, 1), Share(1, 2)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """One version of an alliance's rule-book; the defaults are rule-book 0.

    Counts of days are calendar days unless the name says working days. `boards_days` is how long named boards have to ratify,
    where a proposal says nothing else; `correction_days` how long members may object to a slip put right: the reference
    names no number for either. `cosignatures` 0 stands for the
    smallest strict majority of members. Source of each default: the register's reference, section 3.
    """

    # Voting
    default_rule: Rule = Rule.UNANIMITY
    always_unanimous: tuple[str, ...] = ALWAYS_UNANIMOUS
    matters: tuple[MatterType, ...] = DEFAULT_MATTERS
    quorum: Share = THREE_QUARTERS
    abstention: Abstention = Abstention.BLOCKS
    auto_close_written: bool = True
    auto_close_meetings: bool = False
    admitted_declarer_votes: bool = False
    several_mandates: bool = False
    deputies: bool = True
    deputy_changes_need_agreement: bool = True
    written_days: int = 28
    notice_days: int = 5
    review_date_required: bool = True
    boards_days: int = 90
    correction_days: int = 10
    reserved_categories: tuple[str, ...] = (
        "emergency", "scope", "programme", "regulatory", "sector_duty", "image",
    )  # fmt: skip
    # The log
    cosignatures: int = 0
    checkpoint_days: int = 7
    time_zone: str = "Europe/London"
    # Meetings
    meeting_every_months: int = 1
    agenda_clear_days: int = 5
    meeting_quorum: Share = ALL
    minutes_working_days: int = 5
    adjourned_days: int = 14
    adjourned_quorum: Share = HALF
    # Deadlock, its limits in working days
    deadlock_rounds: int = 2
    pause_working_days: int = 2
    facilitation_working_days: int = 10
    executives_working_days: int = 20
    expert_working_days: int = 20

    def matter(self, code: str) -> MatterType | None:
        """The matter type `code`; None where this rule-book has none, but “other” always has the default rule."""
        other = MatterType(OTHER, self.default_rule)
        return next((matter for matter in (*self.matters, other) if matter.code == code), None)

    def auto_close(self, venue: Venue) -> bool:
        """Whether a vote at `venue` under U closes by itself once unanimous."""
        return self.auto_close_meetings if venue is Venue.MEETING else self.auto_close_written


DEFAULTS = RuleBook()


def need(rulebook: RuleBook, size: int) -> int:
    """The ballots a vote of `size` members needs to count under K, M or Q: a whole number of organisations."""
    return rulebook.quorum.of(size)


def meeting_need(rulebook: RuleBook, size: int) -> int:
    """The members that must be represented for a meeting of `size` members to decide."""
    return rulebook.meeting_quorum.of(size)


def cosignatures(rulebook: RuleBook, members: int) -> int:
    """The signatures that make a checkpoint final: never fewer than the smallest strict majority of `members`."""
    return max(rulebook.cosignatures, members // 2 + 1)


def check_adoption(rulebook: RuleBook, members: int) -> Refused | None:
    """Whether `members` organisations may adopt `rulebook`: it must be sound, and its cosignatures within reach."""
    majority = members // 2 + 1
    if rulebook.cosignatures and not majority <= rulebook.cosignatures <= members:
        return Refused(
            "cosignatures", f"Ask for between {majority} and {members} cosignatures of {members} members."
        )
    return _faulty(rulebook)


def to_body(rulebook: RuleBook) -> dict[str, Any]:
    """The body of `rulebook.adopted`: words, whole numbers, yes or no, nested; ValueError never, floats never."""
    return {one.name: _plain(getattr(rulebook, one.name)) for one in fields(rulebook)}


def digest(rulebook: RuleBook) -> str:
    """SHA-256, in hex, of the rule-book's canonical JSON: the same settings give the same digest everywhere."""
    text = json.dumps(to_body(rulebook), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def from_body(body: Mapping[str, Any]) -> RuleBook | Refused:
    """The rule-book that `body` holds: every setting, each of its own kind, and none that may not be chosen."""
    try:
        rulebook = _read(RuleBook, body)
    except _Unreadable as fault:
        return malformed("rulebook", str(fault))
    return _faulty(rulebook) or rulebook


class _Unreadable(Exception):
    """A setting that is missing, unknown or of another kind."""


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, MatterType | Share):
        held = {one.name: getattr(value, one.name) for one in fields(value)}
        return {name: _plain(item) for name, item in held.items() if item is not None}
    return value


def _read(kind: type[Any], body: Any) -> Any:
    if not isinstance(body, Mapping):
        raise _Unreadable(f"{kind.__name__} must be an object with named settings.")
    known = {one.name: one.type for one in fields(kind)}
    for name in body:
        if name not in known:
            raise _Unreadable(f"“{name}” is not something a rule-book can set. Leave it out.")
    return kind(**{name: _value(name, wanted, body.get(name)) for name, wanted in known.items()})


def _value(name: str, wanted: Any, given: Any) -> Any:
    choices = get_args(wanted)
    if type(None) in choices:
        return None if given is None else _value(name, choices[0], given)
    if choices:
        if not isinstance(given, list):
            raise _Unreadable(f"“{name}” must be a list.")
        return tuple(_value(name, choices[0], item) for item in given)
    if wanted in (MatterType, Share):
        return _read(wanted, given)
    if issubclass(wanted, StrEnum) and given in tuple(wanted):
        return wanted(given)
    if type(given) is not wanted:
        raise _Unreadable(f"“{name}” must be {_KINDS.get(wanted, 'one of ' + ', '.join(_names(wanted)))}.")
    return given


_KINDS: Mapping[type, str] = {int: "a whole number", bool: "true or false", str: "a word"}


def _names(wanted: Any) -> list[str]:
    return [str(one.value) for one in wanted] if issubclass(wanted, StrEnum) else []


def _faulty(rulebook: RuleBook) -> Refused | None:
    """The first thing that makes `rulebook` unsound, said so that its author can mend it."""
    for holds, code, sentence in _checks(rulebook):
        if not holds:
            return Refused(code, sentence)
    return next((fault for matter in rulebook.matters if (fault := matter.fault())), None)


def _checks(book: RuleBook) -> list[tuple[bool, str, str]]:
    codes = [matter.code for matter in book.matters]
    rules = {matter.code: matter.rule for matter in book.matters}
    numbers = {one.name: getattr(book, one.name) for one in fields(book) if one.type is int}
    low = [name for name, number in numbers.items() if number < (0 if name in _MAY_BE_NONE else 1)]
    high = [name for name in ("boards_days", "correction_days") if numbers[name] > MOST_DAYS]
    loose = [code for code in book.always_unanimous if rules.get(code) is not Rule.UNANIMITY]
    lost = [code for code in FLOOR if code not in book.always_unanimous]
    words = [*book.always_unanimous, *book.reserved_categories]
    return [
        (len(set(codes)) == len(codes), "matter_twice", "Two matter types have the same code. Rename one."),
        (all(CODE.fullmatch(word) for word in words), "bad_code", "Codes are small letters, digits and “_”."),
        (not lost, "always_unanimous", f"These are always decided by unanimity: {', '.join(lost)}. Put them back."),
        (not loose, "always_unanimous", f"Give these the rule U, they are always unanimous: {', '.join(loose)}."),
        (not high, "too_high", f"Give these at most {MOST_DAYS} days: {', '.join(high)}."),
        (not low, "too_low", f"These must be larger: {', '.join(low)}."),
        (book.default_rule is not Rule.THRESHOLD, "default_rule", "A threshold belongs to one matter type. Choose U, K or M."),
        (all(share.sound for share in (book.quorum, book.meeting_quorum, book.adjourned_quorum)), "quorum",
         "A quorum is a share p of q with p from 1 to q; “more than” needs p below q."),
        (_known_zone(book.time_zone), "time_zone", "The time zone is not known. Write it as in Europe/London."),
    ]  # fmt: skip


_MAY_BE_NONE = frozenset({"cosignatures", "notice_days"})


def _known_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name).key)
    except (KeyError, ValueError, OSError):
        return False
