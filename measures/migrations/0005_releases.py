"""Editions become releases: those that were published stay published, as series 1, without anybody's seals."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def published_before(apps, schema_editor):
    apps.get_model('measures', 'Release').objects.update(state='published', published_at=models.F('opened_at'))


def periods_of(apps, schema_editor):
    made = apps.get_model('measures', 'ReleasedPeriod')
    for row in apps.get_model('measures', 'Release').objects.all():
        made.objects.create(release=row, period_id=row.period_id)


class Migration(migrations.Migration):

    dependencies = [
        ('alliance', '0011_states'),
        ('measures', '0005_found_at_of_any_length'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='edition', name='edition_number_once'),
        migrations.RemoveConstraint(model_name='edition', name='edition_counts_from_one'),
        migrations.RemoveConstraint(model_name='publishedfigure', name='published_figure_once'),
        migrations.RemoveConstraint(model_name='releasedatom', name='released_atom_once'),
        migrations.RenameModel(old_name='Edition', new_name='Release'),
        migrations.RenameField(model_name='release', old_name='made_at', new_name='opened_at'),
        migrations.RenameField(model_name='publishedfigure', old_name='edition', new_name='released'),
        migrations.RenameField(model_name='releasedatom', old_name='edition', new_name='release'),
        migrations.RemoveField(model_name='release', name='joins'),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=64)),
                ('figures', models.JSONField()),
                ('statements', models.JSONField()),
                ('atoms', models.JSONField()),
                ('periods', models.JSONField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReleasedPeriod',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='ReleasedStatement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('measure', models.CharField(max_length=12)),
                ('position', models.PositiveIntegerField()),
                ('content', models.JSONField()),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('attempt', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['at'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('period', models.CharField(max_length=20)),
                ('measure', models.CharField(max_length=12)),
                ('view', models.CharField(blank=True, max_length=80)),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['at'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='release',
            name='attempt',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='release',
            name='audited_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='release',
            name='content',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='release',
            name='found',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='release',
            name='job',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='release',
            name='key_id',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name='release',
            name='opened_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='release',
            name='partners',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='release',
            name='published_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='release',
            name='releases',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='release',
            name='series',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='release',
            name='state',
            field=models.CharField(choices=[('opened', 'being audited'), ('blocked', 'blocked'), ('audited', 'waits for its first seal'), ('sealed', 'waits for a second seal'), ('published', 'published'), ('closed', 'closed without being published')], default='opened', max_length=10),
        ),
        migrations.AddField(
            model_name='release',
            name='waiting',
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name='release',
            name='alliance',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='alliance.alliance'),
        ),
        migrations.AlterField(
            model_name='release',
            name='parameters',
            field=models.JSONField(default=dict),
        ),
        migrations.AlterField(
            model_name='release',
            name='period',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='measures.period'),
        ),
        migrations.RunPython(published_before, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='publishedfigure',
            constraint=models.UniqueConstraint(fields=('released', 'period', 'view', 'measure', 'figure'), name='published_figure_once'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.UniqueConstraint(fields=('alliance', 'number'), name='release_number_once'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('opened', 'blocked', 'audited', 'sealed'))), fields=('alliance',), name='release_open_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='release_counts_from_one'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['opened', 'blocked', 'audited', 'sealed', 'published', 'closed'])), name='release_state_known'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', False), models.Q(('state', 'published'), _negated=True), _connector='OR'), name='release_published_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='releasedatom',
            constraint=models.UniqueConstraint(fields=('release', 'version'), name='released_atom_once'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='release',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='proposal', to='measures.release'),
        ),
        migrations.AddField(
            model_name='releasedperiod',
            name='period',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='released', to='measures.period'),
        ),
        migrations.AddField(
            model_name='releasedperiod',
            name='release',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='periods', to='measures.release'),
        ),
        migrations.AddField(
            model_name='releasedstatement',
            name='period',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='measures.period'),
        ),
        migrations.AddField(
            model_name='releasedstatement',
            name='release',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='measures.release'),
        ),
        migrations.AddField(
            model_name='seal',
            name='org',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alliance.organisation'),
        ),
        migrations.AddField(
            model_name='seal',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='seal',
            name='release',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='measures.release'),
        ),
        migrations.AddField(
            model_name='withdrawal',
            name='release',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='measures.release'),
        ),
        migrations.AddConstraint(
            model_name='releasedperiod',
            constraint=models.UniqueConstraint(fields=('release', 'period'), name='released_period_once'),
        ),
        migrations.AddConstraint(
            model_name='releasedstatement',
            constraint=models.UniqueConstraint(fields=('release', 'period', 'measure'), name='released_statement_once'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.UniqueConstraint(fields=('release', 'attempt', 'person'), name='seal_once_a_person'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.UniqueConstraint(fields=('release', 'attempt', 'org'), name='seal_once_a_body'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.UniqueConstraint(condition=models.Q(('org', None)), fields=('release', 'attempt'), name='seal_once_of_the_team'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.UniqueConstraint(fields=('release', 'period', 'measure', 'view'), name='withdrawn_once'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='withdrawal_has_a_reason'),
        ),
        migrations.RunPython(periods_of, migrations.RunPython.noop),
    ]
