"""The log is append-only in the database too."""

from django.db import migrations

from alliance.ledger.triggers import installed_by_migration, removed_by_migration


class Migration(migrations.Migration):
    """Triggers that refuse UPDATE and DELETE."""

    dependencies = [("alliance", "0001_initial")]
    operations = [migrations.RunPython(installed_by_migration, removed_by_migration)]
