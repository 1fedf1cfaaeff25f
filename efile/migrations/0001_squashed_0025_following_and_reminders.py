"""Receipts, dak, files, matters and their movements, papers, letters, meetings and desks."""

import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.contrib.postgres.search
import django.db.models.deletion
import ledger.ids
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from ledger.at_once import AtOnce
from ledger.roles import insert_only

# What was recorded stays: a movement, a reading, a paper save its title, a letter as it was sent.
FIXED = """
CREATE TRIGGER efile_movement_fixed BEFORE UPDATE OR DELETE OR TRUNCATE
  ON public.efile_movement FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER efile_accesslog_fixed BEFORE UPDATE OR DELETE OR TRUNCATE
  ON public.efile_accesslog FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER efile_paper_fixed
  BEFORE UPDATE OF id, office_id, matter_id, place, kind, content_id, seq, pages, by, at
  ON public.efile_paper FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER efile_paper_stays BEFORE DELETE OR TRUNCATE
  ON public.efile_paper FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER efile_draftversion_fixed BEFORE UPDATE OR DELETE OR TRUNCATE
  ON public.efile_draftversion FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER efile_draft_fixed
  BEFORE UPDATE OF id, office_id, matter_id, place, kind, language, by, at
  ON public.efile_draft FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER efile_draft_stays BEFORE DELETE OR TRUNCATE
  ON public.efile_draft FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER efile_dakmove_fixed BEFORE UPDATE OR DELETE OR TRUNCATE
  ON public.efile_dakmove FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER efile_addressee_fixed BEFORE UPDATE OR DELETE OR TRUNCATE
  ON public.efile_addressee FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER efile_sending_fixed
  BEFORE UPDATE OF id, addressee_id, number, way, "on", "to", mail, mail_number, postage, code, dak_id, by, at
  ON public.efile_sending FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER efile_sending_stays BEFORE DELETE OR TRUNCATE
  ON public.efile_sending FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
"""

MARKS = "\u09bc\u09cd\u0981\u0983\u00ad\u200c\u200d"
FROM, TO = "ঈঊীূণষসযৎঙ০১২৩৪৫৬৭৮৯", "ইউিুনশশজতং0123456789"
BETWEEN = (
    r"\u0001-\u002f:-@\[-`{-\u00ac\u00ae-\u00bf\u0964\u0965\u09f2\u09f3\u09fb"
    r"\u2000-\u200b\u200e-\u206f\u20a0-\u20cf\u3000"
)

# A reference to a paragraph, a paper, a matter or a paper of the guard file is no word.
FOLD = f"""
CREATE FUNCTION public.efile_fold(said text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(
  replace(replace(replace(lower(normalize(said, NFKC)),
    '\u09a1\u09bc', '\u09b0'), '\u09a2\u09bc', '\u09b0'), '\u09af\u09bc', '\u09df'),
  '{FROM}{MARKS}', '{TO}');

CREATE FUNCTION public.efile_words(said text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT array_to_tsvector(ARRAY(
    SELECT DISTINCT left(word, 40)
      FROM regexp_split_to_table(
        public.efile_fold(regexp_replace(said, '\\[\\[(para|paper|matter|guard):[0-9a-f-]{{36}} ', ' ', 'g')),
        '[{BETWEEN}]+') word
     WHERE word <> ''))
$$;

CREATE FUNCTION public.efile_number_parts(number text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT array_to_tsvector(ARRAY(
    SELECT DISTINCT left(substr(folded, place), 40)
      FROM (SELECT btrim(public.efile_fold(number)) folded) one, generate_series(1, length(folded)) place
     WHERE substr(folded, place, 1) !~ '[{BETWEEN}]'
       AND (place = 1 OR substr(folded, place - 1, 1) ~ '[{BETWEEN}]')))
$$;
"""

