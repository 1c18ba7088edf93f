"""The contract as rows: all of them are written by the projectors of `events.py`, from the log alone."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from alliance.door.record import Record


class Side(models.TextChoices):
    """Which side of the contract a body is on; associates have a voice and no side."""

    COMMISSIONER = "commissioner", "Commissioner"
    PROVIDER = "provider", "Provider"
    ASSOCIATE = "associate", "Associate"


class Membership(models.TextChoices):
    """Members are in the electorate; associates have a voice only."""

    MEMBER = "member", "Member"
    ASSOCIATE = "associate", "Associate"


class Kind(models.TextChoices):
    """What kind of body it is."""

    COUNCIL = "council", "Council"
    ICB = "icb", "Integrated care board"
    TRUST = "trust", "NHS trust"
    CHARITY = "charity", "Charity"
    SOCIAL_ENTERPRISE = "social_enterprise", "Community interest company or social enterprise"
    LIVED_EXPERIENCE = "lived_experience", "Group of people with lived experience"
    COMPANY = "company", "Company"
    LEARNING_PARTNER = "learning_partner", "Learning partner"
    OTHER = "other", "Another kind of body"


class Alliance(Record):
    """One agreement and the team that carries it."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    zone = models.CharField(max_length=60)
    founded_at = models.DateTimeField()
    simulated = models.BooleanField()

    def __str__(self) -> str:
        return self.name


class Organisation(Record):
    """A body in the contract, over [joined, left). It belongs to one alliance; its people may act in several."""

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="organisations")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=160)
    membership = models.CharField(max_length=10, choices=Membership.choices)
    side = models.CharField(max_length=12, choices=Side.choices)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    position = models.PositiveIntegerField()
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "code"], name="organisation_code_once"),
            models.CheckConstraint(
                name="organisation_members_have_a_side",
                condition=Q(membership="associate", side="associate")
                | Q(membership="member", side__in=["commissioner", "provider"]),
            ),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class FormerName(Record):
    """What an organisation was called until the instant `until`: a vote is shown under the names of its time."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=160)
    until = models.DateTimeField()

    class Meta(Record.Meta):
        ordering = ["until", "id"]


class CapacityStatement(Record):
    """What a member last said of itself for one kind of matter: it may decide here (`delegated`), or its own board must."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="capacities")
    matter = models.CharField(max_length=40)
    delegated = models.BooleanField()
    source = models.TextField()
    stated_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["org", "matter"], name="capacity_stated_once")]


class Affiliation(Record):
    """A person belongs to an organisation, or to the alliance's own team where there is none."""

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="affiliations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="affiliations")
    org = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="affiliations")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["person", "org"], condition=Q(until=None), name="affiliation_with_a_body_once"
            ),
            models.UniqueConstraint(
                fields=["person", "alliance"],
                condition=Q(until=None, org=None),
                name="affiliation_with_the_team_once",
            ),
        ]


class Mandate(Record):
    """A dated authority to cast an organisation's ballot: granted and revoked, never deleted."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates")
    role = models.CharField(
        max_length=14, choices=[("representative", "Representative"), ("deputy", "Deputy")]
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class Role(Record):
    """What a person looks after in the alliance; it never gives a vote."""

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="roles")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="roles")
    name = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Objective(Record):
    """What the alliance is for, in plain words, with a picture of what good looks like."""

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="objectives")
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    good = models.TextField(blank=True)
    retired_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "code"], name="objective_code_once")]
        ordering = ["code"]


class AgreementVersion(Record):
    """One version of the agreement's text, and the decision that adopted it."""

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="agreements")
    number = models.PositiveIntegerField()
    text = models.TextField()
    decision = models.CharField(max_length=12, blank=True)
    adopted_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "number"], name="agreement_number_once")]
        ordering = ["number"]


class RuleBookVersion(Record):
    """One version of the rule-book, as data; proposals are pinned to the version they opened under."""

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="rulebooks")
    number = models.PositiveIntegerField()
    settings = models.JSONField()
    digest = models.CharField(max_length=64)
    decision = models.CharField(max_length=12, blank=True)
    adopted_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "number"], name="rulebook_number_once")]
        ordering = ["number"]
