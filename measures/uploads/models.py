"""What is stored of an upload before it counts, how a partner's own headings are read, and that a file was refused."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet

from alliance.contract.models import Organisation
from alliance.door.record import Operational, Record
from measures.plan.models import Period


class State(models.TextChoices):
    """Where a draft stands."""

    RECEIVED = "received", "received"
    CHECKING = "checking", "being checked"
    READY = "ready", "ready to look at"
    COMMITTED = "committed", "committed"
    TAKEN_BACK = "taken_back", "taken back"


class Draft(Operational):
    """The cells of a cohort sheet that passed the scan. Once it is committed or taken back, its cells are gone.

    `grid` holds the cells, `shown` those that pages and copies show, `reading` and `found` the findings of reading and
    checking, `rows` the typed rows,
    `mark` what was held and agreed when they were checked, `files` the ids of what a commit made, in a draft that was
    taken back the ids of what took its place. Of a response sheet there never is a `grid`: its `rows` are groups.
    """

    why = (
        "A draft counts for nothing until it is committed, which is logged; it is thrown away after 72 hours."
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    fingerprint = models.CharField(max_length=64)
    grid = models.JSONField(default=dict)
    shown = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    reading = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    found = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    mark = models.CharField(max_length=64, blank=True)
    files = models.JSONField(default=list)
    waits = models.BooleanField(default=False)
    job = models.UUIDField(null=True)
    received_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="draft_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["committed", "taken_back"]) | Q(grid={}, shown={}),
                name="draft_over_holds_no_cells",
            ),
        ]
        indexes = [
            models.Index(fields=["org", "state"], name="draft_of_org"),
            models.Index(fields=["expires_at"], name="draft_expires"),
        ]

    @staticmethod
    def let_go() -> dict[str, Any]:
        """What a draft that is over holds: none of the sheet's cells, and nothing that was said of them."""
        emptied: dict[str, Any] = {name: {} for name in ("grid", "shown", "mapping", "answers")}
        return emptied | {name: [] for name in ("rows", "found", "reading")}

    @property
    def of_responses(self) -> bool:
        """Whether it came as a response sheet, of which only groups are held."""
        return bool(self.facts.get("sheet") == "responses")


def under_way(alliance: UUID, orgs: Iterable[UUID], at: datetime) -> QuerySet[Draft]:
    """Drafts of these organisations that are neither committed nor taken back, the newest first."""
    mine = Draft.objects.filter(org__in=orgs, org__alliance_id=alliance, expires_at__gt=at)
    return mine.exclude(state__in=[State.COMMITTED, State.TAKEN_BACK]).order_by("-received_at", "id")


class Mapping(Record):
    """How a partner's own headings and names are read; `content` is a `SheetMapping` as JSON."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="mappings")
    fingerprint = models.CharField(max_length=16)
    content = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["org", "fingerprint"], name="mapping_of_headings_once")
        ]


class Refusal(Operational):
    """That a file was refused; of the file itself nothing but its keyed fingerprint, and where the trouble was."""

    why = "A refused file changes nothing; the fact is kept so that the partner's data lead can be helped."

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    size = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    codes = models.JSONField()
    cells = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["org", "at"], name="refusal_of_org")]
