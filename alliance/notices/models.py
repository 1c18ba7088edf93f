"""Letters and what people chose about them; no text is kept, so that what is erased cannot come back by post."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from alliance.door.record import Operational
from alliance.notices.rules import HOUR, ZONE


class Rhythm(models.TextChoices):
    """How often somebody wants a digest."""

    DAILY = "daily", "Every day"
    WEEKLY = "weekly", "On Mondays"
    NONE = "none", "Never"


class State(models.TextChoices):
    """Where a letter stands. Only `waiting` is taken up; `taken` and `sending` belong to one worker for a while."""

    WAITING = "waiting", "On its way"
    TAKEN = "taken", "On its way"
    SENDING = "sending", "On its way"
    SENT = "sent", "Sent by e-mail"
    HERE = "here", "Told here only"
    NEEDLESS = "needless", "No letter: settled before it was sent"
    GIVEN_UP = "given_up", "Could not be sent by e-mail"


class Cursor(Operational):
    """How far a log has been read for notices (`read` entries), or how far the clock has (`at`)."""

    why = "It says where to read on; reading again changes nothing."

    name = models.CharField(max_length=40, primary_key=True)
    read = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField()


class Reader(Operational):
    """When a person's digest goes out: at `hour` on the clocks of `zone`, next at `next_at`."""

    why = "A person's own wish about letters; it binds nobody."

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, primary_key=True, related_name="+"
    )
    hour = models.TimeField(default=HOUR)
    zone = models.CharField(max_length=60, default=ZONE)
    next_at = models.DateTimeField(db_index=True)


class Subscription(Operational):
    """What a person wants to hear from one alliance; `told` entries of its log have been told in digests."""

    why = "A person's own wish about letters; it binds nobody."

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # An id and no foreign key: a rebuild from the log writes the alliance anew
    alliance = models.UUIDField()
    immediate = models.BooleanField(default=True)
    digest = models.CharField(max_length=6, choices=Rhythm.choices, default=Rhythm.DAILY)
    told = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "alliance"], name="subscription_once"),
            models.CheckConstraint(condition=Q(digest__in=Rhythm.values), name="subscription_rhythm_known"),
        ]


class Letter(Operational):
    """One notice for one person, once for each cause: of one alliance, or a digest of all where `alliance` is None.

    `kind` is a word of a NoticeKind or "digest", `topic` and `seq` say what it is about; words are found when it is
    sent or shown. `claim` names the worker's batch that has it since `claimed_at`; `problem` never holds an address.
    """

    why = "A letter tells what the log holds already; it is machinery, like a job."

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    alliance = models.UUIDField(null=True)
    cause = models.CharField(max_length=160)
    kind = models.CharField(max_length=40)
    topic = models.CharField(max_length=64)
    seq = models.PositiveBigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    waits = models.PositiveIntegerField(default=0)
    news = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "alliance", "cause"], name="letter_once"),
            models.UniqueConstraint(
                fields=["person", "cause"], condition=Q(alliance=None), name="letter_of_all_alliances_once"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="letter_state_known"),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="letter_by_turn"),
            models.Index(fields=["person", "made_at"], name="letter_by_person"),
            models.Index(fields=["person"], condition=Q(seen_at=None), name="letter_unseen"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
