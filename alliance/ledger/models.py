"""Three tables: the log, the texts it commits to, and the row whose lock orders an alliance's writes."""

from typing import Any, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class Sealed(RuntimeError):
    """Somebody tried to write the ledger past the log."""


def _refuse(self: Any, *args: Any, **kwargs: Any) -> Any:
    raise Sealed("The ledger is written by alliance.ledger.log alone, and never rewritten.")


class SealedQuerySet(models.QuerySet[M]):
    """Reads only."""

    _insert = _update = _raw_delete = update = delete = bulk_create = bulk_update = _refuse


SealedManager = models.Manager.from_queryset(SealedQuerySet)


class SealedModel(models.Model):
    """A table that the log writes by SQL, and nothing else writes at all."""

    alliance_id = models.UUIDField()

    objects = SealedManager()
    delete = _refuse

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"


class Head(SealedModel):
    """How far an alliance's log has come; locking this row is taking one's turn to write."""

    alliance_id = models.UUIDField(primary_key=True)
    origin = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    last_at = models.DateTimeField()
    simulated = models.BooleanField()

    class Meta(SealedModel.Meta):
        pass


class Entry(SealedModel):
    """One event: its canonical bytes and their leaf hash; the other columns only help to find it."""

    seq = models.PositiveBigIntegerField()
    type = models.CharField(max_length=60)
    topic = models.CharField(max_length=64)
    data = models.BinaryField()
    leaf = models.BinaryField()

    class Meta(SealedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance_id", "seq"], name="entry_seq_once")]
        indexes = [models.Index(fields=["alliance_id", "topic", "seq"], name="entry_by_topic")]


class Opening(SealedModel):
    """A free text and its salt, outside the log: erasing both leaves the commitment standing."""

    seq = models.PositiveBigIntegerField()
    field = models.CharField(max_length=40)
    salt = models.BinaryField()
    text = models.TextField()

    class Meta(SealedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance_id", "seq", "field"], name="opening_field_once")
        ]
