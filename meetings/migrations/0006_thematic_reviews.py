"""Themes name the releases they rest on, and answers are counted under a key: numbers that lay open before are not kept."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


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
    ]
