"""A deadlock as a row: what was pinned as it opened, and the rung that the log last told of."""

from django.db import models
from django.db.models import Q

from alliance.contract.models import Alliance
from alliance.door.record import Record
from alliance.ladder.rules import Step


class Case(Record):
    """The deadlock of one issue. `proposal` is the failed round that opened it, `issue` the issue's first round.

    `pinned` holds the limits and bank holidays as they were at opening. `step`, `since` and `limit` are as the log last
    told them: where the issue stands at an instant is computed (`rules.standing`). `ended_at` is there once it is
    resolved, by the proposal `resolved_by`, or has lapsed. Proposals are named by id: this room knows no votes.
    """

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="+")
    issue = models.UUIDField()
    proposal = models.UUIDField(unique=True)
    opened_at = models.DateTimeField()
    pinned = models.JSONField()
    step = models.PositiveSmallIntegerField(choices=[(int(one), one.name) for one in Step], default=1)
    since = models.DateTimeField()
    limit = models.DateTimeField(null=True)
    resolved_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["issue"], condition=Q(ended_at=None), name="case_open_once"),
        ]
        indexes = [models.Index(fields=["alliance", "ended_at", "limit"], name="case_by_limit")]
        ordering = ["opened_at", "id"]
