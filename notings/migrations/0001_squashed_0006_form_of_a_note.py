"""Note sheets, drafts, signed paragraphs that nobody changes, and papers kept by their content."""

import django.db.models.deletion
import ledger.ids
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from ledger.at_once import AtOnce

# Numbers without gaps, given by the sheet itself.
SIGNED_ONCE = """
CREATE FUNCTION public.notings_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.notings_notesheet s SET counter = s.counter + 1
   WHERE s.id = NEW.sheet_id
  RETURNING s.counter, s.office_id INTO NEW.number, NEW.office_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no note sheet %', NEW.sheet_id USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION public.notings_guard_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_catalog.pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'UPDATE of % is refused: only signing moves a counter', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION public.notings_new_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.counter := 0;
  RETURN NEW;
END $$;

CREATE TRIGGER notings_paragraph_number BEFORE INSERT ON public.notings_paragraph
  FOR EACH ROW EXECUTE FUNCTION public.notings_number();
CREATE TRIGGER notings_paragraph_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON public.notings_paragraph
  FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER notings_notesheet_counter BEFORE UPDATE ON public.notings_notesheet
  FOR EACH STATEMENT EXECUTE FUNCTION public.notings_guard_sheet();
CREATE TRIGGER notings_notesheet_fixed BEFORE DELETE OR TRUNCATE ON public.notings_notesheet
  FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER notings_notesheet_new BEFORE INSERT ON public.notings_notesheet
  FOR EACH ROW EXECUTE FUNCTION public.notings_new_sheet();
ALTER TABLE public.notings_notesheet SET (fillfactor = 80);
"""

CONTENTS = """
CREATE TRIGGER notings_content_fixed BEFORE UPDATE OF id, office_id, sha256, size, media, pages, kept_at
  ON public.notings_content FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER notings_content_stays BEFORE TRUNCATE
  ON public.notings_content FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
"""

# The ready order texts every office starts with. An office adds its own beside them.
PHRASES = (
    ("পেশ করুন।", "Please put up."),
    ("নথিতে উপস্থাপন করুন।", "Please put up on the file."),
    ("প্রয়োজনীয় ব্যবস্থা নিন।", "Please take necessary action."),
    ("বিধি মোতাবেক ব্যবস্থা নিন।", "Please act according to the rules."),
    ("পরীক্ষা করে মতামত দিন।", "Please examine and give your views."),
    ("তদন্ত করে প্রতিবেদন দাখিল করুন।", "Please enquire and report."),
    ("জরুরি ভিত্তিতে নিষ্পত্তি করুন।", "Please dispose of this urgently."),
    ("আলোচনা করুন।", "Please discuss."),
    ("সদয় অবগতি ও আদেশের জন্য পেশ করা হল।", "Put up for kind information and orders."),
    ("প্রস্তাবমতো অনুমোদন করা যেতে পারে।", "May be approved as proposed."),
    ("প্রস্তাবমতো অনুমোদিত।", "Approved as proposed."),
    ("অনুমোদিত নয়; কারণ আবেদনকারীকে জানান।", "Not approved; tell the applicant why."),
    ("খসড়া অনুমোদনের জন্য পেশ করুন।", "Please put up a draft for approval."),
    ("আবেদনকারীকে জানান।", "Please inform the applicant."),
    ("নথিজাত করুন।", "Please file."),
    ("দেখলাম।", "Seen."),
)


