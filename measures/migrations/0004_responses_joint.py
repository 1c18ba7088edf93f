from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('measures', '0003_catalogue'),
    ]

    operations = [
        migrations.AddField(
            model_name='atomversion',
            name='joint',
            field=models.JSONField(default=list),
        ),
    ]
