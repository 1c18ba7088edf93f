from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('measures', '0005_found_at_of_any_length'),
    ]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='shown',
            field=models.JSONField(default=dict),
        ),
        migrations.RemoveConstraint(
            model_name='draft',
            name='draft_over_holds_no_cells',
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['committed', 'taken_back']), _negated=True), models.Q(('grid', {}), ('shown', {})), _connector='OR'), name='draft_over_holds_no_cells'),
        ),
    ]
