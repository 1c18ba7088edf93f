"""Themes name the releases they rest on, and answers are counted under a key: numbers that lay open before are not kept.

Reviews that began before this go on: whoever was counted may answer again, a thematic review that stood at a stage it is
asked no more stands at its themes, and a review by another method rests on no release.
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models


def go_on(apps, schema_editor):
    """Let what began before go on under what holds now."""
    seats, reviews = (apps.get_model("meetings", name).objects for name in ("Seat", "Review"))
    seats.update(feared=False, answered=False)
    thematic = reviews.filter(method="thematic")
    thematic.exclude(stage__in=("covenant", "themes", "ideas")).update(stage="themes")
    reviews.exclude(method="thematic").update(rests_on=[])


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0005_calls'),
    ]

    operations = [
        migrations.AddField(
            model_name='line',
            name='rests_on',
            field=models.JSONField(default=list),
        ),
        migrations.DeleteModel(name='Tally'),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField()),
                ('review', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='tally', to='meetings.review')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
            },
        ),
        migrations.RunPython(go_on, migrations.RunPython.noop),
    ]
