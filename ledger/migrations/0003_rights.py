"""Rights of the roles, on every table there is and, by default privileges, on every later one."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from ledger.roles import grant


def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    grant(editor)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
