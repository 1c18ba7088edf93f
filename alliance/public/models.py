"""What everybody may see: whether an alliance has opened its register, and which decisions it has published there."""

from django.db import models

from alliance.contract.models import Alliance
from alliance.decisions.models import Proposal
from alliance.door.record import Record


class PublicRegister(Record):
    """An alliance's register, opened to the public by a decision; it is open as long as that decision is in force."""

    alliance = models.OneToOneField(Alliance, models.PROTECT, related_name="public_register")
    decision = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()


class Publication(Record):
    """A decision that everybody may read."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="publication")
    published_at = models.DateTimeField()
