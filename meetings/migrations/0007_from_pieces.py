"""Whatever a review says may rest on what was gathered, not its themes alone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0006_thematic_reviews'),
    ]

    operations = [
        migrations.AddField(
            model_name='change',
            name='from_pieces',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='step',
            name='from_pieces',
            field=models.BooleanField(default=False),
        ),
    ]
