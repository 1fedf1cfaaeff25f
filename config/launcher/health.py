"""Waiting until the installation says of itself that every part is up."""

import json
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

from config.environment import Environment
from config.servers.interface import ServerFault

HEALTH_SECONDS = 90
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 [compared with, not bound to]


def wait_until_healthy(environment: Environment, alive: Callable[[], str | None]) -> None:
    """`alive` names a program that has died, which ends the waiting at once."""
    limit = time.monotonic() + HEALTH_SECONDS
    parts: dict[str, str] = {}
    while time.monotonic() < limit:
        dead = alive()
        if dead:
            raise ServerFault(f"The {dead} does not start; see {environment.data_dir / 'log'}.")
        status, parts = ask_health(environment.host, environment.port)
        if status == 200:
            return
        time.sleep(0.2)
    down = ", ".join(f"{name} is {state}" for name, state in parts.items() if state != "up")
    raise ServerFault(
        f"Gotipath did not become healthy within {HEALTH_SECONDS} s ({down or 'no answer'}); see "
        f"{environment.data_dir / 'log'}."
    )


def ask_health(host: str, port: int) -> tuple[int, dict[str, str]]:
    """Status and parts of /healthz; (0, {}) while nothing answers."""
    connection = HTTPConnection(ANYWHERE.get(host, host), port, timeout=10)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
        answer = connection.getresponse()
        return answer.status, dict(json.loads(answer.read()))
    except (OSError, HTTPException, ValueError):
        return 0, {}
    finally:
        connection.close()
