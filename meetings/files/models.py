"""The private addresses at which calendars follow an alliance's meetings."""

from django.conf import settings
from django.db import models

from alliance.door.record import Operational


class Feed(Operational):
    """One person's address for one alliance; only its hash is kept."""

    why = "A means of reading, like a token: it is made and thrown away by its person."

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # An id and no foreign key: a rebuild from the log writes alliances anew, and addresses are not in the log
    alliance_id = models.UUIDField()
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "alliance_id"], name="feed_of_an_alliance_once")
        ]
