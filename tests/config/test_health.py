"""/healthz names each part, and is well only when all are."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from config.health import BEAT_KEY, WORKER_KEY
from tests.base.plugin import DATA_DIR, VALKEY_PORT


@pytest.fixture
def signs_of_life(db: None) -> None:
    cache.set_many({WORKER_KEY: 1, BEAT_KEY: 1}, 30)


def test_it_is_open_to_everyone_and_kept_by_no_cache(client: Client, signs_of_life: None) -> None:
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(("key", "part"), [(WORKER_KEY, "worker"), (BEAT_KEY, "beat")])
def test_a_silent_part_makes_it_unwell(client: Client, signs_of_life: None, key: str, part: str) -> None:
    cache.delete(key)

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json()[part] == "silent"
    assert [name for name, state in answer.json().items() if state != "up"] == [part]


def test_a_broker_that_is_down_makes_it_unwell(client: Client, db: None) -> None:
    nowhere = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/1",
        }
    }
    with override_settings(CACHES=nowhere):
        answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json() == {
        "database": "up",
        "broker": "down",
        "worker": "silent",
        "beat": "silent",
        "migrations": "up",
    }


def test_a_migration_that_was_not_made_makes_it_unwell(client: Client, owner_cursor: psycopg.Cursor) -> None:
    cache.set_many({WORKER_KEY: 1, BEAT_KEY: 1}, 30)
    owner_cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json()["migrations"] == "1 waiting"


@pytest.fixture
def stopped(request: pytest.FixtureRequest) -> Iterator[None]:
    """One of the session's servers stands still: connections are taken, nothing answers."""
    processes = family(request.param)
    for pid in processes:
        os.kill(pid, signal.SIGSTOP)
    yield
    for pid in processes:
        os.kill(pid, signal.SIGCONT)


def family(mark: str) -> list[int]:
    """The server whose command line holds `mark`, and its children."""
    servers = [path.parent for path in Path("/proc").glob("[0-9]*/cmdline") if mark in _read(path)]
    server = min(servers, key=lambda path: int(path.name))
    children = (server / "task" / server.name / "children").read_text().split()
    return [int(pid) for pid in (server.name, *children)]


def _read(path: Path) -> str:
    try:
        return path.read_text().replace("\0", " ")
    except OSError:
        return ""


@pytest.mark.parametrize(
    ("stopped", "part"),
    [(f"-D {DATA_DIR}", "database"), (f":{VALKEY_PORT}", "broker")],
    indirect=["stopped"],
    ids=["database", "broker"],
)
def test_a_server_that_hangs_is_down_within_three_seconds(
    client: Client, signs_of_life: None, stopped: None, part: str
) -> None:
    began = time.monotonic()
    answer = client.get("/healthz")

    assert time.monotonic() - began < 3.5
    assert answer.status_code == 503
    assert answer.json()[part] == "down"
