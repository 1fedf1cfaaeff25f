"""Playwright keeps an event loop in the thread of the tests; what brings a loop of its own cannot see it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", autouse=True)
def without_the_loop_of_the_browser() -> Iterator[None]:
    """For modules without a browser: signing and checking a PDF run a loop, as they do in the web server."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)
