"""Liveness of the parts: database, broker, worker, beat, migrations. Each is "up" or a short word."""

from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from redis.exceptions import RedisError

WORKER_KEY = "health:worker"
BEAT_KEY = "health:beat"
WORKER_SECONDS = 15
BEAT_SECONDS = 45
_complete: set[str] = set()


def health() -> dict[str, str]:
    seen = _signs_of_life()
    return {
        "database": _database(),
        "broker": "down" if seen is None else "up",
        "worker": "up" if seen and WORKER_KEY in seen else "silent",
        "beat": "up" if seen and BEAT_KEY in seen else "silent",
        "migrations": _migrations(),
    }


def _signs_of_life() -> dict[str, object] | None:
    try:
        return dict(cache.get_many([WORKER_KEY, BEAT_KEY]))
    except RedisError:
        return None


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "down"
    return "up"


def _migrations() -> str:
    """Reading every migration is slow, and tables once complete stay so while this code runs."""
    database = connection.settings_dict["NAME"]
    if database in _complete:
        return "up"
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return "unknown"
    if waiting:
        return f"{len(waiting)} waiting"
    _complete.add(database)
    return "up"