KEEP = """
-- A matter with over 6,500 different words takes up no more: a row of words holds 1 MB at most.
CREATE FUNCTION public.efile_find_also(found uuid, number text, said text) RETURNS void
LANGUAGE sql AS $$
  UPDATE public.efile_findable
     SET numbers = numbers || public.efile_number_parts(number),
         words = CASE WHEN length(words) + length(more) <= 6500 THEN words || more ELSE words END
    FROM public.efile_words(said) more
   WHERE id = found
$$;

CREATE FUNCTION public.efile_find_receipt(found uuid, in_matter uuid, in_dak uuid, its_receipt uuid,
                                          heading text, file_number text) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO public.efile_findable AS kept (id, matter_id, dak_id, numbers, words, names)
  SELECT found, in_matter, in_dak,
         public.efile_number_parts(coalesce(r.number, ''))
           || public.efile_number_parts(coalesce(r.foreign_number, ''))
           || public.efile_number_parts(coalesce(file_number, '')),
         public.efile_words(concat_ws(' ', heading, a.name, a.address, left(r.body, 20000))),
         left(public.efile_fold(concat_ws(' ', heading, a.name)), 800)
    FROM (SELECT 1) one
    LEFT JOIN public.efile_receipt r ON r.id = its_receipt
    LEFT JOIN public.efile_applicant a ON a.id = r.applicant_id
  ON CONFLICT (id) DO UPDATE
     SET numbers = kept.numbers || excluded.numbers, names = excluded.names,
         words = CASE WHEN length(kept.words) + length(excluded.words) <= 6500
                      THEN kept.words || excluded.words ELSE kept.words END
$$;

CREATE FUNCTION public.efile_find_matter(found uuid) RETURNS void
LANGUAGE sql AS $$
  SELECT public.efile_find_receipt(m.id, m.id, NULL, m.receipt_id, m.subject, f.number)
    FROM public.efile_matter m LEFT JOIN public.efile_file f ON f.id = m.file_id
   WHERE m.id = found
$$;

CREATE FUNCTION public.efile_find_dak(found uuid) RETURNS void
LANGUAGE sql AS $$
  SELECT public.efile_find_receipt(d.id, NULL, d.id, d.receipt_id, r.subject, NULL)
    FROM public.efile_dak d JOIN public.efile_receipt r ON r.id = d.receipt_id
   WHERE d.id = found
$$;

CREATE FUNCTION public.efile_matter_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.efile_find_matter(NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER efile_matter_found AFTER INSERT ON public.efile_matter
  FOR EACH ROW EXECUTE FUNCTION public.efile_matter_found();
CREATE TRIGGER efile_matter_found_in_file AFTER UPDATE ON public.efile_matter FOR EACH ROW
  WHEN ((OLD.subject, OLD.file_id, OLD.receipt_id) IS DISTINCT FROM (NEW.subject, NEW.file_id, NEW.receipt_id))
  EXECUTE FUNCTION public.efile_matter_found();

CREATE FUNCTION public.efile_dak_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.efile_find_dak(NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER efile_dak_found AFTER INSERT ON public.efile_dak
  FOR EACH ROW EXECUTE FUNCTION public.efile_dak_found();

CREATE FUNCTION public.efile_receipt_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.efile_find_matter(id) FROM public.efile_matter WHERE receipt_id = NEW.id;
  PERFORM public.efile_find_dak(id) FROM public.efile_dak WHERE receipt_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER efile_receipt_found AFTER UPDATE ON public.efile_receipt FOR EACH ROW
  WHEN ((OLD.subject, OLD.body, OLD.foreign_number) IS DISTINCT FROM (NEW.subject, NEW.body, NEW.foreign_number))
  EXECUTE FUNCTION public.efile_receipt_found();

CREATE FUNCTION public.efile_applicant_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.efile_find_matter(m.id) FROM public.efile_matter m
     JOIN public.efile_receipt r ON r.id = m.receipt_id WHERE r.applicant_id = NEW.id;
  PERFORM public.efile_find_dak(d.id) FROM public.efile_dak d
     JOIN public.efile_receipt r ON r.id = d.receipt_id WHERE r.applicant_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER efile_applicant_found AFTER UPDATE ON public.efile_applicant FOR EACH ROW
  WHEN ((OLD.name, OLD.address) IS DISTINCT FROM (NEW.name, NEW.address))
  EXECUTE FUNCTION public.efile_applicant_found();

CREATE FUNCTION public.efile_paragraph_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.efile_find_also(id, '', NEW.text) FROM public.efile_matter WHERE sheet_id = NEW.sheet_id;
  RETURN NULL;
END $$;
CREATE TRIGGER efile_paragraph_found AFTER INSERT ON public.notings_paragraph FOR EACH ROW
  WHEN (NEW.lane IS NULL) EXECUTE FUNCTION public.efile_paragraph_found();

-- What is written in a part file is read by all once the part is closed.
CREATE FUNCTION public.efile_part_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.efile_find_also(NEW.matter_id, '', text)
     FROM public.notings_paragraph p JOIN public.efile_matter m ON m.sheet_id = p.sheet_id
    WHERE m.id = NEW.matter_id AND p.lane = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER efile_part_found AFTER UPDATE ON public.efile_thread FOR EACH ROW
  WHEN (NEW.parent_id IS NOT NULL AND OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL)
  EXECUTE FUNCTION public.efile_part_found();

CREATE FUNCTION public.efile_letter_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.efile_find_also(NEW.matter_id, NEW.memo, concat_ws(' ', subject, body, "to", copies))
     FROM public.efile_draftversion WHERE draft_id = NEW.id AND number = NEW.approved;
  RETURN NULL;
END $$;
CREATE TRIGGER efile_letter_found AFTER UPDATE ON public.efile_draft FOR EACH ROW
  WHEN (NEW.approved IS NOT NULL AND (OLD.approved, OLD.memo) IS DISTINCT FROM (NEW.approved, NEW.memo))
  EXECUTE FUNCTION public.efile_letter_found();

CREATE FUNCTION public.efile_paper_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.efile_find_also(NEW.matter_id, '', NEW.title);
  RETURN NULL;
END $$;
CREATE TRIGGER efile_paper_found AFTER INSERT OR UPDATE OF title ON public.efile_paper FOR EACH ROW
  WHEN (NEW.title <> '') EXECUTE FUNCTION public.efile_paper_found();
"""

# A matter is found by every number its file ever had.
EARLIER_NUMBERS = """
CREATE FUNCTION public.efile_earlier_number_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.efile_find_also(id, NEW.number, '') FROM public.efile_matter WHERE file_id = NEW.file_id;
  RETURN NULL;
END $$;
CREATE TRIGGER efile_earlier_number_found AFTER INSERT ON public.efile_filenumber
  FOR EACH ROW EXECUTE FUNCTION public.efile_earlier_number_found();

CREATE FUNCTION public.efile_matter_filed_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.efile_find_also(NEW.id, number, '') FROM public.efile_filenumber WHERE file_id = NEW.file_id;
  RETURN NULL;
END $$;
CREATE TRIGGER efile_matter_filed_found AFTER UPDATE OF file_id ON public.efile_matter FOR EACH ROW
  WHEN (NEW.file_id IS DISTINCT FROM OLD.file_id)
  EXECUTE FUNCTION public.efile_matter_filed_found();
"""


