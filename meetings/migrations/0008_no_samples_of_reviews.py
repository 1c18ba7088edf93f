"""PostgreSQL keeps no sample of what stands in a running review, which would stay after it is released or destroyed."""

from django.db import migrations

from alliance.tickets.samples import unsampled

RUNNING = ('review', 'seat', 'call', 'assent', 'hazard', 'tally', 'step', 'line', 'change')


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0007_from_pieces'),
    ]

    operations = [
        migrations.RunPython(unsampled(*(f'meetings_{name}' for name in RUNNING)), migrations.RunPython.noop),
    ]
