"""PostgreSQL keeps no sample of who took a ticket on a day, which would stay when the day is thrown away."""

from django.db import migrations

from alliance.tickets.samples import unsampled


class Migration(migrations.Migration):

    dependencies = [
        ('risks', '0005_sides_of_a_bow_tie'),
    ]

    operations = [
        migrations.RunPython(unsampled('risks_ticketday'), migrations.RunPython.noop),
    ]
