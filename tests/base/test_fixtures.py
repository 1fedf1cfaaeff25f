"""The fixtures of the test base do what they promise."""

import os
import signal
from pathlib import Path
from urllib.request import urlopen

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, connections, transaction
from playwright.sync_api import Page

from config.health import BEAT_KEY, WORKER_KEY
from config.tasks import heartbeat
from tests.base.processes import Program
from tests.base.waiting import wait_until


def test_a_rolled_back_test_leaves_nothing(db: None) -> None:
    assert not ContentType.objects.filter(app_label="left").exists()
    ContentType.objects.create(app_label="left", model="behind")


def test_the_next_test_finds_nothing(db: None) -> None:
    assert not ContentType.objects.filter(app_label="left").exists()


def test_a_durable_service_runs_inside_a_rolled_back_test(db: None) -> None:
    with transaction.atomic(durable=True):
        assert ContentType.objects.exists()


def test_a_fresh_database_keeps_what_is_committed(fresh_database: str) -> None:
    ContentType.objects.create(app_label="kept", model="here")
    connections.close_all()

    assert ContentType.objects.filter(app_label="kept").exists()


def test_another_fresh_database_begins_anew(fresh_database: str) -> None:
    assert connection.settings_dict["NAME"] == fresh_database
    assert not ContentType.objects.filter(app_label="kept").exists()


def test_the_cache_begins_empty(db: None) -> None:
    assert cache.get("left") is None
    cache.set("left", 1)
    assert cache.get("left") == 1


def test_the_cache_begins_empty_again(db: None) -> None:
    assert cache.get("left") is None


def test_the_live_app_is_a_process_of_its_own(live_app: Program) -> None:
    assert live_app.pid != os.getpid()
    with urlopen(f"{live_app.url}/static/web/mark.svg") as answer:
        assert answer.status == 200


def test_a_killed_live_app_starts_again_at_the_same_address(live_app: Program) -> None:
    live_app.kill()
    live_app.start()
    live_app.wait_until(lambda: _answers(live_app))


def test_the_worker_runs_what_is_sent(celery_worker_process: Program) -> None:
    assert cache.get(BEAT_KEY) is None

    heartbeat.delay()

    wait_until(lambda: cache.get(BEAT_KEY) == 1)
    assert cache.get(WORKER_KEY) == 1


def test_a_worker_can_be_frozen_and_thawed(celery_worker_process: Program) -> None:
    os.kill(celery_worker_process.pid, signal.SIGSTOP)
    heartbeat.delay()
    os.kill(celery_worker_process.pid, signal.SIGCONT)

    wait_until(lambda: cache.get(BEAT_KEY) == 1)


def test_a_tab_opens_a_page_of_the_live_app(page: Page, live_app: Program) -> None:
    page.goto(f"{live_app.url}/healthz")

    assert "database" in page.content()


def test_the_cases_are_a_folder(cases: Path) -> None:
    assert any(cases.iterdir())


def _answers(program: Program) -> bool:
    try:
        with urlopen(f"{program.url}/static/web/mark.svg", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
