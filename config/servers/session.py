"""Servers for as long as a command needs them."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from config.environment import Environment
from config.servers.external import ExternalBroker, ExternalDatabase
from config.servers.faults import require_space, sentence_for
from config.servers.folder import DataFolder, Running
from config.servers.interface import Broker, DatabaseServer, Role, Server, ServerFault
from config.servers.kinds import require_kind, settle_kind
from config.servers.postgres import EmbeddedPostgres
from config.servers.roles import ROLES
from config.servers.valkey import EmbeddedValkey

PUBLISH_SECONDS = 120


@dataclass(frozen=True)
class Servers:
    database: DatabaseServer
    broker: Broker

    def running(self, command: str) -> Running:
        return Running(
            pid=os.getpid(),
            command=command,
            addresses=_known_addresses(self.database),
            broker=self.broker.url(),
        )


def choose_servers(environment: Environment, *, durable: bool = True) -> Servers:
    """Embedded ones, or those that DATABASE_URL and BROKER_URL name."""
    database: DatabaseServer
    broker: Broker
    if environment.database_url:
        if not environment.migration_database_url:
            raise ServerFault(
                "DATABASE_URL names a database of your own; set MIGRATION_DATABASE_URL to the address of "
                "its owner too (the README's “A database of your own” says how to make both)."
            )
        database = ExternalDatabase(
            {Role.APP: environment.database_url, Role.OWNER: environment.migration_database_url}
        )
    else:
        database = EmbeddedPostgres(environment.data_dir, durable=durable)
    broker = (
        ExternalBroker(environment.broker_url)
        if environment.broker_url
        else EmbeddedValkey(environment.data_dir)
    )
    return Servers(database, broker)


def open_folder(environment: Environment) -> DataFolder:
    """The data folder, ready to be locked; every way it may be unusable is one sentence."""
    folder = DataFolder(environment.data_dir)
    try:
        folder.prepare()
        require_space(folder.path, environment.minimum_free_mb)
    except OSError as error:
        raise sentence_for(error, environment.data_dir) from None
    return folder


@contextmanager
def servers_for_command(environment: Environment, command: str) -> Iterator[Running]:
    """Addresses of servers that are up: those already running for this data folder, or our own."""
    folder = open_folder(environment)
    require_kind(folder, demo=environment.demo)
    with ExitStack() as stack:
        if not _lock_or_join(folder, command, stack):
            yield _wait_for(folder)
            return
        stack.callback(folder.unlock)
        try:
            servers = choose_servers(environment)
            for server in (servers.database, servers.broker):
                stack.callback(server.stop)
                _bring_up(server)
        except OSError as error:
            raise sentence_for(error, environment.data_dir) from None
        if environment.demo:
            settle_kind(folder, servers.database, demo=True)
        running = servers.running(command)
        folder.publish(running)
        stack.callback(folder.wait_for_users)
        yield running


def _lock_or_join(folder: DataFolder, command: str, stack: ExitStack) -> bool:
    """True for the one who runs the servers; another keeps them from stopping."""
    try:
        if folder.try_lock(command):
            return True
        stack.enter_context(folder.in_use())
    except OSError as error:
        raise sentence_for(error, folder.path) from None
    return False


def _bring_up(server: Server) -> None:
    if server.ensure():
        print(f"{server.name}: new data folder made.", file=sys.stderr)
    server.start()


def _wait_for(folder: DataFolder) -> Running:
    limit = time.monotonic() + PUBLISH_SECONDS
    while time.monotonic() < limit:
        running = folder.running()
        if running is not None:
            return running
        time.sleep(0.2)
    raise ServerFault(
        f"The data folder {folder.path} is held by {folder.holder()}, whose servers do not come up."
    )


def _known_addresses(database: DatabaseServer) -> dict[str, str]:
    if isinstance(database, ExternalDatabase):
        return {role: database.dsn(role) for role in (Role.APP, Role.OWNER)}
    return {role: database.dsn(role) for role in ROLES}
