"""What the launcher asks of a database server and of a broker, whoever provides them."""

from enum import StrEnum
from typing import Protocol

DATABASE = "gotipath"


class Role(StrEnum):
    """Database roles. Only the launcher knows SUPERUSER; web and worker know APP alone."""

    SUPERUSER = "postgres"
    OWNER = "owner"
    APP = "app"
    SEAL = "seal"
    AUDIT = "audit"


class ServerFault(Exception):
    """Start-up cannot go on; the message is one sentence for the person at the terminal."""


class Server(Protocol):
    """A server of this installation. `ensure` prepares its folder and tells whether it was new."""

    name: str

    def ensure(self) -> bool: ...

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def is_running(self) -> bool: ...


class DatabaseServer(Server, Protocol):
    def dsn(self, role: Role, database: str = DATABASE) -> str: ...


class Broker(Server, Protocol):
    def url(self) -> str: ...
