"""Management commands with the servers and the database role they need."""

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

from django.core.management import execute_from_command_line
from django.db import ProgrammingError

from config.environment import read_environment
from config.servers.folder import Running
from config.servers.interface import Role, ServerFault
from config.servers.session import open_folder, servers_for_command

# These bring up their own servers, or need none.
WITHOUT_SERVERS = frozenset(
    "up help version check diffsettings makemessages compilemessages collectstatic findstatic "
    "startapp lint_flow test prepare_database demo_reset".split()
)
AS_OWNER = frozenset("migrate flush sqlflush makemigrations optimizemigration squashmigrations".split())


UNDEFINED_TABLE = "42P01"
NO_TABLES = "The tables are not there, or not up to date. Run `manage.py migrate` first, or `manage.py up`."


def run_command(argv: Sequence[str]) -> int:
    """Run one command; a fault of the servers is one sentence and exit code 1."""
    name = argv[1] if len(argv) > 1 else "help"
    signal.signal(signal.SIGTERM, _leave)
    try:
        if name in WITHOUT_SERVERS or name.startswith("-") or {"-h", "--help"} & set(argv):
            if name == "up":
                open_folder(read_environment())
            execute_from_command_line(list(argv))
            return 0
        with servers_for_command(read_environment(), f"manage.py {name}") as running:
            use_servers(running, Role.OWNER if name in AS_OWNER else Role.APP)
            execute_from_command_line(list(argv))
    except ServerFault as fault:
        print(fault, file=sys.stderr)
        return 1
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", None) != UNDEFINED_TABLE:
            raise
        print(NO_TABLES, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    return 0


def use_servers(running: Running, role: Role) -> None:
    """Point the settings, which are read after this, at the servers."""
    os.environ["DATABASE_URL"] = running.addresses[role]
    os.environ["BROKER_URL"] = running.broker
    os.environ.pop("MIGRATION_DATABASE_URL", None)


def _leave(signum: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)
