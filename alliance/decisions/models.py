"""Decisions as rows: projections of the log that make them quick to find; ballots are always read from the log itself."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import models
from django.db.models import F, Q
from guardian.models import UserObjectPermissionBase

from alliance.contract.models import Alliance, Organisation
from alliance.decisions.words import reference
from alliance.door.record import Operational, Record


class Life(models.TextChoices):
    """What has become of a decision since it was made; blank before there is one."""

    SUBJECT = "subject", "Agreed, subject to members’ boards"
    LAPSED = "lapsed", "Lapsed: not ratified in time"
    ADVICE = "advice", "Advice"
    WAITING = "waiting", "Carried, waits to be acted upon"
    IN_FORCE = "in_force", "In force"
    CONTINUED = "continued", "In force, looked at again"
    CHANGE = "change", "In force, a proposal to change it is needed"
    AMENDED = "amended", "In force, a part of it changed"
    ENDED = "ended", "Ended"
    REVERSED = "reversed", "Reversed"
    SUPERSEDED = "superseded", "Replaced"
    NOTED = "noted", "Referred, its report noted"


STANDING = (Life.IN_FORCE, Life.CONTINUED, Life.CHANGE, Life.AMENDED)
HOLDS = (Life.WAITING, *STANDING)  # what a later decision can still reverse, or an act rest upon


class Proposal(Record):
    """One proposal, shown as D-001, with how its vote ended (blank `result` while it runs) and what became of it.

    `p` of `q` is the threshold of rule Q; `public` says that it opens or closes the public register.
    `renews` is the failed proposal that this one puts to the vote again, `issue` the first of that chain, and blank there.
    `ratifies` is the emergency use that all are asked to let stand, `ratified_by` the vote that did.
    `long_stop` is the instant until which named boards must have ratified it, `review_on` the day members look again,
    `review_closes_at` until when they may answer once the first has,
    `used_at` when it was acted upon, `ended_at` when it ceased to be in force. `positions` are, by organisation, where
    each stood when the vote ended (agree, disagree, abstain, silent, recused, left, sealed), for lists of thousands of decisions.
    """

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    revision = models.PositiveIntegerField(default=1)
    matter = models.CharField(max_length=40)
    rule = models.CharField(max_length=1)
    p = models.PositiveSmallIntegerField(default=1)
    q = models.PositiveSmallIntegerField(default=1)
    public = models.CharField(max_length=8, blank=True)
    venue = models.CharField(max_length=8)
    capacity = models.CharField(max_length=16)
    category = models.CharField(max_length=40, blank=True)
    objectives = models.CharField(max_length=200, blank=True)
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="proposals")
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    review_on = models.DateField(null=True)
    review_closes_at = models.DateTimeField(null=True)
    expires_on = models.DateField(null=True)
    reverses = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    looks_again_at = models.ForeignKey("self", models.PROTECT, null=True, related_name="looks_again")
    consequence_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="consequences")
    renews = models.ForeignKey("self", models.PROTECT, null=True, related_name="renewals")
    ratifies = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    issue = models.ForeignKey("self", models.PROTECT, null=True, related_name="rounds")
    result = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=24, blank=True)
    agree = models.PositiveIntegerField(default=0)
    disagree = models.PositiveIntegerField(default=0)
    abstain = models.PositiveIntegerField(default=0)
    silent = models.PositiveIntegerField(default=0)
    recused = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    eligible = models.PositiveIntegerField(default=0)
    need = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    decided_at = models.DateTimeField(null=True)
    effective_from = models.DateTimeField(null=True)
    life = models.CharField(max_length=12, choices=Life.choices, blank=True)
    reversed_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    ratified_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    long_stop = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    used_for = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True)
    positions = models.JSONField(default=dict)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "number"], name="proposal_number_once"),
            models.CheckConstraint(
                name="proposal_closes_after_it_opens", condition=Q(closes_at__gt=F("opens_at"))
            ),
            models.CheckConstraint(
                name="proposal_decided_when_it_has_a_result",
                condition=Q(result="", decided_at=None) | (~Q(result="") & Q(decided_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["alliance", "result", "closes_at"], name="proposal_by_deadline"),
            models.Index(fields=["alliance", "life", "review_on"], name="proposal_by_review"),
            models.Index(fields=["alliance", "review_closes_at"], name="proposal_by_look"),
            models.Index(fields=["alliance", "life", "expires_on"], name="proposal_by_expiry"),
            models.Index(fields=["alliance", "life", "long_stop"], name="proposal_by_long_stop"),
        ]
        ordering = ["-number"]

    def __str__(self) -> str:
        return reference(self.number)

    @property
    def root(self) -> UUID:
        """The first round of the issue that this is a round of."""
        found: UUID = self.issue_id or self.id
        return found


class Ratification(Record):
    """A member's own board must agree before a carried decision takes effect; `ratified_at` is when it was told that it did."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="ratifications")
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    ratified_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["proposal", "org"], name="ratification_once")]


class Revision(Record):
    """One wording of a proposal; a new one voids the votes on the last."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    expected_effect = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    settings = models.JSONField(null=True)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="revision_number_once")]
        ordering = ["number"]


class SealedBallot(Operational):
    """What a sealed ballot says, encrypted until its round is opened; then its words stand open and this row is gone."""

    why = "The log holds the commitment; here waits, encrypted, what it will be opened with."

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="sealed_ballots")
    ballot = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    field = models.CharField(max_length=40)
    token = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "seq", "field"], name="sealed_ballot_once"),
        ]


class Findable(Record):
    """The words of one event's texts, folded and each once, by which the register finds its proposal; `wording` are
    those of the proposal itself, which the next wording replaces."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField()
    wording = models.BooleanField()
    words = models.TextField()

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["proposal", "seq"], name="findable_once_an_event")]


class Draft(Operational):
    """A proposal that somebody still writes, alone or with the people it is shared with.

    `version` rises with each change, so that nobody overwrites unseen; `concerns` is the number of an earlier decision
    and `how` what this would do with it; `opened_as` the number of the proposal that it became, once it has.
    """

    why = "A draft binds nobody until it is opened, and its author may throw it away."

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    matter = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    expected_effect = models.TextField(blank=True)
    concerns = models.PositiveIntegerField(null=True)
    how = models.CharField(max_length=12, blank=True)
    opened_as = models.PositiveIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")


class DraftReader(UserObjectPermissionBase, Operational):
    """Who may read a draft before its time, or write on it too: one row for each person and permission."""

    why = "It only says who may read or write a draft, which binds nobody."

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    permission = models.ForeignKey(Permission, models.PROTECT, related_name="+")
    content_object = models.ForeignKey(Draft, models.PROTECT, related_name="readers")

    class Meta(UserObjectPermissionBase.Meta):
        pass
