"""A reading that was logged stays as it was: the application adds rows, and nobody changes one."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from ledger.roles import insert_only

FORWARDS = """
CREATE TRIGGER efile_accesslog_fixed BEFORE UPDATE OR DELETE OR TRUNCATE
  ON public.efile_accesslog FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
"""
BACKWARDS = "DROP TRIGGER efile_accesslog_fixed ON public.efile_accesslog;"


def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    insert_only(editor, "efile_accesslog")


class Migration(migrations.Migration):
    dependencies = [("efile", "0006_showing_and_access_log"), ("ledger", "0003_rights")]

    operations = [
        migrations.RunSQL(FORWARDS, BACKWARDS),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