def add_readings_only(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    insert_only(editor, "efile_accesslog")


class Migration(migrations.Migration):
    replaces = [
        ('efile', '0001_initial'),
        ('efile', '0002_initial'),
        ('efile', '0003_movements_fixed'),
        ('efile', '0004_newest_movements_of_an_office'),
        ('efile', '0005_meetings'),
        ('efile', '0006_showing_and_access_log'),
        ('efile', '0007_access_log_fixed'),
        ('efile', '0008_seals_notices_and_jumped_levels'),
        ('efile', '0009_reopening'),
        ('efile', '0010_reading_of_a_meetings_papers'),
        ('efile', '0011_papers'),
        ('efile', '0012_titles_of_papers'),
        ('efile', '0013_letters'),
        ('efile', '0014_dak_with_copies_enclosures_and_reminders'),
        ('efile', '0015_sorters_and_replies_of_dak'),
        ('efile', '0016_readings_of_parts_of_a_file'),
        ('efile', '0017_what_is_found'),
        ('efile', '0018_letters_issued_and_sent'),
        ('efile', '0019_heads_states_parts_volumes_and_links_of_files'),
        ('efile', '0020_parking_labels_and_views'),
        ('efile', '0021_guard_file'),
        ('efile', '0022_registers_are_read_by_their_dates'),
        ('efile', '0023_prints_of_files'),
        ('efile', '0024_standby_copies'),
        ('efile', '0025_following_and_reminders'),
    ]

    initial = True

    dependencies = [
        ('hierarchy', '0005_squashed_0017_reset_accounts_need_a_code'),
        ('ledger', '0001_squashed_0003_rights'),
        ('notings', '0001_squashed_0006_form_of_a_note'),
        ('workflows', '0001_squashed_0008_level_of_disposal'),
    ]

    operations = [
        django.contrib.postgres.operations.TrigramExtension(),
        AtOnce([
            migrations.CreateModel(
                name='Movement',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('seq', models.PositiveIntegerField()),
                    ('kind', models.CharField(max_length=20)),
                    ('by', models.JSONField(help_text='The actor as he was: name, post, charge, in both languages')),
                    ('stage', models.CharField(blank=True, max_length=100)),
                    ('outcome', models.CharField(blank=True, max_length=60)),
                    ('paragraph', models.PositiveIntegerField(help_text='Number of the note signed with it', null=True)),
                    ('at', models.DateTimeField()),
                    ('from_post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='efile.matter')),
                    ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('to_post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('thread', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='efile.thread')),
                ],
                options={
                    'ordering': ['seq'],
                    'indexes': [models.Index(models.F('from_post'), models.OrderBy(models.F('at'), descending=True), name='movement_sent_idx'), models.Index(models.F('office'), models.OrderBy(models.F('at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='movement_office_idx')],
                    'constraints': [models.UniqueConstraint(fields=('matter', 'seq'), name='movement_seq')],
                },
            ),
            migrations.CreateModel(
                name='NumberSeries',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=120)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('last', models.PositiveIntegerField(default=0)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('office', 'code', 'year'), name='series_once')],
                },
            ),
            migrations.CreateModel(
                name='Receipt',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=40)),
                    ('serial', models.PositiveIntegerField()),
                    ('year', models.PositiveSmallIntegerField()),
                    ('channel', models.CharField(choices=[('counter', 'Counter'), ('e-service', 'E-service centre'), ('post', 'Post'), ('email', 'E-mail'), ('portal', 'Portal'), ('bsk', 'Bangla Sahayata Kendra'), ('csc', 'Common service centre'), ('office', 'Another office')], max_length=10)),
                    ('subject', models.CharField(max_length=500)),
                    ('body', models.TextField(blank=True)),
                    ('foreign_number', models.CharField(blank=True, max_length=100)),
                    ('received_at', models.DateTimeField()),
                    ('promised_on', models.DateField(help_text='Printed on the slip; never changes')),
                    ('tracking', models.CharField(max_length=13, unique=True)),
                    ('applicant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='efile.applicant')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('received_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.service')),
                ],
                options={
                    'indexes': [models.Index(models.F('office'), models.OrderBy(models.F('received_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='receipt_diary_idx')],
                    'constraints': [models.UniqueConstraint(fields=('office', 'year', 'serial'), name='receipt_serial')],
                },
            ),
            migrations.CreateModel(
                name='Thread',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('waiting_for', models.CharField(blank=True, max_length=120)),
                    ('act', models.CharField(help_text='Kind of the last movement', max_length=20)),
                    ('arrived_at', models.DateTimeField()),
                    ('read_at', models.DateTimeField(help_text='When the present holder first opened it', null=True)),
                    ('due_on', models.DateField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='threads', to='efile.matter')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='efile.thread')),
                    ('pool', models.ForeignKey(help_text='Set while nobody of the section has taken the thread', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.section')),
                    ('sender', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('stage', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.openstage')),
                    ('parked_until', models.DateField(help_text='Off the desk until this day; any act ends it', null=True)),
                ],
                options={
                    'indexes': [models.Index(models.F('holder'), models.OrderBy(models.F('arrived_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('closed_at__isnull', True)), name='thread_desk_idx'), models.Index(condition=models.Q(('closed_at__isnull', True), ('pool__isnull', False)), fields=['pool'], name='thread_pool_idx'), models.Index(models.F('office'), models.OrderBy(models.F('arrived_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='thread_newest_idx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), ('waiting_for', ''), _connector='OR'), name='thread_closed_waits_for_nothing')],
                },
            ),
            migrations.CreateModel(
                name='Applicant',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=200)),
                    ('address', models.CharField(blank=True, max_length=400)),
                    ('mobile', models.CharField(blank=True, max_length=20)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='File',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(blank=True, help_text='Empty while it is a draft', max_length=100)),
                    ('subject', models.CharField(max_length=500)),
                    ('status', models.CharField(choices=[('draft', 'Draft'), ('current', 'Current'), ('closed', 'Closed'), ('merged', 'Merged')], default='current', max_length=8)),
                    ('opened_at', models.DateTimeField()),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('section', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.section')),
                    ('head', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.subjecthead')),
                    ('paper_year', models.PositiveSmallIntegerField(help_text='Year of a paper file taken over', null=True)),
                    ('parked_until', models.DateField(help_text='It comes back by itself on this day', null=True)),
                    ('part', models.PositiveSmallIntegerField(default=0, help_text='Which part of its main file it is, from 1')),
                    ('part_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='efile.file')),
                    ('retention', models.CharField(blank=True, help_text='Its class, for how long it is kept', max_length=4)),
                    ('shelf', models.CharField(blank=True, help_text='Where its physical cover lies', max_length=100)),
                ],
                options={
                    'indexes': [models.Index(models.F('office'), models.OrderBy(models.F('opened_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='file_newest_idx')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('office', 'number'), name='file_number_once'), models.UniqueConstraint(condition=models.Q(('part_of__isnull', False)), fields=('part_of', 'part'), name='file_part_once'), models.CheckConstraint(condition=models.Q(('status', 'draft'), models.Q(('number', ''), _negated=True), _connector='XOR'), name='file_without_a_number_is_a_draft'), models.CheckConstraint(condition=models.Q(models.Q(('part', 0), ('part_of__isnull', True)), models.Q(('part__gte', 1), models.Q(('part_of', models.F('pk')), _negated=True)), _connector='OR'), name='file_part_of_another')],
                },
            ),
            migrations.CreateModel(
                name='Matter',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('subject', models.CharField(max_length=500)),
                    ('priority', models.PositiveSmallIntegerField(choices=[(0, 'Ordinary'), (1, 'Urgent'), (2, 'Most urgent')], default=0)),
                    ('secrecy', models.PositiveSmallIntegerField(choices=[(0, 'Normal'), (1, 'Confidential'), (2, 'Secret'), (3, 'Top secret')], default=0)),
                    ('promised_on', models.DateField(null=True)),
                    ('opened_at', models.DateTimeField()),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('disposal', models.CharField(blank=True, max_length=20)),
                    ('moves', models.PositiveIntegerField(default=0, help_text='Movements so far; their serial')),
                    ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='efile.file')),
                    ('instance', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.instance')),
                    ('marked_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('section', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.section')),
                    ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.service')),
                    ('sheet', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='notings.notesheet')),
                    ('receipt', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matter', to='efile.receipt')),
                    ('reopened_from', models.ForeignKey(help_text='Whose communicated decision was reopened: only a post above it decides again', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(models.F('office'), models.OrderBy(models.F('opened_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='matter_newest_idx'), models.Index(condition=models.Q(('secrecy__gt', 0)), fields=['office', 'secrecy'], name='matter_graded_idx'), models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['office', 'opened_at', 'id'], name='matter_pending_idx'), models.Index(models.F('office'), models.OrderBy(models.F('closed_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('closed_at__isnull', False)), name='matter_disposed_idx')],
                },
            ),
            migrations.CreateModel(
                name='Meeting',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveIntegerField(help_text="of this body's meetings")),
                    ('at', models.DateTimeField(help_text='when it is held')),
                    ('place', models.CharField(max_length=200)),
                    ('caller', models.JSONField(help_text='who called it, as he was: name, post, charge, in both languages')),
                    ('called_at', models.DateTimeField()),
                    ('attended_at', models.DateTimeField(help_text='when attendance was last recorded', null=True)),
                    ('signed_at', models.DateTimeField(null=True)),
                    ('signer', models.JSONField(help_text='the chair, as he was', null=True)),
                    ('off_at', models.DateTimeField(null=True)),
                    ('off_reason', models.CharField(blank=True, max_length=500)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='hierarchy.body')),
                    ('called_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                ],
                options={
                    'indexes': [models.Index(models.F('body'), models.OrderBy(models.F('at'), descending=True), name='meeting_of_a_body')],
                    'constraints': [models.UniqueConstraint(fields=('body', 'number'), name='meeting_number_once'), models.CheckConstraint(condition=models.Q(('called_at__lte', models.F('at'))), name='meeting_told_before'), models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', True), ('signer__isnull', True)), models.Q(('attended_at__isnull', False), ('signed_at__isnull', False), ('signer__isnull', False)), _connector='OR'), name='meeting_signed_names_its_chair'), models.CheckConstraint(condition=models.Q(models.Q(('off_at__isnull', True), ('off_reason', '')), models.Q(('off_at__isnull', False), ('signed_at__isnull', True), models.Q(('off_reason', ''), _negated=True)), _connector='OR'), name='meeting_off_was_not_signed')],
                },
            ),
            migrations.CreateModel(
                name='Attendance',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('role', models.CharField(choices=[('chair', 'chair'), ('secretary', 'member-secretary'), ('member', 'member')], max_length=10)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('present', models.BooleanField()),
                    ('who', models.JSONField(default=dict)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='efile.meeting')),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'post'), name='attendance_once_a_post'), models.CheckConstraint(condition=models.Q(('present', False), ('user__isnull', False), _connector='OR'), name='attendance_present_names_a_person')],
                },
            ),
            migrations.CreateModel(
                name='AgendaItem',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('outcome', models.CharField(blank=True, max_length=60)),
                    ('put_off', models.BooleanField(default=False)),
                    ('text', models.TextField(blank=True, help_text='what the meeting resolved, as the minutes say it')),
                    ('movement', models.PositiveIntegerField(help_text='the movement that the signature made', null=True)),
                    ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='efile.matter')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.openstage')),
                    ('thread', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='efile.thread')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='efile.meeting')),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'stage'), name='item_once_a_meeting'), models.UniqueConstraint(condition=models.Q(('put_off', False)), fields=('stage',), name='item_before_one_meeting'), models.CheckConstraint(condition=models.Q(('put_off', False), ('outcome', ''), _connector='OR'), name='item_put_off_is_not_decided')],
                },
            ),
            migrations.CreateModel(
                name='MeetingNotice',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('sent_at', models.DateTimeField()),
                    ('carried_at', models.DateTimeField(help_text='when the relay carried it out', null=True)),
                    ('read_at', models.DateTimeField(null=True)),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='efile.meeting')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('read_at__isnull', True)), fields=['post'], name='meeting_notice_unread')],
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'post'), name='meeting_notice_once')],
                },
            ),
            migrations.CreateModel(
                name='AccessLog',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('by', models.JSONField(help_text='The reader as he was: name, post, charge, in both languages')),
                    ('page', models.CharField(choices=[('detail', 'the file'), ('peek', 'a look beside the list'), ('path', 'its path'), ('history', 'its movement'), ('run', 'its record run again'), ('slip', 'the slip'), ('print', 'a print'), ('meeting', 'the papers of a meeting'), ('paper', 'a paper'), ('part', 'a form or another part of it')], max_length=10)),
                    ('secrecy', models.PositiveSmallIntegerField(help_text='The grade the matter carried then')),
                    ('at', models.DateTimeField()),
                    ('matter', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='efile.matter')),
                    ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(models.F('matter'), models.OrderBy(models.F('at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='access_of_a_matter_idx'), models.Index(models.F('office'), models.OrderBy(models.F('at'), descending=True), name='access_of_an_office_idx')],
                },
            ),
            migrations.CreateModel(
                name='FileGrant',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('given_at', models.DateTimeField()),
                    ('until', models.DateTimeField()),
                    ('reason', models.CharField(max_length=300)),
                    ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='efile.file')),
                    ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.group')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
                ],
                options={
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('until__gte', models.F('given_at'))), name='filegrant_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='filegrant_says_why')],
                    'unique_together': {('group', 'permission', 'content_object')},
                },
            ),
            migrations.CreateModel(
                name='MatterGrant',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('given_at', models.DateTimeField()),
                    ('until', models.DateTimeField()),
                    ('reason', models.CharField(max_length=300)),
                    ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='efile.matter')),
                    ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.group')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
                ],
                options={
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('until__gte', models.F('given_at'))), name='mattergrant_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='mattergrant_says_why')],
                    'unique_together': {('group', 'permission', 'content_object')},
                },
            ),
            migrations.CreateModel(
                name='DeskNotice',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(choices=[('pulled_up', 'was pulled up from you'), ('jumped', 'went past you'), ('decided', 'was decided and sent down past you'), ('reopened', 'was reopened after your decision'), ('copied', 'was sent on, with a copy for you to read'), ('woken', 'was taken up again while you had parked it')], max_length=12)),
                    ('seq', models.PositiveIntegerField(help_text='The movement that it tells of')),
                    ('by', models.JSONField(help_text='Who did it, as he was: name, post, charge, in both languages')),
                    ('at', models.DateTimeField()),
                    ('dismissed_at', models.DateTimeField(null=True)),
                    ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='desk_notices', to='efile.matter')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='desk_notices', to='hierarchy.post')),
                ],
                options={
                    'ordering': ['-at', '-id'],
                    'indexes': [models.Index(condition=models.Q(('dismissed_at__isnull', True)), fields=['post'], name='notice_desk_idx')],
                    'constraints': [models.UniqueConstraint(fields=('matter', 'seq', 'post'), name='notice_once')],
                },
            ),
            migrations.CreateModel(
                name='JumpedLevel',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('seq', models.PositiveIntegerField(help_text='The movement up')),
                    ('passed_seq', models.PositiveIntegerField(help_text='The movement that made good for it', null=True)),
                    ('below', models.ForeignKey(help_text='who sent it up', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('post', models.ForeignKey(help_text='who was passed', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('thread', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jumped', to='efile.thread')),
                ],
                options={
                    'ordering': ['seq', 'id'],
                    'indexes': [models.Index(condition=models.Q(('passed_seq__isnull', True)), fields=['thread'], name='jumped_open_idx')],
                    'constraints': [models.UniqueConstraint(fields=('thread', 'seq', 'post'), name='jumped_once')],
                },
            ),
            migrations.CreateModel(
                name='Seal',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='hierarchy.post')),
                    ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                ],
                options={
                    'ordering': ['position', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('owner', 'to'), name='seal_once'), models.CheckConstraint(condition=models.Q(('owner', models.F('to')), _negated=True), name='seal_names_another')],
                },
            ),
            migrations.CreateModel(
                name='PageCounter',
                fields=[
                    ('subject', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ('pages', models.PositiveIntegerField()),
                ],
            ),
            migrations.CreateModel(
                name='Paper',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('place', models.PositiveIntegerField(help_text='Its order in the matter, from 1')),
                    ('kind', models.CharField(choices=[('application', 'Application'), ('enclosure', 'Enclosure'), ('message', 'Answer'), ('notice', 'Notice'), ('letter', 'Letter of the office'), ('attached', 'Paper put in by an officer'), ('receipt', 'Letter received')], max_length=12)),
                    ('title', models.CharField(blank=True, help_text='Empty where its kind or stage names it', max_length=200)),
                    ('seq', models.PositiveIntegerField(help_text='The movement that it came with', null=True)),
                    ('first_page', models.PositiveIntegerField()),
                    ('pages', models.PositiveIntegerField(default=1)),
                    ('by', models.JSONField(help_text='The actor as he was then')),
                    ('at', models.DateTimeField()),
                    ('struck_at', models.DateTimeField(null=True)),
                    ('content', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='notings.content')),
                    ('matter', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='efile.matter')),
                    ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('matter', 'place'), name='efile_paper_place'), models.CheckConstraint(condition=models.Q(('first_page__gte', 1), ('pages__gte', 1)), name='efile_paper_pages')],
                },
            ),
            migrations.CreateModel(
                name='Draft',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('place', models.PositiveIntegerField(help_text='Its order in the matter, from 1')),
                    ('kind', models.CharField(max_length=20)),
                    ('language', models.CharField(max_length=2)),
                    ('status', models.CharField(choices=[('draft', 'Draft'), ('approved', 'Approved'), ('ready', 'Fair copy, to be signed'), ('signed', 'Signed'), ('issued', 'Issued'), ('dropped', 'Given up')], default='draft', max_length=8)),
                    ('newest', models.PositiveIntegerField(default=1)),
                    ('approved', models.PositiveIntegerField(null=True)),
                    ('memo', models.CharField(blank=True, max_length=140)),
                    ('day', models.DateField(null=True)),
                    ('how', models.CharField(blank=True, choices=[('digital', 'Digital signature'), ('ink', 'Printed, signed by hand and scanned')], max_length=8)),
                    ('by', models.JSONField(help_text='The actor as he was then')),
                    ('at', models.DateTimeField()),
                    ('fair', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='notings.content')),
                    ('matter', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='efile.matter')),
                    ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('paper', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letter', to='efile.paper')),
                    ('issue_number', models.CharField(blank=True, max_length=40)),
                    ('issue_serial', models.PositiveIntegerField(null=True)),
                    ('issue_year', models.PositiveSmallIntegerField(null=True)),
                    ('issued_at', models.DateTimeField(null=True)),
                    ('issued_by', models.JSONField(help_text='The dispatcher as he was then', null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['office', 'status'], name='efile_draft_to_issue_idx'), models.Index(models.F('office'), models.OrderBy(models.F('issued_at'), descending=True), name='efile_draft_issued_idx')],
                    'constraints': [models.UniqueConstraint(fields=('matter', 'place'), name='efile_draft_place'), models.UniqueConstraint(condition=models.Q(('memo', ''), _negated=True), fields=('office', 'memo'), name='efile_draft_memo_once'), models.CheckConstraint(condition=models.Q(('fair__isnull', True), models.Q(models.Q(('memo', ''), _negated=True), ('day__isnull', False)), _connector='OR'), name='efile_draft_fair_copy_has_a_number'), models.UniqueConstraint(fields=('office', 'issue_year', 'issue_serial'), name='efile_draft_issued_once'), models.CheckConstraint(condition=models.Q(models.Q(('issue_serial__isnull', False), ('issued_at__isnull', False), ('status', 'issued')), models.Q(models.Q(('status', 'issued'), _negated=True), ('issue_serial__isnull', True), ('issued_at__isnull', True)), _connector='OR'), name='efile_draft_issued_has_a_number'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'approved', 'ready', 'signed', 'issued', 'dropped'])), name='efile_draft_status'), models.CheckConstraint(condition=models.Q(models.Q(('approved__isnull', True), ('status__in', ['draft', 'dropped'])), models.Q(('approved__isnull', False), ('status__in', ['approved', 'ready', 'signed', 'issued'])), _connector='OR'), name='efile_draft_approved')],
                },
            ),
            migrations.CreateModel(
                name='DraftVersion',
                fields=[
                    ('subject', models.CharField(blank=True, max_length=500)),
                    ('body', models.TextField(blank=True)),
                    ('to', models.TextField(blank=True)),
                    ('copies', models.TextField(blank=True)),
                    ('reference', models.CharField(blank=True, max_length=1000)),
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveIntegerField()),
                    ('by', models.JSONField(help_text='The actor as he was then')),
                    ('at', models.DateTimeField()),
                    ('draft', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='efile.draft')),
                    ('signatory', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('recipients', models.TextField(blank=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('draft', 'number'), name='efile_draftversion_once')],
                },
            ),
            migrations.CreateModel(
                name='DraftWork',
                fields=[
                    ('subject', models.CharField(blank=True, max_length=500)),
                    ('body', models.TextField(blank=True)),
                    ('to', models.TextField(blank=True)),
                    ('copies', models.TextField(blank=True)),
                    ('reference', models.CharField(blank=True, max_length=1000)),
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('base', models.PositiveIntegerField()),
                    ('revision', models.PositiveIntegerField()),
                    ('updated_at', models.DateTimeField()),
                    ('draft', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='work', to='efile.draft')),
                    ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('signatory', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('user', models.ForeignKey(help_text='who saved it last', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('recipients', models.TextField(blank=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('draft', 'post'), name='efile_draftwork_once')],
                },
            ),
            migrations.CreateModel(
                name='Dak',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(choices=[('citizen', 'From a citizen'), ('official', 'From an office'), ('copy', 'Copy for information')], max_length=8)),
                    ('state', models.CharField(choices=[('open', 'On the desk'), ('put_up', 'Put up in a file'), ('attached', 'Added to a matter'), ('filed', 'Filed without action'), ('archived', 'Put away')], default='open', max_length=8)),
                    ('arrived_at', models.DateTimeField()),
                    ('read_at', models.DateTimeField(null=True)),
                    ('designation', models.CharField(blank=True, help_text='Of who signed the letter', max_length=200)),
                    ('letter_date', models.DateField(null=True)),
                    ('priority', models.PositiveSmallIntegerField(default=0)),
                    ('secrecy', models.PositiveSmallIntegerField(default=0)),
                    ('physical', models.BooleanField(default=False)),
                    ('shelf', models.CharField(blank=True, max_length=100)),
                    ('acknowledged_at', models.DateTimeField(null=True)),
                    ('reply_by', models.DateField(help_text='The day by which an answer is asked for', null=True)),
                    ('version', models.PositiveIntegerField(default=0, help_text='Moves so far; their serial')),
                    ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='efile.file')),
                    ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('matter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='daks', to='efile.matter')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('paper', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dak', to='efile.paper')),
                    ('paper_at', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('receipt', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='dak', to='efile.receipt')),
                    ('reminds', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='efile.dak')),
                    ('sender', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('quotes', models.CharField(blank=True, help_text='Our number or code that it quotes', max_length=200)),
                ],
                options={
                    'indexes': [models.Index(models.F('holder'), models.OrderBy(models.F('arrived_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('state', 'open')), name='dak_desk_idx'), models.Index(models.F('office'), models.OrderBy(models.F('arrived_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='dak_newest_idx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('physical', True), models.Q(('paper_at__isnull', True), ('shelf', '')), _connector='OR'), name='dak_paper_is_physical'), models.CheckConstraint(condition=models.Q(models.Q(('file__isnull', True), ('matter__isnull', True), ('state', 'open')), models.Q(('file__isnull', True), ('matter__isnull', True), ('state', 'archived')), models.Q(('file__isnull', False), ('matter__isnull', True), ('state', 'filed')), models.Q(('matter__isnull', False), ('state__in', ['put_up', 'attached'])), _connector='OR'), name='dak_lies_where_its_state_says')],
                },
            ),
            migrations.CreateModel(
                name='DakCopy',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('sent_at', models.DateTimeField()),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('dak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='efile.dak')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                ],
                options={
                    'ordering': ['sent_at', 'id'],
                    'indexes': [models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['post'], name='dak_copies_idx')],
                    'constraints': [models.UniqueConstraint(fields=('dak', 'post'), name='dak_copy_once')],
                },
            ),
            migrations.CreateModel(
                name='DakMove',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('seq', models.PositiveIntegerField()),
                    ('kind', models.CharField(choices=[('received', 'Entered in the diary'), ('sent', 'Sent'), ('read', 'Opened'), ('paper', 'Physical item received'), ('shelved', 'Shelf place noted'), ('acknowledged', 'Acknowledged'), ('changed', 'Particulars changed'), ('copied', 'Copy sent'), ('copy_read', 'Copy read and put away'), ('lacking', 'Missing enclosure noted'), ('supplied', 'Missing enclosure supplied'), ('reminded', 'Reminder'), ('proposed', 'Sorted: proposed'), ('confirmed', 'Sorted: confirmed'), ('put_up', 'Put up in a file'), ('attached', 'Added to a matter'), ('filed', 'Filed without action'), ('archived', 'Put away'), ('undone', 'Taken back')], max_length=12)),
                    ('by', models.JSONField(help_text='The actor as he was: name, post, charge, in both languages')),
                    ('at', models.DateTimeField()),
                    ('dak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='efile.dak')),
                    ('from_post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('to_post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                ],
                options={
                    'ordering': ['seq'],
                    'indexes': [models.Index(models.OrderBy(models.F('at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='dak_move_newest_idx')],
                    'constraints': [models.UniqueConstraint(fields=('dak', 'seq'), name='dak_move_seq')],
                },
            ),
            migrations.CreateModel(
                name='DakReminder',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('words', models.CharField(max_length=300)),
                    ('act_by', models.DateField(null=True)),
                    ('at', models.DateTimeField()),
                    ('by_post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('dak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked', to='efile.dak')),
                ],
                options={
                    'ordering': ['at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='DakScan',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('place', models.PositiveSmallIntegerField()),
                    ('title', models.CharField(max_length=200)),
                    ('content', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='notings.content')),
                    ('dak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scans', to='efile.dak')),
                ],
                options={
                    'ordering': ['place'],
                    'constraints': [models.UniqueConstraint(fields=('dak', 'place'), name='dak_scan_place')],
                },
            ),
            migrations.CreateModel(
                name='Lack',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('what', models.CharField(max_length=200)),
                    ('noted_at', models.DateTimeField()),
                    ('supplied_at', models.DateTimeField(null=True)),
                    ('dak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lacks', to='efile.dak')),
                ],
                options={
                    'ordering': ['noted_at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Proposal',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('decision', models.CharField(choices=[('send', 'Send to'), ('archive', 'Put away')], max_length=8)),
                    ('words', models.CharField(blank=True, max_length=300)),
                    ('by', models.JSONField(help_text='The sorter as he was then')),
                    ('at', models.DateTimeField()),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('settled_by', models.JSONField(help_text='Who confirmed, changed or put it aside', null=True)),
                    ('confirmed', models.BooleanField(null=True)),
                    ('by_post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('dak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='efile.dak')),
                    ('to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('settled_at__isnull', True)), fields=('dak',), name='proposal_one_stands'), models.CheckConstraint(condition=models.Q(models.Q(('decision', 'send'), ('to__isnull', False)), models.Q(('decision', 'archive'), ('to__isnull', True)), _connector='OR'), name='proposal_names_a_post')],
                },
            ),
            migrations.CreateModel(
                name='ReplyLink',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('message', models.CharField(max_length=120)),
                    ('to_name', models.CharField(max_length=200)),
                    ('token', models.CharField(help_text='SHA-256 of what stands in the address', max_length=64, unique=True)),
                    ('made_at', models.DateTimeField()),
                    ('until', models.DateTimeField(help_text='The first moment at which it opens no more')),
                    ('used_at', models.DateTimeField(null=True)),
                    ('by_post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('dak', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='efile.dak')),
                    ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reply_links', to='efile.matter')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('dak__isnull', True), ('used_at__isnull', True)), models.Q(('dak__isnull', False), ('used_at__isnull', False)), _connector='OR'), name='reply_link_used_brought_a_dak')],
                },
            ),
            migrations.CreateModel(
                name='Sorter',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('since', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('chief', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('delegate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('chief', 'delegate'), name='sorter_once'), models.CheckConstraint(condition=models.Q(('chief', models.F('delegate')), _negated=True), name='sorter_is_another')],
                },
            ),
            migrations.CreateModel(
                name='Findable',
                fields=[
                    ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ('numbers', django.contrib.postgres.search.SearchVectorField()),
                    ('words', django.contrib.postgres.search.SearchVectorField()),
                    ('names', models.TextField()),
                    ('dak', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='findable', to='efile.dak')),
                    ('matter', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='findable', to='efile.matter')),
                ],
                options={
                    'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['numbers'], name='findable_numbers_idx'), django.contrib.postgres.indexes.GinIndex(fields=['words'], name='findable_words_idx'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('names'), 'gin_trgm_ops'), name='findable_names_idx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('dak__isnull', True), ('matter', models.F('id'))), models.Q(('dak', models.F('id')), ('matter__isnull', True)), _connector='OR'), name='findable_is_its_subject')],
                },
            ),
            migrations.CreateModel(
                name='Addressee',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('place', models.PositiveSmallIntegerField(help_text='Its order in the letter, from 1')),
                    ('role', models.CharField(max_length=8)),
                    ('name', models.CharField(max_length=300)),
                    ('address', models.CharField(blank=True, max_length=400)),
                    ('email', models.CharField(blank=True, max_length=254)),
                    ('mobile', models.CharField(blank=True, max_length=20)),
                    ('memo', models.CharField(help_text='That of his own copy', max_length=160)),
                    ('draft', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='addressees', to='efile.draft')),
                    ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                ],
                options={
                    'ordering': ['place'],
                    'constraints': [models.UniqueConstraint(fields=('draft', 'place'), name='addressee_place')],
                },
            ),
            migrations.CreateModel(
                name='RecipientGroup',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('recipients', models.TextField()),
                    ('by', models.JSONField(help_text='Who kept it last')),
                    ('at', models.DateTimeField()),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                ],
                options={
                    'ordering': ['name'],
                    'constraints': [models.UniqueConstraint(fields=('office', 'post', 'name'), name='recipient_group_once', nulls_distinct=False)],
                },
            ),
            migrations.CreateModel(
                name='Sending',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveSmallIntegerField(help_text='Its order among the tries, from 1')),
                    ('way', models.CharField(choices=[('post', 'By post'), ('hand', 'By hand'), ('email', 'By e-mail'), ('sms', 'SMS with a link'), ('office', 'To the dak of an office here')], max_length=6)),
                    ('state', models.CharField(choices=[('queued', 'being sent'), ('out', 'sent'), ('arrived', 'received'), ('failed', 'not sent')], max_length=7)),
                    ('on', models.DateField(help_text='The day it went out')),
                    ('to', models.CharField(blank=True, help_text='The e-mail address or mobile number used', max_length=254)),
                    ('mail', models.CharField(blank=True, choices=[('ordinary', 'Ordinary post'), ('registered', 'Registered post'), ('speed', 'Speed post')], max_length=10)),
                    ('mail_number', models.CharField(blank=True, help_text='That of the postal receipt', max_length=40)),
                    ('postage', models.DecimalField(decimal_places=2, max_digits=8, null=True)),
                    ('code', models.CharField(blank=True, max_length=20)),
                    ('token', models.CharField(blank=True, max_length=64)),
                    ('by', models.JSONField(help_text='The dispatcher as he was then')),
                    ('at', models.DateTimeField()),
                    ('settled_at', models.DateTimeField(help_text='When it arrived or failed', null=True)),
                    ('settled_by', models.JSONField(help_text='Who handed it over or received it', null=True)),
                    ('received_by', models.CharField(blank=True, help_text='Into whose hand it was given', max_length=200)),
                    ('failure', models.CharField(blank=True, max_length=300)),
                    ('addressee', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='sendings', to='efile.addressee')),
                    ('dak', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sent_by', to='efile.dak')),
                ],
                options={
                    'ordering': ['number'],
                    'indexes': [models.Index(models.OrderBy(models.F('on'), descending=True), models.OrderBy(models.F('id'), descending=True), name='sending_register_idx')],
                    'constraints': [models.UniqueConstraint(fields=('addressee', 'number'), name='sending_number'), models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('code',), name='sending_code'), models.UniqueConstraint(condition=models.Q(('token', ''), _negated=True), fields=('token',), name='sending_token'), models.CheckConstraint(condition=models.Q(('way__in', ['post', 'hand', 'email', 'sms', 'office'])), name='sending_way'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'failed'), _negated=True), ('failure', '')), models.Q(('state', 'failed'), models.Q(('failure', ''), _negated=True)), _connector='OR'), name='sending_failed_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('state__in', ['queued', 'out'])), models.Q(('settled_at__isnull', False), ('state__in', ['arrived', 'failed'])), _connector='OR'), name='sending_settled_when'), models.CheckConstraint(condition=models.Q(models.Q(('way', 'hand'), models.Q(('code', ''), _negated=True)), models.Q(models.Q(('way', 'hand'), _negated=True), ('code', '')), _connector='OR'), name='sending_by_hand_has_a_code')],
                },
            ),
            migrations.CreateModel(
                name='FileLink',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('reason', models.CharField(max_length=500)),
                    ('at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('extracts', models.TextField(blank=True)),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='efile.file')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='linked_by', to='efile.file')),
                ],
                options={
                    'ordering': ['at', 'pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('file', 'other'), name='file_linked_once'), models.CheckConstraint(condition=models.Q(('file', models.F('other')), _negated=True), name='file_linked_to_another')],
                },
            ),
            migrations.CreateModel(
                name='FileNumber',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=100)),
                    ('folded', models.CharField(max_length=100)),
                    ('kind', models.CharField(choices=[('paper', 'Physical file'), ('system', 'Another system'), ('merged', 'A part merged into it'), ('other', 'Another earlier number')], max_length=8)),
                    ('at', models.DateTimeField()),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='numbers', to='efile.file')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                ],
                options={
                    'ordering': ['at', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('file', 'number'), name='earlier_number_once'), models.CheckConstraint(condition=models.Q(('number', ''), _negated=True), name='earlier_number_is_one')],
                },
            ),
            migrations.CreateModel(
                name='FileScan',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('place', models.PositiveSmallIntegerField()),
                    ('title', models.CharField(max_length=200)),
                    ('first_page', models.PositiveIntegerField()),
                    ('pages', models.PositiveIntegerField()),
                    ('at', models.DateTimeField()),
                    ('content', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='notings.content')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scans', to='efile.file')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                ],
                options={
                    'ordering': ['place'],
                    'constraints': [models.UniqueConstraint(fields=('file', 'place'), name='file_scan_place'), models.CheckConstraint(condition=models.Q(('first_page__gte', 1), ('pages__gte', 1)), name='file_scan_pages')],
                },
            ),
            migrations.CreateModel(
                name='Volume',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveSmallIntegerField(help_text='2 and on; the first is the file itself')),
                    ('first_page', models.PositiveIntegerField()),
                    ('at', models.DateTimeField()),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='volumes', to='efile.file')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                ],
                options={
                    'ordering': ['number'],
                    'constraints': [models.UniqueConstraint(fields=('file', 'number'), name='file_volume_once'), models.CheckConstraint(condition=models.Q(('first_page__gte', 2), ('number__gte', 2)), name='file_volume_follows')],
                },
            ),
            migrations.CreateModel(
                name='Label',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=30)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['name'],
                    'constraints': [models.UniqueConstraint(fields=('post', 'user', 'name'), name='label_once')],
                },
            ),
            migrations.CreateModel(
                name='Labelled',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('label', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='labelled', to='efile.label')),
                    ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='efile.matter')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('label', 'matter'), name='labelled_once')],
                },
            ),
            migrations.CreateModel(
                name='SavedView',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=40)),
                    ('query', models.CharField(help_text='As it stands in the address of the desk', max_length=200)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('post', models.ForeignKey(help_text='Who kept it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('section', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.section')),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['name'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('user__isnull', True), ('section__isnull', True), _connector='XOR'), name='view_is_ones_or_a_sections'), models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('post', 'user', 'name'), name='view_of_one_once'), models.UniqueConstraint(condition=models.Q(('section__isnull', False)), fields=('section', 'name'), name='view_of_section_once')],
                },
            ),
            migrations.CreateModel(
                name='GuardPaper',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(choices=[('act', 'Act or rules'), ('order', 'Government order'), ('circular', 'Circular'), ('judgment', 'Judgment'), ('precedent', 'Decision of the office'), ('specimen', 'Specimen')], max_length=10)),
                    ('title', models.CharField(max_length=200)),
                    ('number', models.CharField(blank=True, help_text='of the order itself, as it is written', max_length=100)),
                    ('dated', models.DateField(help_text='of the order itself', null=True)),
                    ('by', models.JSONField(help_text='who put it in, as he was')),
                    ('at', models.DateTimeField()),
                    ('out_at', models.DateTimeField(null=True)),
                    ('out_why', models.CharField(blank=True, max_length=300)),
                    ('content', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='notings.content')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('post', models.ForeignKey(help_text='who put it in', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                ],
                options={
                    'indexes': [models.Index(models.F('office'), models.OrderBy(models.F('at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='guard_newest_idx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['act', 'order', 'circular', 'judgment', 'precedent', 'specimen'])), name='guard_kind_known'), models.CheckConstraint(condition=models.Q(('out_at__isnull', True), models.Q(('out_why', ''), _negated=True), _connector='XOR'), name='guard_out_says_why'), models.UniqueConstraint(condition=models.Q(('out_at__isnull', True)), fields=('office', 'content'), name='guard_paper_once')],
                },
            ),
            migrations.CreateModel(
                name='Printout',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('by', models.JSONField(help_text='The reader as he was: name, post, charge, in both languages')),
                    ('language', models.CharField(max_length=5)),
                    ('state', models.CharField(choices=[('waiting', 'waiting for the worker'), ('making', 'being made'), ('ready', 'ready'), ('failed', 'failed')], default='waiting', max_length=7)),
                    ('done', models.PositiveIntegerField(default=0, help_text='Papers laid on leaves so far')),
                    ('total', models.PositiveIntegerField(default=0)),
                    ('tries', models.PositiveSmallIntegerField(default=0)),
                    ('asked_at', models.DateTimeField()),
                    ('told_at', models.DateTimeField(help_text='When something was last heard of it')),
                    ('ready_at', models.DateTimeField(null=True)),
                    ('matters', models.JSONField(default=list)),
                    ('secrecy', models.PositiveSmallIntegerField(default=0)),
                    ('pages', models.PositiveIntegerField(default=0)),
                    ('size', models.PositiveBigIntegerField(default=0, help_text='bytes')),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='prints', to='efile.file')),
                    ('matter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='prints', to='efile.matter')),
                    ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state__in', ('waiting', 'making'))), fields=['asked_at'], name='print_live_idx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('file__isnull', True), ('matter__isnull', True), _connector='XOR'), name='print_of_one'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(('ready_at__isnull', False), ('sha256__regex', '^[0-9a-f]{64}$')), _connector='OR'), name='print_ready_has_its_hash'), models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'making'))), fields=('user', 'post', 'file', 'matter'), name='print_once_at_a_time', nulls_distinct=False)],
                },
            ),
            migrations.CreateModel(
                name='StandbyCopy',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('folder', models.CharField(help_text='Where it lies', max_length=500)),
                    ('begun_at', models.DateTimeField()),
                    ('made_at', models.DateTimeField(null=True)),
                    ('files', models.PositiveIntegerField(default=0)),
                    ('matters', models.PositiveIntegerField(default=0)),
                    ('papers', models.PositiveIntegerField(default=0)),
                    ('copied', models.PositiveIntegerField(default=0, help_text='Papers that the copy before did not have')),
                    ('size', models.PositiveBigIntegerField(default=0, help_text='bytes of all pages and papers')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                ],
                options={
                    'ordering': ['-begun_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='Follow',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('seen', models.PositiveIntegerField()),
                    ('since', models.DateTimeField()),
                    ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='efile.matter')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-since', '-id'],
                    'constraints': [models.UniqueConstraint(fields=('post', 'user', 'matter'), name='follow_once')],
                },
            ),
            migrations.CreateModel(
                name='Reminder',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('words', models.CharField(blank=True, max_length=300)),
                    ('act_by', models.DateField(null=True)),
                    ('at', models.DateTimeField()),
                    ('by_post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                    ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='efile.matter')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.office')),
                    ('thread', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='efile.thread')),
                    ('to_post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hierarchy.post')),
                ],
                options={
                    'ordering': ['-at', '-id'],
                    'indexes': [models.Index(fields=['thread', '-at'], name='reminder_thread_idx'), models.Index(fields=['by_post', '-at'], name='reminder_by_idx')],
                },
            ),
        ]),
        migrations.RunSQL(FIXED + FOLD + KEEP + EARLIER_NUMBERS),
        migrations.RunPython(add_readings_only),
    ]
