"""The audit reads the record; passwords and sessions are no part of it and would let it sign in."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from ledger.roles import hide_from_audit


def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    hide_from_audit(editor, "hierarchy_user", column="password")
    hide_from_audit(editor, "django_session")


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0003_rights"),
        ("hierarchy", "0001_posts_and_charges"),
        ("sessions", "0001_initial"),
    ]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
