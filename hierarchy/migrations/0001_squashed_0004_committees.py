"""Offices, sections, posts, charges, powers and committees."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.operations
import django.db.models.deletion
import django.utils.timezone
import hierarchy.models.bodies
import hierarchy.models.people
import ledger.ids
from django.conf import settings
from django.db import migrations, models

from ledger.at_once import AtOnce

# Two-column foreign keys: a row's post, section and superior are of the row's own office.
KEYS = (
    ("hierarchy_post", "section_id", "hierarchy_section", "post_section_of_its_office"),
    ("hierarchy_post", "reports_to_id", "hierarchy_post", "post_superior_of_its_office"),
    ("hierarchy_charge", "post_id", "hierarchy_post", "charge_post_of_its_office"),
    ("hierarchy_deputation", "post_id", "hierarchy_post", "deputation_post_of_its_office"),
    ("hierarchy_powerrow", "post_id", "hierarchy_post", "power_post_of_its_office"),
    ("hierarchy_seat", "post_id", "hierarchy_post", "seat_post_of_its_office"),
)

ADD = """
ALTER TABLE {} ADD CONSTRAINT {} FOREIGN KEY (office_id, {})
  REFERENCES {} (office_id, id) DEFERRABLE INITIALLY DEFERRED;
"""


class Migration(migrations.Migration):
    replaces = [
        ('hierarchy', '0001_posts_and_charges'),
        ('hierarchy', '0002_rows_of_one_office'),
        ('hierarchy', '0003_succession_powers_and_drafts'),
        ('hierarchy', '0004_committees'),
    ]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        # A trusted extension: the database's owner may create it, no superuser is needed.
        django.contrib.postgres.operations.BtreeGistExtension(),
        AtOnce([
            migrations.CreateModel(
                name='Calendar',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveSmallIntegerField()),
                    ('weekly_off', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), help_text='Monday is 0', size=None)),
                    ('valid_from', models.DateField()),
                    ('source', models.CharField(max_length=300)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calendars', to='hierarchy.office')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('office', 'version'), name='calendar_version_once'), models.CheckConstraint(condition=models.Q(('weekly_off__contained_by', [0, 1, 2, 3, 4, 5, 6])), name='calendar_weekdays_known'), models.CheckConstraint(condition=models.Q(('weekly_off__contains', [0, 1, 2, 3, 4, 5, 6]), _negated=True), name='calendar_some_day_is_worked')],
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                    ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                    ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                    ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                    ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('name_bn', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=200)),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
                options={
                    'verbose_name': 'user',
                    'verbose_name_plural': 'users',
                    'abstract': False,
                },
                managers=[
                    ('objects', django.contrib.auth.models.UserManager()),
                ],
            ),
            migrations.CreateModel(
                name='Office',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('name_bn', models.CharField(max_length=200)),
                    ('name_en', models.CharField(max_length=200)),
                    ('code', models.SlugField(max_length=64, unique=True)),
                    ('profile', models.CharField(choices=[('WB', 'West Bengal'), ('BD', 'Bangladesh')], max_length=2)),
                    ('kind', models.SlugField(help_text='district, zilla-parishad, panchayat-samiti …', max_length=32)),
                    ('timezone', models.CharField(max_length=64)),
                    ('area_bn', models.CharField(max_length=200)),
                    ('area_en', models.CharField(max_length=200)),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='offices_below', to='hierarchy.office')),
                    ('closed_on', models.DateField(blank=True, help_text='no longer exists that day', null=True)),
                    ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='hierarchy.office')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('profile__in', ['WB', 'BD'])), name='office_profile_known'), models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='office_not_its_own_parent'), models.CheckConstraint(condition=models.Q(('successor__isnull', True), models.Q(('successor', models.F('id')), _negated=True), _connector='OR'), name='office_not_its_own_successor'), models.CheckConstraint(condition=models.Q(('successor__isnull', True), ('closed_on__isnull', False), _connector='OR'), name='office_successor_of_a_closed_one')],
                },
            ),
            migrations.CreateModel(
                name='Holiday',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('name_bn', models.CharField(max_length=200)),
                    ('name_en', models.CharField(max_length=200)),
                    ('on', models.DateField()),
                    ('source', models.CharField(max_length=300)),
                    ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holidays', to='hierarchy.calendar')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holidays', to='hierarchy.office')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('calendar', 'on'), name='holiday_once_a_calendar')],
                },
            ),
            migrations.CreateModel(
                name='Post',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('code', models.SlugField(max_length=64)),
                    ('title_bn', models.CharField(max_length=200)),
                    ('title_en', models.CharField(max_length=200)),
                    ('position', models.PositiveSmallIntegerField(default=0, help_text='order on the chart')),
                    ('abolished_on', models.DateField(blank=True, help_text='no longer exists that day', null=True)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='hierarchy.office')),
                    ('reports_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reporting_posts', to='hierarchy.post')),
                    ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='hierarchy.post')),
                    ('rank', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='hierarchy.rank')),
                    ('section', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='hierarchy.section')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('office', 'code'), name='post_code_once_an_office'), models.UniqueConstraint(fields=('office', 'id'), name='post_of_its_office'), models.CheckConstraint(condition=models.Q(('reports_to__isnull', True), models.Q(('reports_to', models.F('id')), _negated=True), _connector='OR'), name='post_not_under_itself'), models.CheckConstraint(condition=models.Q(('successor__isnull', True), models.Q(('successor', models.F('id')), _negated=True), _connector='OR'), name='post_not_its_own_successor'), models.CheckConstraint(condition=models.Q(('successor__isnull', True), ('abolished_on__isnull', False), _connector='OR'), name='post_successor_of_an_abolished_post')],
                },
            ),
            migrations.CreateModel(
                name='Deputation',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('starts', models.DateTimeField()),
                    ('ends', models.DateTimeField()),
                    ('reason', models.CharField(max_length=300)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deputations', to=settings.AUTH_USER_MODEL)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deputations', to='hierarchy.office')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deputations', to='hierarchy.post')),
                    ('scope', models.CharField(choices=[('full', 'acts for the post'), ('draft', 'drafts for the post')], db_default='full', default='full', max_length=8)),
                ],
                options={
                    'indexes': [models.Index(fields=['user', 'starts'], name='deputation_of_a_user')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='deputation_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('scope__in', ['full', 'draft'])), name='deputation_scope_known'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('scope', 'full')), expressions=[('post', '='), (hierarchy.models.people.TsTzRange('starts', 'ends', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='deputation_one_deputy_at_a_time'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('scope', 'draft')), expressions=[('post', '='), ('user', '='), (hierarchy.models.people.TsTzRange('starts', 'ends', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='deputation_drafts_once_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='Charge',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(choices=[('substantive', 'substantive'), ('in_charge', 'in charge'), ('additional', 'additional charge'), ('link', 'link officer'), ('officiating', 'officiating')], max_length=16)),
                    ('starts', models.DateTimeField()),
                    ('ends', models.DateTimeField(blank=True, null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='charges', to=settings.AUTH_USER_MODEL)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='hierarchy.office')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='hierarchy.post')),
                ],
                options={
                    'indexes': [models.Index(fields=['user', 'starts'], name='charge_of_a_user')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['substantive', 'in_charge', 'additional', 'link', 'officiating'])), name='charge_kind_known'), models.CheckConstraint(condition=models.Q(('ends__isnull', True), ('ends__gt', models.F('starts')), _connector='OR'), name='charge_ends_after_it_starts'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('post', '='), (hierarchy.models.people.TsTzRange('starts', 'ends', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='charge_one_holder_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='Rank',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('name_bn', models.CharField(max_length=200)),
                    ('name_en', models.CharField(max_length=200)),
                    ('code', models.SlugField(max_length=64, unique=True)),
                    ('profile', models.CharField(choices=[('WB', 'West Bengal'), ('BD', 'Bangladesh')], max_length=2)),
                    ('level', models.PositiveSmallIntegerField(help_text='1 is the head of the office')),
                    ('powers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=16), blank=True, default=list, size=None)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('profile__in', ['WB', 'BD'])), name='rank_profile_known'), models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 20)), name='rank_level_in_reach'), models.CheckConstraint(condition=models.Q(('powers__contained_by', ['receive', 'mark', 'note', 'forward', 'recommend', 'decide', 'issue', 'dispose', 'admin', 'flow_edit', 'flow_publish', 'audit', 'draft', 'sign', 'reopen', 'pull_up', 'see_secret'])), name='rank_powers_known')],
                },
            ),
            migrations.CreateModel(
                name='Section',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('name_bn', models.CharField(max_length=200)),
                    ('name_en', models.CharField(max_length=200)),
                    ('code', models.SlugField(max_length=64)),
                    ('position', models.PositiveSmallIntegerField(default=0, help_text='order on the chart')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='hierarchy.office')),
                    ('closed_on', models.DateField(blank=True, help_text='no longer exists that day', null=True)),
                    ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='hierarchy.section')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('office', 'code'), name='section_code_once_an_office'), models.UniqueConstraint(fields=('office', 'id'), name='section_of_its_office'), models.CheckConstraint(condition=models.Q(('successor__isnull', True), models.Q(('successor', models.F('id')), _negated=True), _connector='OR'), name='section_not_its_own_successor'), models.CheckConstraint(condition=models.Q(('successor__isnull', True), ('closed_on__isnull', False), _connector='OR'), name='section_successor_of_a_closed_one')],
                },
            ),
            migrations.CreateModel(
                name='PowerRow',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('power', models.CharField(max_length=16)),
                    ('effect', models.CharField(choices=[('gives', 'gives'), ('withholds', 'withholds')], default='gives', max_length=10)),
                    ('service', models.SlugField(blank=True, help_text='code of the only service it is for', max_length=64)),
                    ('most_amount', models.PositiveBigIntegerField(blank=True, null=True)),
                    ('starts', models.DateField()),
                    ('ends', models.DateField(blank=True, null=True)),
                    ('source_bn', models.CharField(max_length=300)),
                    ('source_en', models.CharField(max_length=300)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='powers', to='hierarchy.office')),
                    ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('rank', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.rank')),
                ],
                options={
                    'indexes': [models.Index(fields=['office', 'starts'], name='power_of_an_office')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('power__in', ('receive', 'mark', 'note', 'forward', 'recommend', 'decide', 'issue', 'dispose', 'admin', 'flow_edit', 'flow_publish', 'audit', 'draft', 'sign', 'reopen', 'pull_up', 'see_secret'))), name='power_known'), models.CheckConstraint(condition=models.Q(('effect__in', ['gives', 'withholds'])), name='power_effect_known'), models.CheckConstraint(condition=models.Q(('rank__isnull', True), ('post__isnull', True), _connector='XOR'), name='power_of_a_rank_or_a_post'), models.CheckConstraint(condition=models.Q(('ends__isnull', True), ('ends__gt', models.F('starts')), _connector='OR'), name='power_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('effect', 'gives'), ('most_amount__isnull', True), _connector='OR'), name='power_withheld_whole')],
                },
            ),
            migrations.CreateModel(
                name='Body',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('name_bn', models.CharField(max_length=200)),
                    ('name_en', models.CharField(max_length=200)),
                    ('code', models.SlugField(max_length=64)),
                    ('quorum', models.PositiveSmallIntegerField(help_text='members who must be present, the chair among them')),
                    ('starts', models.DateField()),
                    ('ends', models.DateField(blank=True, null=True)),
                    ('source_bn', models.CharField(help_text='the rule or order that constitutes it', max_length=300)),
                    ('source_en', models.CharField(max_length=300)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='hierarchy.office')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('quorum__gte', 1)), name='body_quorum_from_one'), models.CheckConstraint(condition=models.Q(('ends__isnull', True), ('ends__gt', models.F('starts')), _connector='OR'), name='body_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('source_bn', ''), _negated=True), models.Q(('source_en', ''), _negated=True)), name='body_says_its_source'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('office', '='), ('code', '='), (hierarchy.models.bodies.DayRange('starts', 'ends', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='body_constituted_once_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='Seat',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('role', models.CharField(choices=[('chair', 'chair'), ('secretary', 'member-secretary'), ('member', 'member')], max_length=10)),
                    ('position', models.PositiveSmallIntegerField(default=0, help_text='order in the notice')),
                    ('starts', models.DateField()),
                    ('ends', models.DateField(blank=True, null=True)),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='hierarchy.body')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='hierarchy.post')),
                ],
                options={
                    'ordering': ['position', 'starts'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['chair', 'secretary', 'member'])), name='seat_role_known'), models.CheckConstraint(condition=models.Q(('ends__isnull', True), ('ends__gt', models.F('starts')), _connector='OR'), name='seat_ends_after_it_starts'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('body', '='), ('post', '='), (hierarchy.models.bodies.DayRange('starts', 'ends', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='seat_one_a_post_at_a_time'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('role', 'chair')), expressions=[('body', '='), (hierarchy.models.bodies.DayRange('starts', 'ends', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='seat_one_chair_at_a_time'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('role', 'secretary')), expressions=[('body', '='), (hierarchy.models.bodies.DayRange('starts', 'ends', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='seat_one_secretary_at_a_time')],
                },
            ),
        ]),
        migrations.RunSQL("".join(ADD.format(table, name, column, target) for table, column, target, name in KEYS)),
    ]
