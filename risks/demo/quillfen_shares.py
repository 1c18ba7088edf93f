"""What Quillfen agreed about gain and pain, put into force on the day on which it was decided."""

from datetime import date
from functools import partial
from uuid import UUID

from alliance.decisions.actions import settle_due
from alliance.demo.telling import Teller
from alliance.door.access import Caller
from alliance.door.action import must
from alliance.wings.offers import Moment
from risks.shares.actions import adopt_terms
from risks.shares.sums import Part

MAIL, MANAGER, DECISION = "quillfen.example", "wilf", 10


def moments(alliance: UUID, today: date) -> list[Moment]:
    """The terms of its decision, as data."""
    teller = Teller(alliance, today, MAIL)
    return [Moment(teller.at(1, 16), partial(_adopt, teller))]


def _adopt(teller: Teller) -> None:
    must(settle_due(Caller(teller.alliance, None)))
    parts = [Part(str(teller.org("HEA")), 7_000, 900_000), Part(str(teller.org("QPN")), 3_000, 150_000)]
    must(
        adopt_terms(
            teller.by(MANAGER),
            decision=DECISION,
            target=24_000_000,
            owner_bp=5_000,
            cap_bp=1_000,
            parts=parts,
        )
    )
