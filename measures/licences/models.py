"""A licence that a partner, or the alliance as a whole, holds for an instrument: what the owner gave, and until when."""

from django.db import models
from django.db.models import Q

from alliance.contract.models import Alliance, Organisation
from alliance.door.record import Record


class Licence(Record):
    """Noted once and never changed: a renewal is noted anew, and the newest counts. Without `org` it is the alliance's."""

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="licences")
    org = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="licences")
    instrument = models.CharField(max_length=40)
    reference = models.CharField(max_length=120)
    until = models.DateField(null=True)
    noted_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(name="licence_names_its_instrument", condition=~Q(instrument="")),
            models.CheckConstraint(name="licence_has_a_reference", condition=~Q(reference="")),
        ]
        indexes = [models.Index(fields=["alliance", "instrument"], name="licence_of_instrument")]
        ordering = ["noted_at", "id"]
