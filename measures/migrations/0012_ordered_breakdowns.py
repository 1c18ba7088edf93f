from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("measures", "0011_packs")]

    operations = [
        migrations.AddField(
            model_name="breakdown", name="ordered", field=models.BooleanField(default=False)
        )
    ]
