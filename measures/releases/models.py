"""Releases and what they say, for ever. Only a release that two bodies have sealed has figures; they are append-only."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from alliance.contract.models import Alliance, Organisation
from alliance.door.record import Operational, Record
from measures.plan.models import Period
from measures.releases.rules import OPEN, WORDS, State


class Release(Record):
    """A set of figures on its way to everybody, or there; `number` counts the alliance's releases from 1.

    `parameters` are the thresholds that it was made with, `series` their version: figures of two series are not compared.
    `key_id` tells two keys apart without telling either; `content` is a hash of all that is shown, told once it is. `attempt` counts audits
    begun: seals are of one attempt. `found` says in plain words why it is blocked, `waiting` names the
    periods in which a small correction stays out, and `job` is the audit's.
    """

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="releases")
    period = models.ForeignKey(Period, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    state = models.CharField(
        max_length=10,
        choices=[(each.value, words) for each, words in WORDS.items()],
        default=State.OPENED.value,
    )
    attempt = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    audited_at = models.DateTimeField(null=True)
    found = models.TextField(blank=True)
    job = models.UUIDField(null=True)
    waiting = models.JSONField(default=list)
    partners = models.PositiveSmallIntegerField(default=0)
    releases = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True)
    parameters = models.JSONField(default=dict)
    series = models.PositiveSmallIntegerField(default=1)
    key_id = models.CharField(max_length=16, blank=True)
    content = models.CharField(max_length=64, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "number"], name="release_number_once"),
            models.UniqueConstraint(
                fields=["alliance"], condition=Q(state__in=OPEN), name="release_open_one_at_a_time"
            ),
            models.CheckConstraint(name="release_counts_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="release_state_known", condition=Q(state__in=[each.value for each in State])
            ),
            models.CheckConstraint(
                name="release_published_has_its_day",
                condition=Q(published_at__isnull=False) | ~Q(state=State.PUBLISHED.value),
            ),
        ]
        ordering = ["number"]


class Series(Record):
    """Thresholds that a decision put into force, from the second series on; the first is the project's own.

    `values` holds each threshold that a decision may change; a period keeps the series of its first release.
    """

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    values = models.JSONField()
    decision = models.CharField(max_length=12)
    from_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "number"], name="release_series_once"),
            models.CheckConstraint(name="release_series_after_the_first", condition=Q(number__gte=2)),
        ]
        ordering = ["number"]


class ReleasedPeriod(Record):
    """A period whose figures are in a release: the one that it was opened for, and those that it restates.

    `series` is that of the thresholds it was made with, the same in every release of the period.
    """

    release = models.ForeignKey(Release, models.PROTECT, related_name="periods")
    period = models.ForeignKey(Period, models.PROTECT, related_name="released")
    series = models.PositiveSmallIntegerField(default=1)

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["release", "period"], name="released_period_once")]


class Seal(Record):
    """A person's yes to a release as it was audited; `org` is the body the person stands for, none the alliance's team."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="seals")
    attempt = models.PositiveIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    org = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["release", "attempt", "person"], name="seal_once_a_person"),
            models.UniqueConstraint(fields=["release", "attempt", "org"], name="seal_once_a_body"),
            models.UniqueConstraint(
                fields=["release", "attempt"], condition=Q(org=None), name="seal_once_of_the_team"
            ),
        ]
        ordering = ["at", "id"]


class PublishedFigure(Record):
    """One protected figure as `publish.row_of` writes it; blank texts stand for what a figure does not have.

    `mark` is a keyed seal over all other columns: a row that was changed, or written by another hand, is not shown.
    """

    released = models.ForeignKey(Release, models.PROTECT, related_name="figures")
    view = models.CharField(max_length=80)
    measure = models.CharField(max_length=33)
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
                fields=["released", "period", "view", "measure", "figure"], name="published_figure_once"
            ),
            models.CheckConstraint(name="published_figure_marked", condition=~Q(mark="")),
        ]


class Withdrawal(Record):
    """A badly wrong figure taken back: a measure of one period, in one `view` or (blank) in all, from `release` and all before it.

    A later release that says the figure unchanged has a withdrawal of its own, with the reason and the instant of the first.
    """

    release = models.ForeignKey(Release, models.PROTECT, related_name="withdrawals")
    period = models.CharField(max_length=20)
    measure = models.CharField(max_length=12)
    view = models.CharField(max_length=80, blank=True)
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["release", "period", "measure", "view"], name="withdrawn_once"),
            models.CheckConstraint(name="withdrawal_has_a_reason", condition=~Q(reason="")),
        ]
        ordering = ["at", "id"]


class ReleasedAtom(Record):
    """Which atom version a release was made from: private, and what a later correction is measured against."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="atoms")
    version = models.ForeignKey("measures.AtomVersion", models.PROTECT, related_name="released")

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["release", "version"], name="released_atom_once")]


class ReleasedStatement(Record):
    """What a release says of one measure in one period, as the next audit needs it: private, and never shown.

    `content` holds the units and, for every view, its groups and its counts with whether each was drawn or summed.
    """

    release = models.ForeignKey(Release, models.PROTECT, related_name="statements")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    measure = models.CharField(max_length=33)
    position = models.PositiveIntegerField()
    content = models.JSONField()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["release", "period", "measure"], name="released_statement_once")
        ]
        ordering = ["position"]


class Proposal(Operational):
    """What the last audit of an open release would publish. It is thrown away when data moves, and once it is published.

    `fingerprint` is keyed, and of the atom versions and the plan that were audited. Nobody reads it but the second seal:
    a look at totals before they are released would, repeated, give a partner's figures away.
    """

    why = "Until two bodies have sealed it, it is the worker's result; what is published of it is governed."

    release = models.OneToOneField(Release, models.PROTECT, related_name="proposal")
    fingerprint = models.CharField(max_length=64)
    figures = models.JSONField()
    statements = models.JSONField()
    atoms = models.JSONField()
    periods = models.JSONField()
