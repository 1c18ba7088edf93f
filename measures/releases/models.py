"""What was published, for ever: editions of a period and their figures, both append-only."""

from django.db import models
from django.db.models import Q

from alliance.contract.models import Alliance
from alliance.door.record import Record
from measures.plan.models import Period


class Edition(Record):
    """All figures of one period, published together; `number` counts the alliance's editions from 1.

    `parameters` are the thresholds in force; `joins` maps a measure to the groups that are only shown together.
    """

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="editions")
    period = models.ForeignKey(Period, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    parameters = models.JSONField()
    joins = models.JSONField()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "number"], name="edition_number_once"),
            models.CheckConstraint(name="edition_counts_from_one", condition=Q(number__gte=1)),
        ]
        ordering = ["number"]


class PublishedFigure(Record):
    """One protected figure as `publish.row_of` writes it; blank texts stand for what a figure does not have.

    `mark` is a keyed seal over all other columns: a row that was changed, or written by another hand, is not shown.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="figures")
    view = models.CharField(max_length=80)
    measure = models.CharField(max_length=12)
    period = models.CharField(max_length=20)
    figure = models.CharField(max_length=120)
    partners = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=14)
    text = models.CharField(max_length=120)
    number = models.CharField(max_length=24, blank=True)
    step = models.CharField(max_length=24, blank=True)
    note = models.TextField(blank=True)
    release = models.PositiveIntegerField()
    n = models.PositiveIntegerField(null=True)
    n_text = models.CharField(max_length=40, blank=True)
    lower = models.CharField(max_length=24, blank=True)
    upper = models.CharField(max_length=24, blank=True)
    interval = models.CharField(max_length=60, blank=True)
    mark = models.CharField(max_length=64)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "view", "measure", "figure"], name="published_figure_once"
            ),
            models.CheckConstraint(name="published_figure_marked", condition=~Q(mark="")),
        ]


class ReleasedAtom(Record):
    """Which atom version an edition was made from: private, and what a later correction is measured against."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="atoms")
    version = models.ForeignKey("measures.AtomVersion", models.PROTECT, related_name="released")

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["edition", "version"], name="released_atom_once")]
