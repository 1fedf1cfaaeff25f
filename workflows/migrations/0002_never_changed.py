"""Published versions are never changed or removed; stored states are only added and cut off."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER workflows_flowversion_fixed BEFORE UPDATE OR DELETE OR TRUNCATE
  ON public.workflows_flowversion FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER workflows_instancestate_fixed BEFORE UPDATE OR TRUNCATE
  ON public.workflows_instancestate FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
"""
BACKWARDS = """
DROP TRIGGER workflows_flowversion_fixed ON public.workflows_flowversion;
DROP TRIGGER workflows_instancestate_fixed ON public.workflows_instancestate;
"""


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_initial"), ("ledger", "0002_append")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
