"""The world of the table, made once for all its tests and rolled back after the last."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.security.asking import undone
from tests.security.world import World, make_world, without_memory


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), without_memory(), undone():
        made = make_world()
        gc.freeze()
        gc.set_threshold(20_000)
        yield made
        gc.unfreeze()
