"""Decisions about shared measures, straight into the table: how they were carried is the decisions' own matter."""

from datetime import timedelta

from alliance.contract.models import Organisation
from alliance.decisions.models import Life, Proposal
from alliance.door import clock
from alliance.door.window import opened as window


def agree(alliance, *numbers, matter="measures", result="carried", life=Life.IN_FORCE):
    """Decisions with these numbers, carried and in force unless said otherwise."""
    now, org = clock.now(), Organisation.objects.filter(alliance_id=alliance).first()
    with window():
        Proposal.objects.bulk_create(
            Proposal(
                alliance_id=alliance, number=number, title=f"What we count, {number}", matter=matter, rule="U", venue="written",
                capacity="alliance", org=org, opened_at=now - timedelta(days=2), opens_at=now - timedelta(days=2),
                closes_at=now - timedelta(days=1), result=result, reason="unanimous", decided_at=now - timedelta(days=1),
                life=life,
            )
            for number in numbers
        )  # fmt: skip