def load(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    phrase = apps.get_model("notings", "DecisionPhrase")
    phrase.objects.bulk_create(
        phrase(text_bn=bn, text_en=en, order=order) for order, (bn, en) in enumerate(PHRASES, start=1)
    )


class Migration(migrations.Migration):
    replaces = [
        ('notings', '0001_sheets_and_paragraphs'),
        ('notings', '0002_signed_once'),
        ('notings', '0003_decision_phrases'),
        ('notings', '0004_who_drafted'),
        ('notings', '0005_contents'),
        ('notings', '0006_form_of_a_note'),
    ]

    initial = True

    dependencies = [
        ('hierarchy', '0005_squashed_0017_reset_accounts_need_a_code'),
        ('ledger', '0001_squashed_0003_rights'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='NoteSheet',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('counter', models.PositiveIntegerField(db_default=0, editable=False)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='DecisionPhrase',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('text_bn', models.CharField(max_length=200)),
                    ('text_en', models.CharField(max_length=200)),
                    ('order', models.PositiveSmallIntegerField(default=0)),
                    ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='hierarchy.office')),
                    ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='hierarchy.post')),
                ],
                options={
                    'ordering': ['order', 'text_bn'],
                    'constraints': [models.UniqueConstraint(fields=('office', 'post', 'text_bn'), name='phrase_once_a_list', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('post__isnull', True), ('office__isnull', False), _connector='OR'), name='phrase_of_a_post_names_its_office')],
                },
            ),
            migrations.CreateModel(
                name='NoteDraft',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('lane', models.UUIDField(editable=False, null=True)),
                    ('text', models.TextField(blank=True)),
                    ('revision', models.PositiveIntegerField()),
                    ('updated_at', models.DateTimeField()),
                    ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('user', models.ForeignKey(help_text='who saved it last', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sheet', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='notings.notesheet')),
                    ('writers', models.JSONField(default=list, help_text='everybody whose words may stand in it: hands.py')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('sheet', 'lane', 'post'), name='draft_one_a_lane_and_post', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('revision__gte', 1)), name='draft_revision_from_one')],
                },
            ),
            migrations.CreateModel(
                name='Paragraph',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('lane', models.UUIDField(editable=False, null=True)),
                    ('number', models.PositiveIntegerField(editable=False)),
                    ('text', models.TextField(editable=False)),
                    ('name_bn', models.CharField(editable=False, max_length=200)),
                    ('name_en', models.CharField(editable=False, max_length=200)),
                    ('post_title_bn', models.CharField(editable=False, max_length=200)),
                    ('post_title_en', models.CharField(editable=False, max_length=200)),
                    ('charge', models.CharField(editable=False, help_text='kind of charge; link for a deputy', max_length=16)),
                    ('on_behalf_bn', models.CharField(editable=False, help_text='whom a deputy stood for', max_length=200)),
                    ('on_behalf_en', models.CharField(editable=False, max_length=200)),
                    ('side', models.CharField(choices=[('left', 'left'), ('right', 'right')], editable=False, max_length=5)),
                    ('signed_at', models.DateTimeField(editable=False)),
                    ('author_post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('author_user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('sheet', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='paragraphs', to='notings.notesheet')),
                    ('drafters', models.JSONField(db_default=models.Value([], models.JSONField()), default=list, editable=False, help_text='who wrote it, other than who signed: hands.py')),
                    ('form', models.PositiveSmallIntegerField(db_default=0, default=0, editable=False, help_text='how its marks are read: marking.py')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('sheet', 'number'), name='paragraph_number_once_a_sheet'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='paragraph_number_from_one'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='paragraph_says_something'), models.CheckConstraint(condition=models.Q(('side__in', ['left', 'right'])), name='paragraph_side_known')],
                },
            ),
            migrations.CreateModel(
                name='Content',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('sha256', models.CharField(editable=False, max_length=64)),
                    ('size', models.PositiveBigIntegerField(editable=False, help_text='bytes')),
                    ('media', models.CharField(editable=False, max_length=100)),
                    ('pages', models.PositiveIntegerField(editable=False, null=True)),
                    ('active', models.JSONField(default=list, editable=False, help_text='what in it would run by itself')),
                    ('found', models.CharField(choices=[('unasked', 'not searched for viruses'), ('waiting', 'waiting for the virus scanner'), ('clean', 'no virus found'), ('infected', 'a virus was found')], max_length=8)),
                    ('virus', models.CharField(blank=True, max_length=200)),
                    ('kept_at', models.DateTimeField(editable=False)),
                    ('destroyed_at', models.DateTimeField(null=True)),
                    ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('found', 'waiting')), fields=['kept_at'], name='notings_content_waiting')],
                    'constraints': [models.UniqueConstraint(fields=('office', 'sha256'), name='notings_content_once'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='notings_content_hash'), models.CheckConstraint(condition=models.Q(('media__in', ['application/pdf', 'image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/tiff', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/vnd.openxmlformats-officedocument.presentationml.presentation', 'application/vnd.oasis.opendocument.text', 'application/vnd.oasis.opendocument.spreadsheet', 'application/vnd.oasis.opendocument.presentation', 'application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint', 'text/plain', 'application/zip'])), name='notings_content_kind')],
                },
            ),
        ]),
        migrations.RunSQL(SIGNED_ONCE + CONTENTS),
        migrations.RunPython(load),
    ]
