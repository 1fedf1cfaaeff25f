"""Notices to applicants and to members of committees."""

import django.db.models.deletion
import ledger.ids
from django.conf import settings
from django.db import migrations, models

from ledger.at_once import AtOnce


class Migration(migrations.Migration):
    replaces = [
        ('integrations', '0001_notices'),
        ('integrations', '0002_notices_to_members'),
    ]

    initial = True

    dependencies = [
        ('efile', '0001_squashed_0025_following_and_reminders'),
        ('hierarchy', '0005_squashed_0017_reset_accounts_need_a_code'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='Notice',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('channel', models.CharField(choices=[('sms', 'SMS'), ('email', 'E-mail'), ('counter', 'At the counter')], max_length=8)),
                    ('address', models.CharField(blank=True, max_length=254)),
                    ('text', models.TextField()),
                    ('dedupe', models.CharField(max_length=200, unique=True)),
                    ('made_at', models.DateTimeField()),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('carrier', models.CharField(blank=True, choices=[('gateway', 'gateway'), ('office', 'office')], max_length=8)),
                    ('failed_at', models.DateTimeField(null=True)),
                    ('failure', models.CharField(blank=True, max_length=300)),
                    ('applicant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='efile.applicant')),
                    ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='efile.matter')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('sent_at__isnull', True), ('failed_at__isnull', True), _connector='OR'), name='notice_sent_or_failed_not_both'), models.CheckConstraint(condition=models.Q(models.Q(('carrier', ''), ('sent_at__isnull', True)), models.Q(('carrier__in', ['gateway', 'office']), ('sent_at__isnull', False)), _connector='OR'), name='notice_sent_names_its_carrier')],
                },
            ),
            migrations.CreateModel(
                name='MemberNotice',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('channel', models.CharField(choices=[('sms', 'SMS'), ('email', 'E-mail'), ('counter', 'At the counter')], max_length=8)),
                    ('address', models.CharField(blank=True, max_length=254)),
                    ('text', models.TextField()),
                    ('dedupe', models.CharField(max_length=200, unique=True)),
                    ('made_at', models.DateTimeField()),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('carrier', models.CharField(blank=True, choices=[('gateway', 'gateway'), ('office', 'office')], max_length=8)),
                    ('failed_at', models.DateTimeField(null=True)),
                    ('failure', models.CharField(blank=True, max_length=300)),
                    ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='efile.meetingnotice')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('sent_at__isnull', True), ('failed_at__isnull', True), _connector='OR'), name='membernotice_sent_or_failed_not_both'), models.CheckConstraint(condition=models.Q(models.Q(('carrier', ''), ('sent_at__isnull', True)), models.Q(('carrier__in', ['gateway', 'office']), ('sent_at__isnull', False)), _connector='OR'), name='membernotice_sent_names_its_carrier')],
                },
            ),
        ]),
    ]
