"""Papers as rows: what is attached to what. The bytes lie in files of their own, named by the paper's id."""

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import models
from django.db.models import Q
from guardian.models import UserObjectPermissionBase

from alliance.contract.models import Alliance
from alliance.door.record import Operational, Record


class Paper(Record):
    """One file attached to a reference such as D-018, or to a `part` of it (an item of a meeting's agenda).

    `mark` is the salted commitment that the log holds too. A removed paper keeps its row; bytes and salt are gone.
    """

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="+")
    ref = models.CharField(max_length=12)
    part = models.UUIDField(null=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    salt = models.CharField(max_length=32, blank=True)
    mark = models.CharField(max_length=64)
    confidential = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    attached_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                name="paper_has_its_salt_until_removed",
                condition=Q(removed_at=None) & ~Q(salt="") | Q(removed_at__isnull=False, salt=""),
            )
        ]
        indexes = [models.Index(fields=["alliance", "ref"], name="paper_by_reference")]
        ordering = ["attached_at", "id"]


class PaperReader(UserObjectPermissionBase, Operational):
    """Who may read a confidential paper, one row for each person it is shown to."""

    why = "It only says who may read a paper; whom it was shown to is in the log with the paper."

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    permission = models.ForeignKey(Permission, models.PROTECT, related_name="+")
    content_object = models.ForeignKey(Paper, models.PROTECT, related_name="readers")

    class Meta(UserObjectPermissionBase.Meta):
        pass
