"""Whether the tables are those of this code, asked in the launcher to spare a process."""

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from config.dsn import django_database


def migrations_are_waiting(owner_dsn: str) -> bool:
    connections.databases["default"].update(django_database(owner_dsn, lock_timeout_ms=None))
    connection = connections["default"]
    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    finally:
        connection.close()
