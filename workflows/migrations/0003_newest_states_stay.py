"""The newest two states of an instance stay: pull back reads the older one."""

from django.db import migrations

FORWARDS = """
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
BACKWARDS = "DROP FUNCTION public.workflows_keep_states CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("workflows", "0002_never_changed")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
