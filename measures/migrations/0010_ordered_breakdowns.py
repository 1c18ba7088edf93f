from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("measures", "0009_thresholds")]

    operations = [
        migrations.AddField(
            model_name="breakdown", name="ordered", field=models.BooleanField(default=False)
        )
    ]
