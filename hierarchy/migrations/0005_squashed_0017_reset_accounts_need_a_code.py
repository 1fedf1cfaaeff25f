"""First codes, grants to posts, hand-overs, asked acts, numbers and classes of files."""

import django.db.models.deletion
import django.db.models.functions.text
import hierarchy.models.people
import ledger.ids
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from ledger.at_once import AtOnce
from ledger.roles import hide_from_audit

# The group of a post stands for the post alone: nobody is made a member of it.
NO_MEMBERS = """
CREATE FUNCTION public.hierarchy_no_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM public.hierarchy_postgroup g WHERE g.group_id = NEW.group_id) THEN
    RAISE EXCEPTION 'group % stands for a post and takes no members', NEW.group_id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hierarchy_no_members BEFORE INSERT OR UPDATE ON public.hierarchy_user_groups
  FOR EACH ROW EXECUTE FUNCTION public.hierarchy_no_members();
"""


def hide(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """What would let the audit sign in as somebody."""
    hide_from_audit(editor, "mfa_authenticator", column="data")
    hide_from_audit(editor, "usersessions_usersession", column="session_key")
    hide_from_audit(editor, "hierarchy_firstcode", column="digest")


class Migration(migrations.Migration):
    replaces = [
        ('hierarchy', '0005_first_codes'),
        ('hierarchy', '0006_grants_to_posts'),
        ('hierarchy', '0007_groups_without_members'),
        ('hierarchy', '0008_handovers'),
        ('hierarchy', '0009_number_schemes'),
        ('hierarchy', '0010_mobile_of_a_person'),
        ('hierarchy', '0011_handovers_offered_to_a_superior'),
        ('hierarchy', '0012_acts_that_wait_for_a_second_person'),
        ('hierarchy', '0013_what_an_asked_act_is_about'),
        ('hierarchy', '0014_user_names_once_in_any_case'),
        ('hierarchy', '0015_power_to_dispatch_and_issue_numbers'),
        ('hierarchy', '0016_subject_heads_section_numbers_and_classes'),
        ('hierarchy', '0017_reset_accounts_need_a_code'),
    ]

    dependencies = [
        ('hierarchy', '0001_squashed_0004_committees'),
        ('ledger', '0004_hidden_from_audit'),
        # Before the other rooms' tables, which each of their steps would draw anew.
        ('guardian', '0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more'),
        ('socialaccount', '0006_alter_socialaccount_extra_data'),
        ('mfa', '0003_authenticator_type_uniq'),
        ('usersessions', '0001_initial'),
    ]

    operations = [
        AtOnce([
            migrations.AlterModelOptions(
                name='office',
                options={'permissions': [('audit_office', 'May audit the office')]},
            ),
            migrations.AlterModelManagers(
                name='user',
                managers=[
                    ('objects', hierarchy.models.people.Users()),
                ],
            ),
            migrations.AddField(
                model_name='user',
                name='mobile',
                field=models.CharField(blank=True, help_text='for notices of meetings', max_length=20),
            ),
            migrations.AddField(
                model_name='user',
                name='code_needed',
                field=models.BooleanField(db_default=False, default=False, help_text='reset: no outside identity lets in before a first code did'),
            ),
            migrations.AddConstraint(
                model_name='user',
                constraint=models.UniqueConstraint(django.db.models.functions.text.Upper('username'), name='user_name_once_in_any_case'),
            ),
            migrations.RemoveConstraint(
                model_name='rank',
                name='rank_powers_known',
            ),
            migrations.AddConstraint(
                model_name='rank',
                constraint=models.CheckConstraint(condition=models.Q(('powers__contained_by', ['receive', 'mark', 'note', 'forward', 'recommend', 'decide', 'issue', 'dispose', 'admin', 'flow_edit', 'flow_publish', 'audit', 'draft', 'sign', 'reopen', 'pull_up', 'see_secret', 'dispatch'])), name='rank_powers_known'),
            ),
            migrations.RemoveConstraint(
                model_name='powerrow',
                name='power_known',
            ),
            migrations.AddConstraint(
                model_name='powerrow',
                constraint=models.CheckConstraint(condition=models.Q(('power__in', ('receive', 'mark', 'note', 'forward', 'recommend', 'decide', 'issue', 'dispose', 'admin', 'flow_edit', 'flow_publish', 'audit', 'draft', 'sign', 'reopen', 'pull_up', 'see_secret', 'dispatch'))), name='power_known'),
            ),
            migrations.CreateModel(
                name='FirstCode',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('carrier', models.CharField(choices=[('slip', 'sealed slip'), ('sms', 'SMS')], max_length=8)),
                    ('mobile', models.CharField(blank=True, max_length=20)),
                    ('digest', models.CharField(max_length=64, null=True, unique=True)),
                    ('made_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('used_at', models.DateTimeField(null=True)),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='first_codes', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('carrier__in', ['slip', 'sms'])), name='first_code_carrier_known'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='first_code_expires_later'), models.CheckConstraint(condition=models.Q(('used_at__isnull', True), ('withdrawn_at__isnull', True), _connector='OR'), name='first_code_used_or_withdrawn'), models.UniqueConstraint(condition=models.Q(('used_at__isnull', True), ('withdrawn_at__isnull', True)), fields=('user',), name='first_code_one_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='PostGroup',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('group', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='standing_for', to='auth.group')),
                    ('post', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='grantee', to='hierarchy.post')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='OfficeGrant',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('given_at', models.DateTimeField()),
                    ('until', models.DateTimeField()),
                    ('reason', models.CharField(max_length=300)),
                    ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='hierarchy.office')),
                    ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.group')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
                ],
                options={
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('until__gte', models.F('given_at'))), name='officegrant_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='officegrant_says_why')],
                    'unique_together': {('group', 'permission', 'content_object')},
                },
            ),
            migrations.CreateModel(
                name='HandOver',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('held', models.JSONField(help_text='ids, numbers and stages as they were; no subject lines')),
                    ('remarks', models.TextField(blank=True)),
                    ('handed_by', models.JSONField(help_text='the actor as he was')),
                    ('handed_at', models.DateTimeField()),
                    ('taken_by', models.JSONField(null=True)),
                    ('taken_at', models.DateTimeField(null=True)),
                    ('differences', models.TextField(blank=True)),
                    ('incoming', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.charge')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='hierarchy.office')),
                    ('outgoing', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.charge')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='hierarchy.post')),
                    ('offered_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['post', 'handed_at'], name='handover_of_a_post')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('taken_at__isnull', True), ('taken_at__gte', models.F('handed_at')), _connector='OR'), name='handover_taken_after_it_was_given'), models.CheckConstraint(condition=models.Q(models.Q(('taken_at__isnull', True), ('taken_by__isnull', True)), models.Q(('taken_at__isnull', False), ('taken_by__isnull', False)), _connector='OR'), name='handover_taken_by_somebody'), models.UniqueConstraint(fields=('incoming',), name='handover_once_a_charge'), models.UniqueConstraint(condition=models.Q(('incoming__isnull', True)), fields=('outgoing',), name='handover_offered_once'), models.CheckConstraint(condition=models.Q(('incoming__isnull', False), models.Q(('offered_to__isnull', False), ('outgoing__isnull', False)), _connector='OR'), name='handover_to_somebody')],
                },
            ),
            migrations.CreateModel(
                name='NumberScheme',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('register', models.CharField(choices=[('receipt', 'receipts'), ('file', 'files'), ('issue', 'letters issued')], max_length=8)),
                    ('pattern', models.CharField(help_text='parts in braces: {serial:4}/{year}', max_length=80)),
                    ('starts', models.DateField()),
                    ('source_bn', models.CharField(max_length=300)),
                    ('source_en', models.CharField(max_length=300)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='number_schemes', to='hierarchy.office')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('pattern__contains', '{serial')), name='number_has_a_serial'), models.UniqueConstraint(fields=('office', 'register', 'starts'), name='number_scheme_once_a_day'), models.CheckConstraint(condition=models.Q(('register__in', ['receipt', 'file', 'issue'])), name='number_register_known')],
                },
            ),
            migrations.CreateModel(
                name='AskedAct',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('act', models.CharField(max_length=40)),
                    ('given', models.JSONField()),
                    ('asked_at', models.DateTimeField()),
                    ('outcome', models.CharField(blank=True, choices=[('done', 'Done'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], max_length=10)),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('why', models.TextField(blank=True)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked_acts', to='hierarchy.office')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('about_bn', models.TextField(blank=True)),
                    ('about_en', models.TextField(blank=True)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('outcome', '')), fields=['office', 'asked_at'], name='asked_act_waits')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(models.Q(('outcome', ''), _negated=True), ('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='asked_act_settled_by_somebody')],
                },
            ),
            migrations.CreateModel(
                name='RetentionClass',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('name_bn', models.CharField(max_length=200)),
                    ('name_en', models.CharField(max_length=200)),
                    ('code', models.CharField(max_length=4)),
                    ('years', models.PositiveSmallIntegerField(null=True)),
                    ('forever', models.BooleanField(default=False)),
                    ('starts', models.DateField()),
                    ('source_bn', models.CharField(max_length=300)),
                    ('source_en', models.CharField(max_length=300)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retention_classes', to='hierarchy.office')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('office', 'code', 'starts'), name='retention_class_once_a_day'), models.CheckConstraint(condition=models.Q(('forever', False), ('years__isnull', True), _connector='OR'), name='retention_for_ever_has_no_years')],
                },
            ),
            migrations.CreateModel(
                name='SectionNumber',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=12)),
                    ('starts', models.DateField()),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='section_numbers', to='hierarchy.office')),
                    ('section', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='numbers', to='hierarchy.section')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('section', 'starts'), name='section_number_once_a_day'), models.CheckConstraint(condition=models.Q(('code__regex', '^[0-9A-Za-z-]{1,12}$')), name='section_number_is_a_code')],
                },
            ),
            migrations.CreateModel(
                name='SubjectHead',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('name_bn', models.CharField(max_length=200)),
                    ('name_en', models.CharField(max_length=200)),
                    ('path', models.CharField(max_length=40)),
                    ('retention', models.CharField(blank=True, help_text='Class of the files opened under it', max_length=4)),
                    ('starts', models.DateField()),
                    ('ends', models.DateField(help_text='The last day on which a file is opened under it', null=True)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subject_heads', to='hierarchy.office')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('office', 'path'), name='subject_head_once'), models.CheckConstraint(condition=models.Q(('path__regex', '^[0-9A-Za-z]{1,9}([.][0-9A-Za-z]{1,9}){0,3}$')), name='subject_head_of_four_tiers'), models.CheckConstraint(condition=models.Q(('ends__isnull', True), ('ends__gte', models.F('starts')), _connector='OR'), name='subject_head_ends_after_it_starts')],
                },
            ),
        ]),
        migrations.RunPython(hide),
        migrations.RunSQL(NO_MEMBERS),
    ]
