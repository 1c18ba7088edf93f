"""Who may look after a review: two people, of different partners, neither of them involved. Pure; declining keeps no reason."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from alliance.door.refusals import Refused


@dataclass(frozen=True, slots=True)
class Declared:
    """What somebody who was asked declares: none of the three may be so."""

    involved: bool
    manages: bool
    main_setting: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A facilitator by the organisation spoken for; `member` where it is a partner (else: from outside)."""

    org: UUID | None
    member: bool


NOT_YOU: Final = Refused(
    "involved", "Somebody who was involved, manages people who were, or comes from the main setting does not look after this review. Decline; no reason is kept."
)  # fmt: skip
NEVER_ALONE: Final = Refused(
    "never_alone", "A review is looked after by two people, never by one. Ask a second facilitator."
)
ONE_PARTNER: Final = Refused(
    "one_partner", "Both facilitators come from one partner. Ask somebody of another."
)
NEEDS_OUTSIDER: Final = Refused(
    "needs_outsider", "Too few partners are uninvolved. Ask a facilitator from outside: invite them as an associate first."
)  # fmt: skip
NO_OUTSIDER: Final = Refused(
    "no_outsider", "Enough partners are uninvolved: ask facilitators from two of them. An outsider is for alliances too small for that."
)  # fmt: skip


def check_declared(said: Declared, org: UUID | None, settings: Collection[UUID]) -> Refused | None:
    """Whether somebody may look after a review whose main settings are these organisations (V4)."""
    if said.involved or said.manages or said.main_setting or org in settings:
        return NOT_YOU
    return None


def check_pair(pair: Collection[Asked], uninvolved: int) -> Refused | None:
    """Whether these may look after a review in an alliance with so many partners that were not involved (V3, V5)."""
    if len(pair) != 2:
        return NEVER_ALONE
    if len({one.org for one in pair}) < 2:
        return ONE_PARTNER
    outside, missing = sum(not one.member for one in pair), max(0, 2 - uninvolved)
    if outside < missing:
        return NEEDS_OUTSIDER
    return NO_OUTSIDER if outside > missing else None


def check_ask(uninvolved: int, *, member: bool) -> Refused | None:
    """Whether somebody of a partner (`member`) or from outside may be asked at all."""
    return NO_OUTSIDER if not member and uninvolved >= 2 else None
