"""What is stored of a risk. It belongs to the alliance: partners hold it together, and nobody owns it."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models import Q

from alliance.contract.models import Alliance, Objective, Organisation
from alliance.door.record import Record, RecordQuerySet
from risks.register.words import (
    APPETITES,
    AXES,
    DOMAINS,
    GROUNDS,
    HOLDING,
    KINDS,
    KNOWLEDGE,
    LOOK_AGAIN,
    PROXIMITIES,
    SIDES,
    STATES,
    VELOCITIES,
)


class NeverChanged(RuntimeError):
    """Something that is only ever added to was to be changed or deleted."""


def _never(*args: Any, **kwargs: Any) -> Any:
    raise NeverChanged("This is never changed or deleted, not even inside an action. Enter a new one.")


class AppendQuerySet(RecordQuerySet[Any]):
    """Adds through the window; every other way of writing is closed to everybody."""

    _update: Callable[..., Any] = _never
    _raw_delete: Callable[..., Any] = _never
    update: Callable[..., Any] = _never
    delete: Callable[..., Any] = _never
    bulk_update: Callable[..., Any] = _never


class Appended(Record):
    """A record that is only ever added; a correction is another one."""

    objects = models.Manager.from_queryset(AppendQuerySet)()  # type: ignore[misc]  # narrower than the guard it replaces

    class Meta(Record.Meta):
        abstract = True

    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        """Refused, always."""
        return _never()  # type: ignore[no-any-return]  # it always raises


class MatrixVersion(Appended):
    """One version of the alliance's matrix, as data; a score keeps the version it was given under."""

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="matrices")
    number = models.PositiveIntegerField()
    settings = models.JSONField()
    decision = models.CharField(max_length=12, blank=True)
    adopted_at = models.DateTimeField()

    class Meta(Appended.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "number"], name="matrix_number_once")]
        ordering = ["number"]


class Appetite(Appended):
    """How much risk the alliance chooses in one domain, by decision: a level, and the highest score that it stands for."""

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="appetites")
    domain = models.CharField(max_length=16, choices=DOMAINS)
    level = models.CharField(max_length=8, choices=APPETITES)
    limit = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=12)
    adopted_at = models.DateTimeField()

    class Meta(Appended.Meta):
        indexes = [models.Index(fields=["alliance", "domain", "adopted_at"], name="appetite_in_force")]
        ordering = ["adopted_at", "id"]


class Risk(Record):
    """Something uncertain that matters to the alliance, shown as R-01. `score` is the latest of where it is now, `target` of
    where we want it to be. Accepted, it is so until the end of the day `accepted_until`, by the decision of the number
    `accepted_by`; `look_again` says why it should be looked at again, where it was accepted before."""

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="risks")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=KINDS)
    cause = models.TextField()
    event = models.CharField(max_length=200)
    effect = models.TextField()
    domain = models.CharField(max_length=16, choices=DOMAINS)
    objective = models.ForeignKey(Objective, models.PROTECT, null=True, related_name="risks")
    proximity = models.CharField(max_length=16, choices=PROXIMITIES)
    velocity = models.CharField(max_length=8, choices=VELOCITIES, blank=True)
    expected_on = models.DateField(null=True)
    review_on = models.DateField()
    state = models.CharField(max_length=10, choices=STATES, default="proposed")
    score = models.ForeignKey("risks.ScoreEntry", models.PROTECT, null=True, related_name="+")
    target = models.ForeignKey("risks.ScoreEntry", models.PROTECT, null=True, related_name="+")
    accepted_until = models.DateField(null=True)
    accepted_by = models.PositiveIntegerField(null=True)
    look_again = models.CharField(max_length=12, choices=LOOK_AGAIN, blank=True)
    raised_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "number"], name="risk_number_once"),
            models.CheckConstraint(
                name="risk_live_once_scored",
                condition=Q(state__in=["proposed", "scoring", "revealed", "closed"]) | Q(score__isnull=False),
            ),
            models.CheckConstraint(
                name="risk_accepted_until_a_day",
                condition=~Q(state="accepted") | Q(accepted_until__isnull=False, accepted_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["alliance", "state", "review_on"], name="risk_by_review")]

    def __str__(self) -> str:
        return f"R-{self.number:02}"


class Responsibility(Record):
    """What must be true, and is looked after jointly."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="responsibilities")
    must_be_true = models.TextField()


class Holder(Record):
    """One partner's part in a responsibility: asked, then agreed by itself, led by one role there."""

    responsibility = models.ForeignKey(Responsibility, models.PROTECT, related_name="holders")
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=HOLDING, default="asked")
    since = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["responsibility", "org"], name="holder_once"),
            models.CheckConstraint(name="holder_with_a_lead_role", condition=~Q(role="")),
        ]
        ordering = ["org__position"]


class ScoreEntry(Appended):
    """One score and why: only likelihood and consequence are given, the product follows from them.

    `until` is the last day of a target above the appetite; `marks` say how what the risk is linked to stood that day.
    """

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="entries")
    at = models.DateTimeField()
    axis = models.CharField(max_length=8, choices=AXES)
    likelihood = models.PositiveSmallIntegerField()
    consequence = models.PositiveSmallIntegerField()
    matrix = models.ForeignKey(MatrixVersion, models.PROTECT, related_name="+")
    band = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField()
    reason = models.TextField()
    decision = models.CharField(max_length=12, blank=True)
    evidence = models.TextField(blank=True)
    knowledge = models.CharField(max_length=8, choices=KNOWLEDGE, blank=True)
    until = models.DateField(null=True)
    marks = models.JSONField(default=dict)

    class Meta(Appended.Meta):
        constraints = [
            models.CheckConstraint(name="score_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="score_starts_at_one", condition=Q(likelihood__gte=1, consequence__gte=1)
            ),
        ]
        indexes = [models.Index(fields=["risk", "at"], name="score_by_risk")]
        ordering = ["-at", "axis", "-id"]

    @property
    def product(self) -> int:
        """Likelihood times consequence."""
        return self.likelihood * self.consequence


class RiskLink(Record):
    """Something a risk hangs together with, by its reference: a decision, another risk, a measure. `side` is where another
    risk stands in this one’s bow-tie, empty where nobody has said."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="links")
    ref = models.CharField(max_length=12)
    side = models.CharField(max_length=6, choices=SIDES, blank=True)
    made_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["risk", "ref"], name="risk_link_once")]
        ordering = ["made_at", "ref"]


class Escalation(Record):
    """A decision that is drafted on one of the grounds, until one that names the risk answers it."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="escalations")
    ground = models.CharField(max_length=8, choices=GROUNDS)
    drafted_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=12, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["risk", "ground"], condition=Q(answered_at=None), name="escalation_open_once"
            )
        ]
        ordering = ["drafted_at", "ground"]
