"""Exact figures. Only the actions of uploads and releases and the owner's own query may import this module."""

from django.db import models
from django.db.models import Q

from alliance.contract.models import Organisation
from alliance.door.record import Record
from measures.plan.models import Cohort, Measure, Period

ALL, NONE = "all", "none"
FOLLOWUP = "matched_followup"  # the later answers of those who gave both, and with them how each changed


class FileVersion(Record):
    """What a partner committed for a period: a keyed fingerprint and the mapped cells, never the file itself."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="files")
    period = models.ForeignKey(Period, models.PROTECT, related_name="files")
    number = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    snapshot = models.JSONField()
    answers = models.JSONField(default=dict)
    readers = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    committed_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["org", "period", "number"], name="file_version_number_once")
        ]
        ordering = ["committed_at", "number", "id"]


class AtomKey(models.Model):
    """What an atom is about. No column is null: with a null in it, two current rows could stand side by side."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+")
    basis = models.CharField(max_length=20, default=ALL)
    scale = models.CharField(max_length=10, default="none")
    baseline_period = models.CharField(max_length=20, default=NONE)
    breakdown = models.CharField(max_length=40, default=ALL)
    category = models.CharField(max_length=40, default=ALL)

    class Meta:
        abstract = True


KEY = ["org", "cohort", "period", "measure", "basis", "scale", "baseline_period", "breakdown", "category"]


class AtomVersion(AtomKey, Record):
    """One version of an atom, append-only. `counts` maps an answer, or a score before any conversion, to people.

    `joint` holds [first score, later score, people] of matched people. Both are for their owner alone: no log entry,
    message or hash of the log holds them.
    """

    file = models.ForeignKey(FileVersion, models.PROTECT, related_name="atoms")
    state = models.CharField(
        max_length=10, choices=[("given", "Given"), ("withheld", "Kept back"), ("structural", "Not offered")]
    )
    n = models.PositiveIntegerField(null=True)
    counts = models.JSONField(default=dict)
    joint = models.JSONField(default=list)
    mean = models.DecimalField(max_digits=10, decimal_places=4, null=True)
    sd = models.DecimalField(max_digits=10, decimal_places=4, null=True)
    invited = models.PositiveIntegerField(null=True)
    returned = models.PositiveIntegerField(null=True)
    found_at = models.TextField()  # a sheet of an .ods may be called anything

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                name="atom_given_has_people", condition=Q(state="given", n__isnull=False) | ~Q(state="given")
            ),
            models.UniqueConstraint(fields=["file", *KEY], name="atom_once_a_file"),
        ]


class CurrentAtom(AtomKey, Record):
    """Which version of an atom stands now; the door moves it, and versions never change."""

    version = models.OneToOneField(AtomVersion, models.PROTECT, related_name="current")

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=KEY, name="current_atom_once")]
