"""The one way into the record, and the triggers that refuse every other.

The chain is made by the insert trigger itself, so nobody can insert an entry that is not an append.
A stream's head moves only from inside that trigger (trigger depth 2): a plain UPDATE is at depth 1.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
import ledger.ids
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from ledger.at_once import AtOnce
from ledger.roles import grant

REFUSE = """
CREATE FUNCTION public.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: what is recorded stays', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
"""

CHAIN = """
CREATE FUNCTION public.ledger_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.ledger_stream s
     SET head_seq = s.head_seq + 1,
         head_hash = pg_catalog.sha256('\\x01'::bytea || s.head_hash || pg_catalog.uuid_send(s.id)
                                       || pg_catalog.int8send(s.head_seq + 1) || NEW.body)
   WHERE s.id = NEW.stream_id
  RETURNING s.head_seq, s.head_hash INTO NEW.seq, NEW.hash;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no stream %', NEW.stream_id USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION public.ledger_guard_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_catalog.pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'UPDATE of % is refused: only an append moves a head', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION public.ledger_new_stream() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.head_seq := 0;
  NEW.head_hash := pg_catalog.decode(pg_catalog.repeat('00', 32), 'hex');
  RETURN NEW;
END $$;
"""

TRIGGERS = """
CREATE TRIGGER ledger_entry_chain BEFORE INSERT ON public.ledger_entry
  FOR EACH ROW EXECUTE FUNCTION public.ledger_chain();
CREATE TRIGGER ledger_entry_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON public.ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER ledger_payload_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON public.ledger_payload
  FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER ledger_stream_fixed BEFORE DELETE OR TRUNCATE ON public.ledger_stream
  FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER ledger_stream_head BEFORE UPDATE ON public.ledger_stream
  FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_guard_head();
CREATE TRIGGER ledger_stream_new BEFORE INSERT ON public.ledger_stream
  FOR EACH ROW EXECUTE FUNCTION public.ledger_new_stream();
