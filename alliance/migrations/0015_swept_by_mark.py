"""A window that is to be swept has a mark, another one at each change; each window that is there is swept once more."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('alliance', '0014_receipts'),
    ]

    operations = [
        migrations.RemoveField(model_name='window', name='unswept'),
        migrations.AddField(
            model_name='window',
            name='unswept',
            field=models.UUIDField(default=uuid.uuid4, null=True),
            preserve_default=False,
        ),
    ]
