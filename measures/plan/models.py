"""The measurement plan: everything an uploaded sheet may speak of, in declared order."""

from django.db import models
from django.db.models import F, Q

from alliance.contract.models import Alliance, Organisation
from alliance.door.record import Record


class Measure(Record):
    """One version of a measure. `categories` of a proportion is one word, of bands several, of a mean and a count none.

    `scale` is the scale that is published ("metric", "raw"; empty where a measure has one scale only), `better` the
    direction in which people are better off, as people said. There is no field for a target, a rank or a rating.
    """

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="measures")
    code = models.CharField(max_length=12)
    version = models.PositiveIntegerField()
    wording = models.CharField(max_length=300)
    kind = models.CharField(
        max_length=10,
        choices=[
            ("proportion", "Share of people"),
            ("mean", "Average"),
            ("bands", "People per band"),
            ("count", "Count"),
        ],
    )
    categories = models.JSONField(default=list)
    low = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    high = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    whole = models.BooleanField(default=False)
    scale = models.CharField(max_length=10, blank=True)
    instrument = models.CharField(max_length=40, blank=True)
    better = models.CharField(
        max_length=6, blank=True, choices=[("higher", "A higher figure"), ("lower", "A lower figure")]
    )
    sensitive = models.BooleanField(default=False)
    counts_as = models.CharField(max_length=300, blank=True)
    objective = models.CharField(max_length=12, blank=True)
    decision = models.CharField(max_length=12, blank=True)
    position = models.PositiveIntegerField()
    valid_from = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "code", "version"], name="measure_version_once"),
            models.UniqueConstraint(
                fields=["alliance", "code"], condition=Q(ended_on=None), name="measure_in_force_once"
            ),
            models.CheckConstraint(name="measure_range_in_order", condition=Q(low__lte=F("high"))),
            models.CheckConstraint(
                name="measure_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("valid_from")),
            ),
        ]
        ordering = ["position", "version"]

    def __str__(self) -> str:
        return f"{self.code}/{self.version}"


class Cohort(Record):
    """A named group of people counted together; its code never changes, because rounding is drawn from it."""

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="cohorts")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    position = models.PositiveIntegerField()

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "code"], name="cohort_code_once")]
        ordering = ["position"]


class Breakdown(Record):
    """One dimension, such as age band; `categories` is a list of {"code", "name"} in declared order.

    `ordered`: that order runs from the worst-off to the best-off, so that an index of inequality has a meaning.
    """

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="breakdowns")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    categories = models.JSONField()
    ordered = models.BooleanField(default=False)
    position = models.PositiveIntegerField()

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "code"], name="breakdown_code_once")]
        ordering = ["position"]


class Period(Record):
    """A span of dates from the alliance's own list, and the day its sheets are due."""

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="periods")
    code = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField()
    due_on = models.DateField()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "code"], name="period_code_once"),
            models.CheckConstraint(name="period_in_order", condition=Q(starts_on__lte=F("ends_on"))),
        ]
        ordering = ["starts_on", "code"]


class Supply(Record):
    """A partner sends figures from a day on; before it, `absence` says why there are none.

    `name` is what charts and notes call the partner: short, because it stands in every note ("Kindling: too few").
    """

    org = models.OneToOneField(Organisation, models.PROTECT, related_name="supply")
    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    absence = models.CharField(max_length=200, blank=True)


class View(Record):
    """A declared union of groups that figures are published for; empty lists mean all."""

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="views")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=160)
    reach = models.CharField(
        max_length=10,
        choices=[("partner", "One partner"), ("group", "Some partners"), ("alliance", "All partners")],
    )
    partners = models.JSONField(default=list)
    cohorts = models.JSONField(default=list)
    dimension = models.CharField(max_length=40, blank=True)
    category = models.CharField(max_length=40, blank=True)
    position = models.PositiveIntegerField()

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "code"], name="view_code_once")]
        ordering = ["position"]
