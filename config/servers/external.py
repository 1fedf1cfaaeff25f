"""A database or a broker that somebody else runs: `DATABASE_URL` and `BROKER_URL`."""

from collections.abc import Mapping

import psycopg
import redis

from config.dsn import with_database, without_password
from config.servers.faults import first_reason
from config.servers.interface import DATABASE, Role, ServerFault
from config.servers.roles import require_bengali, require_version


class ExternalDatabase:
    """Reached by the addresses given for its roles; started and stopped by others."""

    name = "PostgreSQL"

    def __init__(self, addresses: Mapping[Role, str]) -> None:
        self._addresses = addresses

    def ensure(self) -> bool:
        return False

    def start(self) -> None:
        for role, address in self._addresses.items():
            try:
                with psycopg.connect(address, connect_timeout=10) as connection:
                    require_version(connection.info.server_version)
                    require_bengali(connection, connection.info.dbname)
            except psycopg.Error as error:
                raise ServerFault(
                    f"The database at {without_password(address)} does not let the role {role} in: "
                    f"{first_reason(error)}."
                ) from None

    def stop(self) -> None:
        """Not ours to stop."""

    def is_running(self) -> bool:
        return True

    def dsn(self, role: Role, database: str = DATABASE) -> str:
        try:
            address = self._addresses[role]
        except KeyError:
            raise ServerFault(
                f"This needs the database role {role}: set "
                f"{'MIGRATION_DATABASE_URL' if role is Role.OWNER else 'the address of that role'}."
            ) from None
        return address if database == DATABASE else with_database(address, database)


class ExternalBroker:
    name = "Valkey"

    def __init__(self, address: str) -> None:
        self._address = address

    def ensure(self) -> bool:
        return False

    def start(self) -> None:
        client = redis.Redis.from_url(self._address, socket_connect_timeout=10)
        try:
            client.ping()
        except redis.RedisError as error:
            raise ServerFault(
                f"The broker at {without_password(self._address)} does not answer: {first_reason(error)}."
            ) from None
        finally:
            client.close()

    def stop(self) -> None:
        """Not ours to stop."""

    def is_running(self) -> bool:
        return True

    def url(self) -> str:
        return self._address
