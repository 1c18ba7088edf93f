"""Stories get the numbers that they are called by, in the order in which they were told."""

from django.db import migrations, models
from django.db.models import Q


def number(apps, schema_editor):
    """Each story the next number of its alliance; what puts one right has the same."""
    rows = apps.get_model("measures", "Note").objects
    last, known = {}, {}
    for note in rows.filter(kind="story").order_by("entry"):
        if note.corrects_id is None:
            last[note.alliance_id] = known[note.id] = last.get(note.alliance_id, 0) + 1
        else:
            known[note.id] = known[note.corrects_id]
        rows.filter(id=note.id).update(number=known[note.id])


class Migration(migrations.Migration):
    dependencies = [("measures", "0013_figures_of_change")]
    operations = [
        migrations.AddField("note", "number", models.PositiveIntegerField(null=True)),
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.AddConstraint(
            "note",
            models.UniqueConstraint(
                fields=["alliance", "number"], condition=Q(corrects=None), name="note_story_once"
            ),
        ),
        migrations.AddConstraint(
            "note",
            models.CheckConstraint(
                name="note_number_of_stories",
                condition=Q(kind="story", number__isnull=False) | (~Q(kind="story") & Q(number=None)),
            ),
        ),
    ]
