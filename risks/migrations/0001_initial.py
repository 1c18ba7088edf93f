import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('alliance', '0001_squashed_0011_states'),
    ]

    operations = [
        migrations.CreateModel(
            name='MatrixVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('settings', models.JSONField()),
                ('decision', models.CharField(blank=True, max_length=12)),
                ('adopted_at', models.DateTimeField()),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matrices', to='alliance.alliance')),
            ],
            options={
                'ordering': ['number'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('alliance', 'number'), name='matrix_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Risk',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('threat', 'A threat: something that would set us back'), ('opportunity', 'An opportunity: something that would help us')], max_length=12)),
                ('cause', models.TextField()),
                ('event', models.CharField(max_length=200)),
                ('effect', models.TextField()),
                ('domain', models.CharField(choices=[('lives', 'People’s lives and safety'), ('quality', 'Quality of help'), ('workforce', 'The people who give the help'), ('cost', 'Money'), ('time', 'Time'), ('information', 'Information'), ('trust', 'Trust')], max_length=16)),
                ('proximity', models.CharField(choices=[('now', 'Now'), ('under_3_months', 'In under 3 months'), ('3_to_12_months', 'In 3 to 12 months'), ('over_12_months', 'In more than 12 months')], max_length=16)),
                ('expected_on', models.DateField(null=True)),
                ('review_on', models.DateField()),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('live', 'Live'), ('issue', 'Happening: an issue'), ('closed', 'Closed')], default='proposed', max_length=10)),
                ('raised_at', models.DateTimeField()),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='risks', to='alliance.alliance')),
                ('objective', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='risks', to='alliance.objective')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'indexes': [models.Index(fields=['alliance', 'state', 'review_on'], name='risk_by_review')],
                'constraints': [models.UniqueConstraint(fields=('alliance', 'number'), name='risk_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Responsibility',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('must_be_true', models.TextField()),
                ('risk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responsibilities', to='risks.risk')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Holder',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(max_length=120)),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('agreed', 'Holds it'), ('declined', 'Said no'), ('left', 'Stepped back')], default='asked', max_length=10)),
                ('since', models.DateTimeField()),
                ('org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alliance.organisation')),
                ('responsibility', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holders', to='risks.responsibility')),
            ],
            options={
                'ordering': ['org__position'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('responsibility', 'org'), name='holder_once'), models.CheckConstraint(condition=models.Q(('role', ''), _negated=True), name='holder_with_a_lead_role')],
            },
        ),
        migrations.CreateModel(
            name='RiskLink',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('ref', models.CharField(max_length=12)),
                ('made_at', models.DateTimeField()),
                ('risk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='risks.risk')),
            ],
            options={
                'ordering': ['made_at', 'ref'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('risk', 'ref'), name='risk_link_once')],
            },
        ),
        migrations.CreateModel(
            name='ScoreEntry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('axis', models.CharField(choices=[('current', 'Where it is now'), ('target', 'Where we want it to be')], max_length=8)),
                ('likelihood', models.PositiveSmallIntegerField()),
                ('consequence', models.PositiveSmallIntegerField()),
                ('band', models.CharField(max_length=40)),
                ('level', models.PositiveSmallIntegerField()),
                ('reason', models.TextField()),
                ('decision', models.CharField(blank=True, max_length=12)),
                ('evidence', models.TextField(blank=True)),
                ('matrix', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='risks.matrixversion')),
                ('risk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='risks.risk')),
            ],
            options={
                'ordering': ['-at'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'indexes': [models.Index(fields=['risk', 'at'], name='score_by_risk')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='score_has_a_reason'), models.CheckConstraint(condition=models.Q(('consequence__gte', 1), ('likelihood__gte', 1)), name='score_starts_at_one')],
            },
        ),
        migrations.AddField(
            model_name='risk',
            name='score',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='risks.scoreentry'),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'closed']), ('score__isnull', False), _connector='OR'), name='risk_live_once_scored'),
        ),
    ]
