"""What must hold of a licence that is noted, and what is asked of who sends figures; pure Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alliance.door.refusals import Refused, malformed
from measures.instruments.shapes import Instrument


@dataclass(frozen=True, slots=True)
class Held:
    """A licence as it was noted; `org` None is the whole alliance's, `until` its last day where it has one."""

    instrument: str
    org: UUID | None
    until: date | None

    def covers(self, org: UUID) -> bool:
        """Whether this partner may rest on it."""
        return self.org in {None, org}


def check_licence(found: Instrument, reference: str, until: date | None, today: date) -> Refused | None:
    """Whether a licence for this instrument may be noted so."""
    if found.refusal:
        return Refused("licence", found.refusal.sentence)
    if not reference.strip():
        return malformed(
            "reference", "Say by what the owner knows the licence: its number, or a letter and its day."
        )
    if until is not None and until < today:
        return malformed("until", "This licence is over already. Give the last day of the one that runs now.")
    return None


def doubt(found: Instrument, held: Iterable[Held], org: UUID, today: date) -> str:
    """What to ask a partner that sends this instrument's figures; empty where nothing is doubtful.

    The newest licence that covers the partner counts. Source: measures.md section 4, step 9, and "licence" of the data.
    """
    mine = [each for each in held if each.instrument == found.id and each.covers(org)]
    if not mine:
        needed = found.licence.score == "yes_if_partner_licensed"
        return (
            f"{found.name} needs a licence of your own, and none is noted. Do you have one?" if needed else ""
        )
    until = mine[-1].until
    if until is None or until >= today:
        return ""
    return f"The licence that was noted for {found.name} ended on {_day(until)}. Was it renewed?"


def standing(until: date | None, today: date) -> str:
    """How a licence stands, in words."""
    if until is None:
        return "no last day was noted"
    if until < today:
        return f"ended on {_day(until)}: please ask whether it was renewed"
    return f"runs until {_day(until)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
