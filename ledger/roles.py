"""The database roles and what each may do. Which tables are the record is said here once."""

from typing import Final

from django.conf import settings
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from psycopg import sql

DEFAULT_ROLES: Final = {"app": "app", "seal": "seal", "audit": "audit"}

ORDINARY: Final = """
GRANT USAGE ON SCHEMA public TO {role};
GRANT {rights} ON ALL TABLES IN SCHEMA public TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {rights} ON TABLES TO {role};
"""
SEQUENCES: Final = """
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role};
"""
APP: Final = """
REVOKE ALL ON ledger_stream, ledger_entry, ledger_payload, django_migrations FROM {role};
GRANT SELECT ON ledger_stream, ledger_entry, ledger_payload, django_migrations TO {role};
GRANT EXECUTE ON FUNCTION ledger_append TO {role};
"""
SEAL: Final = """
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT ON ledger_stream, ledger_entry TO {role};
"""
HIDE: Final = "REVOKE SELECT ON {table} FROM {role}"
INSERT_ONLY: Final = "REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}"
SHOW: Final = "GRANT SELECT ({columns}) ON {table} TO {role}"


def role_names() -> dict[str, str]:
    """Database role name by duty (app, seal, audit): `settings.LEDGER_ROLES` over the defaults."""
    return {**DEFAULT_ROLES, **getattr(settings, "LEDGER_ROLES", {})}


def grant(editor: BaseDatabaseSchemaEditor) -> None:
    """Give each existing role its rights on the tables of now and of later migrations.

    A role that does not exist is passed over: an installation on somebody else's server may run
    everything under one login, and then only the triggers hold.
    """
    names = role_names()
    for duty, statements in (
        ("app", _ordinary("SELECT, INSERT, UPDATE, DELETE") + SEQUENCES + APP),
        ("seal", SEAL),
        ("audit", _ordinary("SELECT")),
    ):
        if _exists(editor, names[duty]):
            _run(editor, statements, names[duty])


def hide_from_audit(editor: BaseDatabaseSchemaEditor, table: str, column: str | None = None) -> None:
    """Take a table, or one column of it, out of what the audit reads; a later column is hidden too."""
    role = role_names()["audit"]
    if not _exists(editor, role):
        return
    _run(editor, HIDE, role, table=sql.Identifier(table))
    if column:
        shown = [sql.Identifier(name) for name in _columns(editor, table) if name != column]
        _run(editor, SHOW, role, table=sql.Identifier(table), columns=sql.SQL(", ").join(shown))


def _columns(editor: BaseDatabaseSchemaEditor, table: str) -> list[str]:
    with editor.connection.cursor() as cursor:
        return [each.name for each in editor.connection.introspection.get_table_description(cursor, table)]


def _ordinary(rights: str) -> str:
    return ORDINARY.replace("{rights}", rights)


def _exists(editor: BaseDatabaseSchemaEditor, role: str) -> bool:
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        return cursor.fetchone() is not None


def _run(editor: BaseDatabaseSchemaEditor, statements: str, role: str, **names: sql.Composable) -> None:
    with editor.connection.cursor() as cursor:
        text = sql.SQL(statements).format(role=sql.Identifier(role), **names).as_string(cursor.cursor)
        cursor.execute(text)


def insert_only(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Let the role `app` add rows to a table and read them, and nothing more."""
    role = role_names()["app"]
    if _exists(editor, role):
        _run(editor, INSERT_ONLY, role, table=sql.Identifier(table))
