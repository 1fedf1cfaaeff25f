"""No statement changes the record: neither the application's nor the owner's."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import transaction
from psycopg.errors import InsufficientPrivilege, RestrictViolation

from config.servers.interface import Role
from ledger import selectors
from ledger.ids import uuid7
from tests.base.plugin import database_url
from tests.ledger.acts import NOTE, forwarded

CHANGES = [
    f"{verb}"
    for table, column, value in (
        ("ledger_entry", "body", "'{}'"),
        ("ledger_payload", "value", "'x'"),
        ("ledger_stream", "head_seq", "7"),
    )
    for verb in (
        f"UPDATE {table} SET {column} = {value}",
        f"UPDATE {table} SET {column} = {value} WHERE false",
        f"DELETE FROM {table}",
        f"TRUNCATE {table} CASCADE",
        f"MERGE INTO {table} t USING (SELECT 1) s ON true WHEN MATCHED THEN UPDATE SET {column} = {value}",
        f"MERGE INTO {table} t USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE",
    )
]
SCHEMA = [
    statement
    for table in ("ledger_entry", "ledger_stream", "ledger_payload")
    for statement in (
        f"ALTER TABLE {table} DISABLE TRIGGER ALL",
        f"ALTER TABLE {table} ADD COLUMN extra int",
        f"DROP TABLE {table} CASCADE",
        f"CREATE TRIGGER t BEFORE INSERT ON {table} EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    )
]
PLANTED = [
    "CREATE TABLE public.mine (id int)",
    "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION ledger_chain() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "SET session_replication_role = replica",
    "SET ROLE owner",
    "ALTER ROLE app SUPERUSER",
    "ALTER FUNCTION ledger_append SECURITY INVOKER",
]
INSERTS = [
    "INSERT INTO ledger_stream (id, kind) VALUES (gen_random_uuid(), 'matter')",
    "INSERT INTO ledger_entry (stream_id, kind, at, body) SELECT id, 'a.b', now(), '{}' FROM ledger_stream",
    "INSERT INTO ledger_payload (id, stream_id, name, destroyed_under)"
    " SELECT gen_random_uuid(), id, 'note', 'order 1' FROM ledger_stream",
    "SELECT * FROM ledger_stream FOR UPDATE",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', 'x', now())",
]


@pytest.fixture
def recorded(fresh_database: str) -> str:
    with transaction.atomic():
        forwarded(uuid7(), texts={"note": NOTE})
    return fresh_database


@pytest.fixture
def cursors(recorded: str) -> Iterator[dict[Role, psycopg.Cursor]]:
    roles = (Role.OWNER, Role.APP, Role.SEAL, Role.AUDIT)
    connections = {role: psycopg.connect(database_url(role, recorded), autocommit=True) for role in roles}
    try:
        yield {role: connection.cursor() for role, connection in connections.items()}
    finally:
        for connection in connections.values():
            connection.close()


def test_the_application_may_not_change_the_record(cursors: dict[Role, psycopg.Cursor]) -> None:
    for statement in CHANGES + SCHEMA + PLANTED + INSERTS:
        with pytest.raises(InsufficientPrivilege):
            cursors[Role.APP].execute(statement)


def test_seal_and_audit_may_not_change_the_record(cursors: dict[Role, psycopg.Cursor]) -> None:
    for role in (Role.SEAL, Role.AUDIT):
        for statement in CHANGES + SCHEMA + INSERTS:
            with pytest.raises(InsufficientPrivilege):
                cursors[role].execute(statement)


def test_the_owner_is_refused_by_the_triggers(cursors: dict[Role, psycopg.Cursor]) -> None:
    for statement in CHANGES:
        with pytest.raises(RestrictViolation):
            cursors[Role.OWNER].execute(statement)


def test_the_owner_may_not_switch_replication_mode_on(cursors: dict[Role, psycopg.Cursor]) -> None:
    with pytest.raises(InsufficientPrivilege):
        cursors[Role.OWNER].execute("SET session_replication_role = replica")


def test_an_insert_by_the_owner_is_an_append_whatever_it_says(
    recorded: str, cursors: dict[Role, psycopg.Cursor]
) -> None:
    owner = cursors[Role.OWNER]
    owner.execute(
        "INSERT INTO ledger_entry (stream_id, seq, hash, kind, at, body)"
        " SELECT id, 40, 'forged', 'a.b', '2026-04-01 05:30Z',"
        """ '{"at":"2026-04-01T05:30:00.000000Z","by":{},"data":{},"kind":"a.b","texts":{}}'"""
        " FROM ledger_stream RETURNING stream_id, seq"
    )
    row = owner.fetchone()

    assert row is not None
    assert row[1] == 2
    assert selectors.check_chain(row[0]) is None


def test_a_stream_cannot_begin_ahead_of_its_entries(cursors: dict[Role, psycopg.Cursor]) -> None:
    owner = cursors[Role.OWNER]
    owner.execute(
        "INSERT INTO ledger_stream (id, kind, head_seq, head_hash)"
        " VALUES (gen_random_uuid(), 'matter', 9, 'forged') RETURNING head_seq, head_hash"
    )
    assert owner.fetchone() == (0, bytes(32))


def test_audit_reads_everything_and_seal_reads_the_chain_alone(
    cursors: dict[Role, psycopg.Cursor],
) -> None:
    for table in ("ledger_stream", "ledger_entry", "ledger_payload", "ledger_outbox", "hierarchy_post"):
        cursors[Role.AUDIT].execute(f"SELECT count(*) FROM {table}")
    for table in ("ledger_stream", "ledger_entry"):
        cursors[Role.SEAL].execute(f"SELECT count(*) FROM {table}")
    for table in ("ledger_payload", "hierarchy_user", "notings_paragraph"):
        with pytest.raises(InsufficientPrivilege):
            cursors[Role.SEAL].execute(f"SELECT count(*) FROM {table}")


def test_only_the_application_may_append(cursors: dict[Role, psycopg.Cursor]) -> None:
    append = (
        "SELECT ledger_append(gen_random_uuid(), 'matter', 'a.b', now(), '{}', NULL, NULL, NULL, NULL,"
        " NULL, NULL, NULL, NULL, NULL)"
    )
    cursors[Role.APP].execute(append)
    for role in (Role.SEAL, Role.AUDIT):
        with pytest.raises(InsufficientPrivilege):
            cursors[role].execute(append)


def test_the_application_works_on_ordinary_tables(cursors: dict[Role, psycopg.Cursor]) -> None:
    for verb in (
        'INSERT INTO notings_decisionphrase (id, text_bn, text_en, "order")'
        " VALUES (gen_random_uuid(), 'এক', 'one', 1)",
        "UPDATE notings_decisionphrase SET text_en = 'two' WHERE text_bn = 'এক'",
        "DELETE FROM notings_decisionphrase WHERE text_bn = 'এক'",
        "SELECT * FROM django_migrations",
    ):
        cursors[Role.APP].execute(verb)


def test_the_function_cannot_be_led_astray_by_a_search_path(cursors: dict[Role, psycopg.Cursor]) -> None:
    app = cursors[Role.APP]
    app.execute("SELECT proconfig, prosecdef FROM pg_proc WHERE proname = 'ledger_append'")
    assert app.fetchone() == (["search_path=pg_catalog, pg_temp"], True)
