"""Numbers without gaps, given by the sheet itself; signed paragraphs that nobody changes."""

from django.db import migrations

FORWARDS = """
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

BACKWARDS = """
DROP TRIGGER notings_paragraph_fixed ON public.notings_paragraph;
DROP TRIGGER notings_notesheet_fixed ON public.notings_notesheet;
DROP FUNCTION public.notings_number CASCADE;
DROP FUNCTION public.notings_guard_sheet CASCADE;
DROP FUNCTION public.notings_new_sheet CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("notings", "0001_sheets_and_paragraphs"), ("ledger", "0002_append")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
