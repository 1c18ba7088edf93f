"""Files that took the worker long to make, kept for a day for everybody who may see what is in them."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from alliance.contract.models import Alliance
from alliance.door.record import Operational
from measures.dashboards.kinds import PACKS


class Pack(Operational):
    """One file, made once: `mark` is a hash of all that it says, so that the same wish finds the same file.

    `asked` is what of the dashboard it shows (a release, a view, a span), `job` the work that makes it, and `content`
    its bytes, empty until then. Nothing here says who asked for it.
    """

    why = "A pack repeats what the dashboard shows, and is thrown away after a day, or once anything is taken back."

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    mark = models.CharField(max_length=64)
    asked = models.JSONField()
    job = models.UUIDField()
    content = models.BinaryField(default=bytes)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "mark"], name="pack_made_once"),
            models.CheckConstraint(name="pack_kind_known", condition=Q(kind__in=list(PACKS))),
        ]
        indexes = [models.Index(fields=["expires_at"], name="pack_expires")]
