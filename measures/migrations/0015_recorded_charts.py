"""A choice of chart for shares is a step of the ledger of limits."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("measures", "0014_story_numbers")]
    operations = [
        migrations.RemoveConstraint("limitstep", "limit_kind_known"),
        migrations.AddConstraint(
            "limitstep",
            models.CheckConstraint(
                name="limit_kind_known",
                condition=models.Q(kind__in=["rebase", "freeze", "unfreeze", "p", "p_prime"]),
            ),
        ),
    ]
