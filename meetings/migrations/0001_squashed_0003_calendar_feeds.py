import django.db.models.deletion
import meetings.meetings.states
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('meetings', '0001_initial'), ('meetings', '0002_minutes_votes_series'), ('meetings', '0003_calendar_feeds')]

    initial = True

    dependencies = [
        ('alliance', '0001_squashed_0011_states'),
    ]

    operations = [
        migrations.CreateModel(
            name='MinutesDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting_id', models.UUIDField(unique=True)),
                ('text', models.TextField()),
                ('edition', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200)),
                ('place', models.CharField(max_length=500)),
                ('every', models.PositiveIntegerField()),
                ('weekday', models.PositiveIntegerField()),
                ('nth', models.PositiveIntegerField()),
                ('begins', models.TimeField()),
                ('ends', models.TimeField()),
                ('begun_at', models.DateTimeField()),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alliance.alliance')),
            ],
            options={
                'ordering': ['begun_at'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('every__gte', 1), ('every__lte', 12), ('nth__gte', 1), ('nth__lte', 4), ('weekday__lte', 6)), name='series_has_a_rule')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('place', models.CharField(max_length=500)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('state', models.CharField(choices=[(meetings.meetings.states.State['SCHEDULED'], 'Coming'), (meetings.meetings.states.State['OPEN'], 'Called to order'), (meetings.meetings.states.State['CLOSED'], 'Closed'), (meetings.meetings.states.State['CANCELLED'], 'Cancelled')], default=meetings.meetings.states.State['SCHEDULED'], max_length=10)),
                ('announced_at', models.DateTimeField()),
                ('members', models.JSONField(default=list)),
                ('need', models.PositiveIntegerField(default=0)),
                ('opened_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('adjourned_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adjourned_to', to='meetings.meeting')),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alliance.alliance')),
                ('series', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='meetings.series')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'indexes': [models.Index(fields=['alliance', 'state', 'starts_at'], name='meeting_by_time')],
                'constraints': [models.UniqueConstraint(fields=('alliance', 'number'), name='meeting_number_once'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='meeting_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('closed_at__isnull', False), ('opened_at__isnull', False)), _connector='OR'), name='meeting_closed_after_opened')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('ref', models.CharField(blank=True, max_length=12)),
                ('text', models.CharField(blank=True, max_length=300)),
                ('added_at', models.DateTimeField()),
                ('undecided', models.BooleanField(default=False)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('carried_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_to', to='meetings.agendaitem')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='meetings.meeting')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('ref', ''), ('text', ''), _negated=True), name='agenda_item_says_something'), models.UniqueConstraint(condition=models.Q(('ref', ''), _negated=True), fields=('meeting', 'ref'), name='agenda_lists_a_reference_once')],
            },
        ),
        migrations.CreateModel(
            name='ItemVote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('opened_at', models.DateTimeField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='meetings.agendaitem')),
                ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alliance.proposal')),
            ],
            options={
                'ordering': ['opened_at'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('record', models.TextField(blank=True)),
                ('text', models.TextField()),
                ('reason', models.TextField(blank=True)),
                ('attendees', models.JSONField(default=list)),
                ('issued_at', models.DateTimeField()),
                ('size', models.PositiveIntegerField(default=0)),
                ('root', models.CharField(blank=True, max_length=64)),
                ('official_at', models.DateTimeField(null=True)),
                ('by_org', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alliance.organisation')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='meetings.meeting')),
            ],
            options={
                'ordering': ['number'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='minutes_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Acceptance',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alliance.organisation')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acceptances', to='meetings.minutes')),
            ],
            options={
                'ordering': ['at'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('minutes', 'org'), name='minutes_accepted_once')],
            },
        ),
        migrations.CreateModel(
            name='TakenUp',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taken_up', to='meetings.agendaitem')),
            ],
            options={
                'ordering': ['at'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('alliance_id', models.UUIDField()),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'alliance_id'), name='feed_of_an_alliance_once')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('how', models.CharField(choices=[('room', 'In the room'), ('remote', 'By video or phone')], default='room', max_length=6)),
                ('joined_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(null=True)),
                ('org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alliance.organisation')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='meetings.meeting')),
            ],
            options={
                'ordering': ['joined_at'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('meeting', 'org'), name='attendance_present_once'), models.CheckConstraint(condition=models.Q(('left_at', None), ('left_at__gte', models.F('joined_at')), _connector='OR'), name='attendance_leaves_after_joining')],
            },
        ),
    ]
