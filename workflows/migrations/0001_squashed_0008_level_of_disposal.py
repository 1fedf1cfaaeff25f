"""Flows with their versions, instances with their states, services and limits."""

import django.contrib.postgres.fields
import django.db.models.deletion
import ledger.ids
from django.conf import settings
from django.db import migrations, models

from ledger.at_once import AtOnce

# Published versions are never changed or removed; stored states are only added and cut off.
NEVER_CHANGED = """
CREATE TRIGGER workflows_flowversion_fixed BEFORE UPDATE OR DELETE OR TRUNCATE
  ON public.workflows_flowversion FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER workflows_instancestate_fixed BEFORE UPDATE OR TRUNCATE
  ON public.workflows_instancestate FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
"""

# The newest two states of an instance stay: pull back reads the older one.
NEWEST_STAY = """
CREATE FUNCTION public.workflows_keep_states() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.step > (SELECT i.step FROM public.workflows_instance i WHERE i.id = OLD.instance_id) - 2 THEN
    RAISE EXCEPTION 'DELETE of state % is refused: the newest two stay', OLD.step
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER workflows_instancestate_kept BEFORE DELETE ON public.workflows_instancestate
  FOR EACH ROW EXECUTE FUNCTION public.workflows_keep_states();
"""


class Migration(migrations.Migration):
    replaces = [
        ('workflows', '0001_initial'),
        ('workflows', '0002_never_changed'),
        ('workflows', '0003_newest_states_stay'),
        ('workflows', '0004_appeal'),
        ('workflows', '0005_limit_source_in_two_languages'),
        ('workflows', '0006_kinds_of_office'),
        ('workflows', '0007_publishing_shown'),
        ('workflows', '0008_level_of_disposal'),
    ]

    initial = True

    dependencies = [
        ('hierarchy', '0005_squashed_0017_reset_accounts_need_a_code'),
        ('ledger', '0001_squashed_0003_rights'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='Flow',
                fields=[
                    ('name_bn', models.CharField(max_length=200)),
                    ('name_en', models.CharField(max_length=200)),
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('code', models.SlugField(unique=True)),
                    ('profile', models.CharField(choices=[('WB', 'West Bengal'), ('BD', 'Bangladesh'), ('both', 'Both')], max_length=4)),
                ],
                options={
                    'ordering': ['code'],
                    'permissions': [('publish_flow', 'May publish the flow')],
                },
            ),
            migrations.CreateModel(
                name='FlowVersion',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveIntegerField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('bundle', models.JSONField()),
                    ('published_at', models.DateTimeField()),
                    ('drafted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('flow', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='workflows.flow')),
                    ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(fields=('flow', 'number'), name='flow_version_number'), models.CheckConstraint(condition=models.Q(('published_by__isnull', True), models.Q(('published_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='flow_version_two_persons')],
                },
            ),
            migrations.CreateModel(
                name='FlowDraft',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('bundle', models.JSONField()),
                    ('revision', models.PositiveIntegerField(default=1)),
                    ('editors', models.JSONField(default=list, help_text='User ids of all who changed this draft')),
                    ('updated_at', models.DateTimeField()),
                    ('asked_at', models.DateTimeField(null=True)),
                    ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('edited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('flow', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='draft', to='workflows.flow')),
                    ('base', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.flowversion')),
                ],
            ),
            migrations.CreateModel(
                name='Instance',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('step', models.PositiveIntegerField(default=0)),
                    ('finished', models.BooleanField(default=False)),
                    ('disposal', models.CharField(blank=True, max_length=20)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instances', to='workflows.flowversion')),
                ],
            ),
            migrations.CreateModel(
                name='InstanceState',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('step', models.PositiveIntegerField()),
                    ('state', models.BinaryField()),
                    ('instance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='states', to='workflows.instance')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('instance', 'step'), name='instance_state_step')],
                },
            ),
            migrations.CreateModel(
                name='Limit',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('name', models.SlugField()),
                    ('profile', models.CharField(choices=[('WB', 'West Bengal'), ('BD', 'Bangladesh'), ('both', 'Both')], default='both', max_length=4)),
                    ('days', models.PositiveSmallIntegerField()),
                    ('unit', models.CharField(choices=[('working', 'working days'), ('calendar', 'calendar days')], max_length=8)),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('source_en', models.TextField()),
                    ('source_bn', models.TextField(help_text='The order, rule or charter this limit comes from')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('name', 'profile', 'office', 'valid_from'), name='limit_once_a_day', nulls_distinct=False)],
                },
            ),
            migrations.CreateModel(
                name='Due',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(choices=[('fire', 'changes the path'), ('sla', 'time limit of a stage')], max_length=4)),
                    ('subject_id', models.UUIDField(help_text='The open stage (sla) or wait (fire) it belongs to')),
                    ('entered_at', models.DateTimeField()),
                    ('due_on', models.DateField()),
                    ('calendar_version', models.PositiveIntegerField()),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('instance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dues', to='workflows.instance')),
                    ('limit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.limit')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('closed_at__isnull', True), ('kind', 'fire')), fields=['due_on'], name='due_to_fire')],
                    'constraints': [models.UniqueConstraint(fields=('subject_id',), name='due_once')],
                },
            ),
            migrations.CreateModel(
                name='OpenStage',
                fields=[
                    ('id', models.UUIDField(primary_key=True, serialize=False)),
                    ('element', models.CharField(max_length=100)),
                    ('index', models.PositiveSmallIntegerField(null=True)),
                    ('opened_step', models.PositiveIntegerField()),
                    ('opened_at', models.DateTimeField()),
                    ('closed_step', models.PositiveIntegerField(null=True)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('outcome', models.CharField(blank=True, max_length=60)),
                    ('instance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='workflows.instance')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['instance'], name='stage_open_idx')],
                },
            ),
            migrations.CreateModel(
                name='OpenWait',
                fields=[
                    ('id', models.UUIDField(primary_key=True, serialize=False)),
                    ('element', models.CharField(max_length=100)),
                    ('kind', models.CharField(max_length=10)),
                    ('name', models.CharField(blank=True, max_length=100)),
                    ('stage_id', models.UUIDField(help_text='The stage the waiting token came from', null=True)),
                    ('opened_step', models.PositiveIntegerField()),
                    ('opened_at', models.DateTimeField()),
                    ('closed_step', models.PositiveIntegerField(null=True)),
                    ('instance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='waits', to='workflows.instance')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('closed_step__isnull', True)), fields=['instance'], name='wait_open_idx')],
                },
            ),
            migrations.CreateModel(
                name='Service',
                fields=[
                    ('name_bn', models.CharField(max_length=200)),
                    ('name_en', models.CharField(max_length=200)),
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('code', models.SlugField(unique=True)),
                    ('profile', models.CharField(choices=[('WB', 'West Bengal'), ('BD', 'Bangladesh'), ('both', 'Both')], max_length=4)),
                    ('kind', models.CharField(choices=[('citizen', "Citizen's application"), ('official', 'Official letter'), ('copy', 'Copy'), ('internal', 'Internal file')], max_length=8)),
                    ('limit', models.SlugField(help_text='Name of the limit that gives the promised date')),
                    ('section', models.SlugField(help_text='Code of the section that usually works it')),
                    ('facts', models.JSONField(default=dict, help_text='Facts every matter of this service starts with')),
                    ('flow', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='workflows.flow')),
                    ('appeal_bn', models.TextField(blank=True, help_text='Before whom a refusal is appealed, as its rule says')),
                    ('appeal_en', models.TextField(blank=True)),
                    ('office_kinds', django.contrib.postgres.fields.ArrayField(base_field=models.SlugField(max_length=32), blank=True, default=list, help_text='Kinds of office that serve it; empty where every kind does', size=None)),
                    ('disposal_source_bn', models.TextField(blank=True, help_text='What the two above follow from')),
                    ('disposal_source_en', models.TextField(blank=True)),
                    ('final_rank', models.SlugField(blank=True, help_text='Code of the lowest rank that disposes of such cases finally; empty: no source says it')),
                    ('most_levels', models.PositiveSmallIntegerField(help_text='The most levels to a decision, where a source says it; else as the stage has it', null=True)),
                ],
                options={
                    'ordering': ['kind', 'code'],
                },
            ),
            migrations.CreateModel(
                name='FlowGrant',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('given_at', models.DateTimeField()),
                    ('until', models.DateTimeField()),
                    ('reason', models.CharField(max_length=300)),
                    ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='workflows.flow')),
                    ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.group')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
                ],
                options={
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('until__gte', models.F('given_at'))), name='flowgrant_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='flowgrant_says_why')],
                    'unique_together': {('group', 'permission', 'content_object')},
                },
            ),
        ]),
        # The column was called `source` when it was made, and its constraint kept that name.
        migrations.RunSQL(
            "ALTER TABLE workflows_limit"
            " RENAME CONSTRAINT workflows_limit_source_en_not_null TO workflows_limit_source_not_null"
        ),
        migrations.RunSQL(NEVER_CHANGED + NEWEST_STAY),
    ]
