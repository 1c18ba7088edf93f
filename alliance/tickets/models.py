"""What is stored of the anonymous door: windows, and a slip for every ticket. Nothing about a person, and no time."""

from uuid import uuid4

from django.db import models

from alliance.door.record import Operational


class State(models.TextChoices):
    """Where a window stands."""

    PREPARING = "preparing", "Waits for its keepers"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    TOO_FEW = "too_few", "Closed: too few to protect anyone"
    DESTROYED = "destroyed", "Destroyed"


class Window(Operational):
    """A time in which pieces may be written: for a `purpose` (a word), about an opaque `subject`, both days included.

    `first_lock`, `second_lock` and `store_lock` are the public halves of three keys: the private ones are with the two
    keepers, and in the store in the file of this `generation`. `tickets` were drawn, and `pool_key` opens the file of those
    that wait. A standing window has no keepers and no last day; `collected_on` is the day of its last batch. `unswept`: old
    bytes may still lie in the database's files; another value at each change, so that a sweep knows which change it has swept,
    and nobody can count them.
    """

    why = "A trace of who wrote is what must not exist; the room that opens a window logs that it did."

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    purpose = models.CharField(max_length=40)
    subject = models.UUIDField()
    standing = models.BooleanField(default=False)
    opens = models.DateField()
    closes = models.DateField(null=True)
    tickets = models.PositiveSmallIntegerField(default=0)
    extended = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    first_lock = models.BinaryField(blank=True)
    second_lock = models.BinaryField(blank=True)
    store_lock = models.BinaryField(blank=True)
    generation = models.PositiveSmallIntegerField(default=0)
    pool_key = models.BinaryField(blank=True)
    collected_on = models.DateField(null=True)
    unswept = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="ticket_state_known"),
            models.CheckConstraint(
                condition=models.Q(standing=True, closes=None)
                | models.Q(standing=False, closes__gte=models.F("opens")),
                name="ticket_window_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.id}"


class Slip(Operational):
    """One ticket's place: its SHA-256, and what was written with it, or nothing, encrypted to the same length either way.

    All slips of a window are written again, in random order and under new ids, whenever one changes.
    """

    why = "A piece has no author by design: an entry in the log, or in any history, would be a trace."

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    window = models.ForeignKey(Window, models.PROTECT, related_name="slips")
    digest = models.BinaryField(max_length=32, unique=True)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"slip {self.id}"