ALTER TABLE public.ledger_stream SET (fillfactor = 80);
"""

APPEND = """
CREATE FUNCTION public.ledger_append(
  p_stream uuid, p_stream_kind text, p_kind text, p_at timestamptz, p_body bytea,
  p_expected bigint, p_key_user uuid, p_key uuid, p_request bytea, p_answer jsonb,
  p_payloads uuid[], p_names text[], p_salts bytea[], p_values text[],
  OUT entry_seq bigint, OUT entry_hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  head public.ledger_stream;
BEGIN
  SELECT * INTO head FROM public.ledger_stream s WHERE s.id = p_stream FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO public.ledger_stream (id, kind) VALUES (p_stream, p_stream_kind)
    ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM public.ledger_stream s WHERE s.id = p_stream FOR UPDATE;
  END IF;
  IF head.kind <> p_stream_kind THEN
    RAISE EXCEPTION 'stream % is of kind %, not %', p_stream, head.kind, p_stream_kind
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF p_expected IS NOT NULL AND p_expected <> head.head_seq THEN
    RAISE EXCEPTION 'ledger_stale_stream'
      USING ERRCODE = 'serialization_failure', DETAIL = head.head_seq::text;
  END IF;
  IF head.head_seq > 0 AND NOT EXISTS (
       SELECT FROM public.ledger_entry e
        WHERE e.stream_id = p_stream AND e.seq = head.head_seq AND e.hash = head.head_hash) THEN
    RAISE EXCEPTION 'ledger_broken_chain'
      USING ERRCODE = 'data_corrupted', DETAIL = head.head_seq::text;
  END IF;
  IF p_payloads IS NOT NULL THEN
    INSERT INTO public.ledger_payload (id, stream_id, name, salt, value)
    SELECT t.id, p_stream, t.name, t.salt, t.value
      FROM unnest(p_payloads, p_names, p_salts, p_values) AS t(id, name, salt, value);
  END IF;
  INSERT INTO public.ledger_entry AS e
         (stream_id, kind, at, body, key_user, key, request, answer)
  VALUES (p_stream, p_kind, p_at, p_body, p_key_user, p_key, p_request, p_answer)
  RETURNING e.seq, e.hash INTO entry_seq, entry_hash;
END $$;

REVOKE ALL ON FUNCTION public.ledger_append FROM PUBLIC;
"""


def rights(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Of the roles, on every table there is and, by default privileges, on every later one."""
    grant(editor)


class Migration(migrations.Migration):
    replaces = [
        ('ledger', '0001_initial'),
        ('ledger', '0002_append'),
        ('ledger', '0003_rights'),
    ]

    initial = True

    dependencies = []

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='Outbox',
                fields=[
                    ('id', models.UUIDField(default=ledger.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('topic', models.CharField(max_length=64)),
                    ('body', models.JSONField()),
                    ('dedupe', models.CharField(max_length=200, unique=True)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('available_at', models.DateTimeField()),
                    ('attempts', models.PositiveIntegerField(db_default=0)),
                    ('done_at', models.DateTimeField(null=True)),
                    ('last_error', models.TextField(db_default='')),
                ],
                options={
                    'verbose_name_plural': 'outbox',
                    'indexes': [models.Index(condition=models.Q(('done_at__isnull', True)), fields=['available_at', 'id'], name='ledger_outbox_open')],
                },
            ),
            migrations.CreateModel(
                name='Stream',
                fields=[
                    ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(choices=[('matter', 'Matter'), ('file', 'File'), ('receipt', 'Receipt'), ('office', 'Office'), ('flow', 'Flow')], editable=False, max_length=16)),
                    ('head_seq', models.BigIntegerField(editable=False)),
                    ('head_hash', models.BinaryField()),
                ],
                options={
                    'indexes': [models.Index(fields=['kind', 'id'], name='ledger_stream_kind')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['matter', 'file', 'receipt', 'office', 'flow'])), name='ledger_stream_kind_known')],
                },
            ),
            migrations.CreateModel(
                name='Payload',
                fields=[
                    ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(editable=False, max_length=64)),
                    ('salt', models.BinaryField(null=True)),
                    ('value', models.TextField(editable=False, null=True)),
                    ('destroyed_under', models.CharField(editable=False, max_length=200, null=True)),
                    ('stream', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.stream')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('destroyed_under__isnull', True), ('salt__isnull', False), ('value__isnull', False)), models.Q(('destroyed_under__isnull', False), ('salt__isnull', True), ('value__isnull', True)), _connector='OR'), name='ledger_payload_whole_or_destroyed')],
                },
            ),
            migrations.CreateModel(
                name='Entry',
                fields=[
                    ('pk', models.CompositePrimaryKey('stream_id', 'seq', blank=True, editable=False, primary_key=True, serialize=False)),
                    ('seq', models.BigIntegerField(editable=False)),
                    ('kind', models.CharField(editable=False, help_text='subject.past_tense', max_length=64)),
                    ('at', models.DateTimeField(editable=False)),
                    ('body', models.BinaryField()),
                    ('hash', models.BinaryField()),
                    ('key_user', models.UUIDField(editable=False, null=True)),
                    ('key', models.UUIDField(editable=False, null=True)),
                    ('request', models.BinaryField(help_text='sha256 of the request', null=True)),
                    ('answer', models.JSONField(editable=False, null=True)),
                    ('stream', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.stream')),
                ],
                options={
                    'verbose_name_plural': 'entries',
                    'constraints': [models.UniqueConstraint(condition=models.Q(('key__isnull', False)), fields=('key_user', 'key'), name='ledger_entry_key'), models.CheckConstraint(condition=models.Q(('seq__gte', 1)), name='ledger_entry_seq_from_one'), models.CheckConstraint(condition=models.Q(models.Q(('answer__isnull', True), ('key__isnull', True), ('key_user__isnull', True), ('request__isnull', True)), models.Q(('answer__isnull', False), ('key__isnull', False), ('key_user__isnull', False), ('request__isnull', False)), _connector='OR'), name='ledger_entry_key_whole')],
                },
            ),
        ]),
        migrations.RunSQL(REFUSE + CHAIN + TRIGGERS + APPEND),
        migrations.RunPython(rights),
    ]
