"""A cache that keeps what the world was made with, and nothing that a request puts in."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.core.cache.backends.dummy import DummyCache


class KeepingCache(DummyCache):
    """Takes values while `filling`; else it forgets them, as any cache may. The sessions of the roles lie
    here as they do in an office's, where each request reads its session from the cache.
    """

    kept: ClassVar[dict[str, bytes]] = {}
    open: ClassVar[bool] = False

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        found = self.kept.get(self.make_and_validate_key(key, version=version))
        return default if found is None else pickle.loads(found)

    def set(self, key: Any, value: Any, timeout: Any = None, version: int | None = None) -> None:
        if KeepingCache.open:
            self.kept[self.make_and_validate_key(key, version=version)] = pickle.dumps(value)


@contextmanager
def filling() -> Iterator[None]:
    """What is put in now stays, until the world is taken down."""
    KeepingCache.open = True
    try:
        yield
    finally:
        KeepingCache.open = False
