"""A review while it runs: nothing here is in the log, so that all of it can be destroyed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from alliance.door.record import Record
from meetings.reviews.records.covenant import Covenant
from meetings.reviews.rules.methods import METHODS, SUBJECTS, Method
from meetings.reviews.rules.stages import Stage
from meetings.reviews.rules.states import WORDS, State


class Review(Record):
    """One review. `settings` are the organisations that are its main setting, `previous` the state before a pause,
    `window` an anonymous window of ours, `elsewhere` the reference of a record or an inquiry that runs elsewhere,
    `draft` a correction that waits for its second key. No day of what happened, and nobody's name."""

    alliance = models.ForeignKey("alliance.Alliance", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    question = models.TextField(blank=True)
    subject = models.CharField(max_length=10, choices=list(SUBJECTS.items()))
    method = models.CharField(max_length=12, choices=list(METHODS.items()))
    covenant = models.ForeignKey(Covenant, models.PROTECT, related_name="reviews")
    state = models.CharField(max_length=12, choices=list(WORDS.items()), default=State.PROPOSED)
    previous = models.CharField(max_length=12, blank=True)
    stage = models.CharField(max_length=10, default=Stage.COVENANT)
    settings = models.JSONField(default=list)
    rests_on = models.JSONField(default=list)
    elsewhere = models.CharField(max_length=60, blank=True)
    window = models.UUIDField(null=True)
    soak_until = models.DateField(null=True)
    draft = models.JSONField(default=dict)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "number"], name="review_number_once"),
            models.CheckConstraint(
                name="review_paused_from_somewhere",
                condition=Q(state="paused") & ~Q(previous="") | ~Q(state="paused") & Q(previous=""),
            ),
            models.CheckConstraint(name="review_ended_says_nothing", condition=~Q(state="ended") | Q(title="", question="")),
        ]  # fmt: skip
        ordering = ["number"]

    def __str__(self) -> str:
        return f"V-{self.number:02}"

    @property
    def ground(self) -> tuple[str, ...]:
        """The releases that a thematic review is written from; a review by another method has none, whatever it names."""
        return tuple(self.rests_on) if self.method == Method.THEMATIC else ()


class Kind(models.TextChoices):
    """What somebody sits there for."""

    ASKED = "asked", "Asked to look after it"
    FACILITATOR = "facilitator", "Looks after it"
    SUCCESSOR = "successor", "Takes over from a facilitator"
    CONTRIBUTOR = "contributor", "Takes part"


class Seat(Record):
    """A person's place in one review, and the only way from a review to a person. `place` is a facilitator's key place, 1
    or 2, and `org` the partner a facilitator comes from; `taken`, whether the ticket was handed out, `answered`, whether
    the follow-up was, `feared` the question about fear: none says what. Seats go when the review is followed up."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    org = models.ForeignKey("alliance.Organisation", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=11, choices=Kind.choices, default=Kind.CONTRIBUTOR)
    proposed = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField(default=0)
    taken = models.BooleanField(default=False)
    answered = models.BooleanField(default=False)
    feared = models.BooleanField(default=False)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["review", "person"], name="seat_once"),
            models.UniqueConstraint(fields=["review", "place"], condition=~Q(place=0), name="seat_key_place_once"),
            models.UniqueConstraint(
                fields=["review", "org"], condition=Q(kind="facilitator") & ~Q(org=None), name="facilitators_of_two_partners"
            ),
        ]  # fmt: skip


class Call(Record):
    """That a review asked its seats for something, or one `seat` alone. The log knows its id, so that it tells nobody how
    many sit there or why they were called. Calls go with the seats."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="calls")
    cause = models.CharField(max_length=16)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="calls")

    class Meta(Record.Meta):
        pass


class Assent(Record):
    """One facilitator's key to something that needs both: `digest` is of exactly what it was given for."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="assents")
    verb = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, blank=True)

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["seat", "verb"], name="assent_once")]


class Hazard(Record):
    """A danger, and no more of it than is needed, for a role that can act; `passed` once both keys were turned."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="hazards")
    org = models.ForeignKey("alliance.Organisation", models.PROTECT, related_name="+")
    role = models.CharField(max_length=120)
    text = models.TextField()
    passed = models.BooleanField(default=False)

    class Meta(Record.Meta):
        pass


class Tally(Record):
    """How many gave each answer to a review's questions: numbers alone, never who, encrypted as one by `safe.py`."""

    review = models.OneToOneField(Review, models.PROTECT, related_name="tally")
    sealed = models.BinaryField()

    class Meta(Record.Meta):
        pass
