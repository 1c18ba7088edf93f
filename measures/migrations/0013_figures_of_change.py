from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("measures", "0012_ordered_breakdowns")]

    operations = [
        migrations.AlterField(
            model_name=name, name="measure", field=models.CharField(max_length=33)
        )
        for name in ("publishedfigure", "releasedstatement")
    ]
