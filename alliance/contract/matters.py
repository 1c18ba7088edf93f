"""Matter types: what kind of thing is decided, by which rule, where, and on whose authority."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from alliance.door.refusals import Refused

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
OTHER = "other"


class Rule(StrEnum):
    """How ballots become an outcome; each counts organisations, never people."""

    UNANIMITY = "U"
    CONSENT = "K"
    MAJORITY = "M"
    THRESHOLD = "Q"


class Venue(StrEnum):
    """Where a vote may be held."""

    MEETING = "meeting"
    WRITTEN = "written"
    EITHER = "either"


class Capacity(StrEnum):
    """On whose legal authority the outcome rests."""

    ALLIANCE = "alliance"
    RESERVED = "reserved"
    RECOMMENDATION = "recommendation"
    ADVISORY = "advisory"


class Side(StrEnum):
    """A member funds and holds duties (commissioner), or provides."""

    COMMISSIONER = "commissioner"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class Share:
    """At least p/q of a number of organisations, or more than p/q of it; whole numbers only."""

    p: int
    q: int
    more_than: bool = False

    @property
    def sound(self) -> bool:
        """Whether the share can be met at all."""
        return 1 <= self.p <= self.q and not (self.more_than and self.p == self.q)

    def of(self, size: int) -> int:
        """The smallest whole number that meets the share of `size`: 3/4 of 7 is 6, more than 1/2 of 8 is 5."""
        return self.p * size // self.q + 1 if self.more_than else -(-self.p * size // self.q)


@dataclass(frozen=True, slots=True)
class MatterType:
    """One kind of matter. `threshold` goes with rule Q alone, `owner_side` with capacity reserved alone;
    `notice_days` None stands for the rule-book's."""

    code: str
    rule: Rule
    venue: Venue = Venue.EITHER
    capacity: Capacity = Capacity.ALLIANCE
    threshold: Share | None = None
    owner_side: Side | None = None
    notice_days: int | None = None

    @property
    def name(self) -> str:
        """The plain name a page shows."""
        return NAMES.get(self.code, self.code.replace("_", " ").capitalize())

    @property
    def reserved(self) -> bool:
        """Whether one named member decides and the others advise."""
        return self.capacity is Capacity.RESERVED

    def fault(self) -> Refused | None:
        """What makes this matter type unsound, if anything."""
        share = self.threshold
        if not CODE.fullmatch(self.code):
            return Refused("bad_code", f"“{self.code}” cannot be a code: use small letters, digits and “_”.")
        if (share is not None) != (self.rule is Rule.THRESHOLD):
            return Refused("threshold", f"{self.name}: a threshold goes with rule Q, and with no other.")
        if share is not None and (not share.sound or share.more_than or share.p * 2 < share.q):
            return Refused("threshold", f"{self.name}: choose a threshold p/q from one half to the whole.")
        if self.owner_side is not None and not self.reserved:
            return Refused(
                "owner_side", f"{self.name}: only a reserved matter has an owner. Leave the side out."
            )
        if self.notice_days is not None and self.notice_days < 0:
            return Refused("too_low", f"{self.name}: notice is 0 days or more.")
        return None


NAMES: Mapping[str, str] = {
    "vision": "Vision and principles",
    "members": "Who is a member",
    "rule_book": "The rule-book",
    "measures": "Shared measures",
    "agreement": "The alliance agreement",
    "new_money": "New money",
    "consequence": "What a reserved use means for the others",
    "adjustment": "Adjustment events",
    "target_cost": "Target cost",
    "commercial_framework": "Commercial framework",
    "delegations": "What the manager may decide",
    "practice": "How we work together",
    "reserved": "A matter reserved to one member",
    OTHER: "Anything else",
    "pool_100k": "Up to £100,000 a year inside the pool",
}

# Accession, the rule-book and a reserved use's consequence touch every member's place in the alliance; the rest
# follow from sharing losses: nobody bears a cost that it did not agree to.
FLOOR = (
    "members", "rule_book", "consequence",
    "adjustment", "target_cost", "measures", "commercial_framework", "delegations",
)  # fmt: skip
ALWAYS_UNANIMOUS = FLOOR

DEFAULT_MATTERS = (
    MatterType("vision", Rule.UNANIMITY),
    *(MatterType(code, Rule.UNANIMITY) for code in FLOOR),
    MatterType("agreement", Rule.UNANIMITY),
    MatterType("new_money", Rule.UNANIMITY),
    MatterType("practice", Rule.CONSENT),
    MatterType(
        "reserved", Rule.UNANIMITY, capacity=Capacity.RESERVED, owner_side=Side.COMMISSIONER, notice_days=0
    ),
)


def may_hold_a_duty(side: str, matters: Iterable[MatterType]) -> bool:
    """Whether the rule-book leaves some kind of matter to a member of this side alone."""
    return any(matter.reserved and matter.owner_side in (None, side) for matter in matters)
