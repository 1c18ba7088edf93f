"""What people wrote beside a figure. No author stands here, and the words stand in the log alone."""

from django.db import models
from django.db.models import Q

from alliance.contract.models import Alliance
from alliance.door.record import Record
from measures.notes.rules import EXPECTED, KINDS, STORY, TELLERS, story_ref
from measures.releases.models import Release


class Note(Record):
    """Something written for a voice about one figure (a measure, in a view, in a period), bound to one release.

    `entry` is the entry of the log that holds its words. `writer` is a keyed mark by which its writer, and nobody else, may
    put it right or take it back; it is no reference to a person, and it goes when the note is taken back. A correction is
    a note of its own that `corrects` an earlier one. `disagrees` says of a story that it does not fit the figure. Stories are
    numbered from 1 (S-01); one that is put right keeps its number, and one that is taken back leaves it.
    """

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="notes")
    release = models.ForeignKey(Release, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=10)
    voice = models.CharField(max_length=20)
    measure = models.CharField(max_length=12)
    view = models.CharField(max_length=80)
    period = models.CharField(max_length=20)
    entry = models.PositiveIntegerField()
    writer = models.CharField(max_length=64, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected")
    number = models.PositiveIntegerField(null=True)
    disagrees = models.BooleanField(default=False)
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "entry"], name="note_one_an_entry"),
            models.UniqueConstraint(
                fields=["alliance", "number"], condition=Q(corrects=None), name="note_story_once"
            ),
            models.CheckConstraint(
                name="note_number_of_stories",
                condition=Q(kind=STORY, number__isnull=False) | (~Q(kind=STORY) & Q(number=None)),
            ),
            models.CheckConstraint(name="note_kind_known", condition=Q(kind__in=list(KINDS))),
            models.CheckConstraint(name="note_voice_known", condition=Q(voice__in=list(TELLERS))),
            models.CheckConstraint(
                name="note_writer_until_taken_back",
                condition=Q(writer="", taken_back_at__isnull=False) | (~Q(writer="") & Q(taken_back_at=None)),
            ),
        ]
        ordering = ["at", "entry"]

    @property
    def ref(self) -> str:
        """`S-01` of a story; other notes have no reference."""
        return story_ref(self.number)

    @property
    def has_more(self) -> bool:
        """Whether there is room for a question, or for what will be tried."""
        return self.kind != EXPECTED
