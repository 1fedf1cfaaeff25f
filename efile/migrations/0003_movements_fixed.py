"""A movement is never changed or removed: a pull-back is another movement."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER efile_movement_fixed BEFORE UPDATE OR DELETE OR TRUNCATE
  ON public.efile_movement FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
"""
BACKWARDS = "DROP TRIGGER efile_movement_fixed ON public.efile_movement;"


class Migration(migrations.Migration):
    dependencies = [("efile", "0002_initial"), ("ledger", "0002_append")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
