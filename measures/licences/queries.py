"""Licences as they were noted, for every member to see."""

from dataclasses import dataclass
from datetime import date

from alliance.calendar.rules import day_of
from alliance.contract.models import Alliance, Organisation
from alliance.door import clock
from alliance.door.access import Viewer
from measures.instruments.catalogue import instruments
from measures.instruments.words import SCORES, WORDING
from measures.licences import rules
from measures.licences.models import Licence

WHOLE = "The whole alliance"


@dataclass(frozen=True, slots=True)
class LicenceLine:
    """The newest licence of a holder for an instrument: `standing` says how it stands, `allows` what it is about."""

    instrument: str
    name: str
    holder: str
    reference: str
    until: date | None
    standing: str
    allows: str


@dataclass(frozen=True, slots=True)
class Licences:
    """Every licence noted, by instrument and then by holder in declared order; `may_note` whether the viewer adds one."""

    lines: tuple[LicenceLine, ...]
    may_note: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """What may be chosen when a licence is noted, each as (value, words)."""

    instruments: list[tuple[str, str]]
    holders: list[tuple[str, str]]


def licences(viewer: Viewer) -> Licences:
    """The licences of the viewer's alliance. Two queries."""
    zone = Alliance.objects.values_list("zone", flat=True).get(id=viewer.alliance)
    today = day_of(clock.now(), zone)
    rows = Licence.objects.filter(alliance=viewer.alliance).select_related("org").order_by("noted_at", "id")
    newest = {(row.instrument, row.org_id): row for row in rows}
    order = list(instruments())
    shown = sorted(
        newest.values(), key=lambda row: (order.index(row.instrument), row.org.position if row.org else -1)
    )
    return Licences(tuple(_line(row, today) for row in shown), viewer.may("licence.note"))


def offered(viewer: Viewer) -> Offered:
    """What the form offers: one's own organisations, or all of them to who acts for none. One query."""
    orgs = Organisation.objects.filter(alliance=viewer.alliance, left_at=None).order_by("position")
    mine = [(str(row.id), row.name) for row in orgs if not viewer.orgs or row.id in viewer.orgs]
    open_ = [("", "Choose")] + [(each.id, each.name) for each in instruments().values() if not each.refusal]
    return Offered(open_, mine if viewer.orgs else [("", WHOLE), *mine])


def _line(row: Licence, today: date) -> LicenceLine:
    found = instruments()[row.instrument]
    return LicenceLine(
        found.id, found.name, row.org.name if row.org else WHOLE, row.reference, row.until,
        rules.standing(row.until, today), f"{WORDING[found.licence.wording]} {SCORES[found.licence.score]}",
    )  # fmt: skip
