"""What the door itself keeps: receipts, so that a request sent twice is done once."""

from django.db import models

from alliance.door.record import Operational


class Receipt(Operational):
    """The answer given to a request with an idempotency key."""

    why = "It repeats what the log says, for those who ask twice, and is thrown away after 14 days."

    alliance_id = models.UUIDField()
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    ref = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance_id", "key"], name="receipt_key_once")]
        indexes = [models.Index(fields=["made_at"], name="receipt_made")]
