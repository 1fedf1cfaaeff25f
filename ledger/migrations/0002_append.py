"""The one way into the record, and the triggers that refuse every other.

The chain is made by the insert trigger itself, so nobody can insert an entry that is not an append.
A stream's head moves only from inside that trigger (trigger depth 2): a plain UPDATE is at depth 1.
"""

from django.db import migrations

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

UNDO = """
DROP FUNCTION public.ledger_append;
DROP FUNCTION public.ledger_chain CASCADE;
DROP FUNCTION public.ledger_guard_head CASCADE;
DROP FUNCTION public.ledger_new_stream CASCADE;
DROP FUNCTION public.refuse_change CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunSQL(REFUSE + CHAIN + TRIGGERS + APPEND, UNDO)]
