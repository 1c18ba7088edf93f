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


class CohortRow(models.Model):
    """A row of a cohort sheet, as django-import-export cleans it."""

    period = models.CharField(max_length=20)
    cohort = models.CharField(max_length=40)
    measure = models.CharField(max_length=20)
    breakdown = models.CharField(max_length=40, blank=True, default="")
    category = models.CharField(max_length=40, blank=True, default="")
    basis = models.CharField(max_length=20)
    scale = models.CharField(max_length=10, blank=True, default="")
    n = models.PositiveIntegerField()
    numerator = models.PositiveIntegerField(null=True, blank=True)
    mean = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    sd = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    invited = models.PositiveIntegerField(null=True, blank=True)
    returned = models.PositiveIntegerField(null=True, blank=True)


class RawRow(models.Model):
    """What one partner says of one cohort, period and measure, as a reporting tool is given it."""

    partner = models.CharField(max_length=12)
    period = models.CharField(max_length=20)
    cohort = models.CharField(max_length=40)
    measure = models.CharField(max_length=20)
    n = models.PositiveIntegerField()
    numerator = models.PositiveIntegerField(null=True)
    mean = models.DecimalField(max_digits=12, decimal_places=4, null=True)

    class Meta:
        indexes = [models.Index(fields=["measure", "period"])]  # as whoever writes cards would ask for
