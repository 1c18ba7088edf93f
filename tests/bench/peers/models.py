"""An objective as anybody would store it: plainly, and with each library's history."""

from uuid import uuid4

from auditlog.registry import auditlog
from django.db import models
from simple_history.models import HistoricalRecords


class Words(models.Model):
    """What an objective holds."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    good = models.TextField(blank=True)

    class Meta:
        abstract = True


class Plain(Words):
    """No history at all."""


class Simple(Words):
    """django-simple-history's."""

    history = HistoricalRecords()


class Audited(Words):
    """django-auditlog's."""


auditlog.register(Audited)
