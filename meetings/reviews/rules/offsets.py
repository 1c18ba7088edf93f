"""Time without a clock: how far from the start, rounded so that no shift can be read from it; and roles wide enough. Pure."""

import re
from typing import Final

from alliance.door.refusals import Refused, malformed
from meetings.reviews.rules.methods import Method

QUARTER, PART, DAY, FURTHEST = 15, 6 * 60, 24 * 60, 400 * 24 * 60
FRACTIONS: Final = ("", "a quarter", "half", "three quarters")
WIDER: Final = "“day team”, “night team”, “health staff” or “family and friends”"
_NUMBERS = (
    r"(?:(\d{1,3})\s*d(?:ays?)?)?\s*(?:(\d{1,3})\s*h(?:ours?)?)?\s*(?:(\d{1,2})\s*(?:m(?:in(?:utes)?)?)?)?"
)
_OFFSET: Final = re.compile(rf"\s*T?\s*([-+−–]?)\s*{_NUMBERS}\s*", re.IGNORECASE | re.ASCII)


def offset(typed: str) -> int | Refused:
    """Minutes from the start: “T+2h10”, “-1 day”, “3h”, “45 min”, “0”. Refused for clocks, dates and words."""
    found = _OFFSET.fullmatch(typed)
    if not found or not any(found.group(2, 3, 4)):
        return malformed(
            "offset", "Count from the start: T+0, T+2h10, T+45 min or T-1 day. No clock and no date."
        )
    days, hours, minutes = (int(part or 0) for part in found.group(2, 3, 4))
    whole = days * DAY + hours * 60 + minutes
    if whole > FURTHEST:
        return malformed("offset", "That is more than a year away. Count from nearer by.")
    return -whole if found[1] in ("-", "−", "–") else whole


def rounded(minutes: int, method: str) -> int:
    """A swarm keeps quarters of an hour, all others a part of a day (six hours), towards the start (V11)."""
    step = QUARTER if method == Method.SWARM else PART
    return (abs(minutes) // step) * step * (1 if minutes >= 0 else -1)


def words(minutes: int, method: str) -> str:
    """A swarm’s offset (“T+2h00”), or how many days and which part of a day from the start: never a clock."""
    sign = "-" if minutes < 0 else "+"
    if method == Method.SWARM:
        return "T{}{}h{:02}".format(sign, *divmod(abs(minutes), 60))
    days, rest = divmod(abs(minutes), DAY)
    part, side = FRACTIONS[rest // PART], "before" if minutes < 0 else "on"
    if days:
        return f"T{sign}{days} day{'s' if days > 1 else ''}{f' and {part}' if part else ''}"
    return f"{part} of a day {side}".capitalize().replace("Half of a", "Half a") if part else "T+0"


def role_shown(role: str, wider: str, *, common: bool) -> str | Refused:
    """The role as it is shown: as it is where at least five people hold it, else a wider one, which must be given (V12)."""
    role, wider = role.strip(), wider.strip()
    if not role:
        return malformed("role", "Say which role: what it is called, not who has it.")
    if common:
        return role
    if not wider or wider.lower() == role.lower():
        return malformed(
            "wider",
            "Fewer than five people hold this role, so it would point at them. Give a wider one, such as “day team”.",
        )
    return wider
