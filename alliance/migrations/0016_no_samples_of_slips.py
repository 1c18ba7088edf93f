"""PostgreSQL keeps no sample of a ticket's hash, which would stay after the slips are destroyed."""

from django.db import migrations

from alliance.tickets.samples import unsampled


class Migration(migrations.Migration):

    dependencies = [
        ('alliance', '0015_swept_by_mark'),
    ]

    operations = [
        migrations.RunPython(unsampled('alliance_slip', 'alliance_window'), migrations.RunPython.noop),
    ]
