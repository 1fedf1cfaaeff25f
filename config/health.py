"""Liveness of the parts: database, broker, worker, beat, migrations. Each is "up" or a short word.

Every question has a connection of its own and a limit of time, for a server may take a connection and
then say nothing: the whole answer takes at most about three seconds.
"""

from typing import Final

import psycopg
import redis
from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

WORKER_KEY: Final = "health:worker"
BEAT_KEY: Final = "health:beat"
WORKER_SECONDS: Final = 15
BEAT_SECONDS: Final = 45
DATABASE_LIMIT: Final = 2
BROKER_LIMIT: Final = 0.8
_complete: set[str] = set()


def health() -> dict[str, str]:
    seen = _signs_of_life()
    database = _database()
    return {
        "database": database,
        "broker": "down" if seen is None else "up",
        "worker": "up" if seen and WORKER_KEY in seen else "silent",
        "beat": "up" if seen and BEAT_KEY in seen else "silent",
        "migrations": _migrations() if database == "up" else "unknown",
    }


def _signs_of_life() -> set[str] | None:
    limits = {"socket_timeout": BROKER_LIMIT, "socket_connect_timeout": BROKER_LIMIT}
    address = settings.CACHES["default"]["LOCATION"]
    try:
        with redis.Redis.from_url(address, **limits, retry=Retry(NoBackoff(), 0)) as client:
            return {key for key in (WORKER_KEY, BEAT_KEY) if client.exists(cache.make_key(key))}
    except RedisError:
        return None


def _database() -> str:
    address = {**connection.get_connection_params(), "connect_timeout": DATABASE_LIMIT}
    try:
        with psycopg.connect(**address) as own:
            own.execute("SELECT 1")
    except psycopg.Error:
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
