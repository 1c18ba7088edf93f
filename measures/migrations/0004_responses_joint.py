from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('measures', '0002_corrections_held'),
    ]

    operations = [
        migrations.AddField(
            model_name='atomversion',
            name='joint',
            field=models.JSONField(default=list),
        ),
    ]
