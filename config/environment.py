"""What the surroundings say: one reading of the environment for settings, launcher and commands."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Environment:
    """Settings of one installation. DSNs are None where the embedded server is used."""

    data_dir: Path
    database_url: str | None
    migration_database_url: str | None
    broker_url: str | None
    host: str
    port: int
    demo: bool
    debug: bool
    https: bool
    static_dir: Path | None
    allowed_hosts: tuple[str, ...]
    minimum_free_mb: int
    undo_seconds: int

    @property
    def open_to_network(self) -> bool:
        return self.host not in LOOPBACK


def read_environment(values: Mapping[str, str] | None = None) -> Environment:
    env = os.environ if values is None else values
    data_dir = Path(env.get("DATA_DIR") or BASE_DIR / "var")
    static_dir = env.get("STATIC_DIR")
    return Environment(
        data_dir=Path(os.path.abspath(data_dir)),
        database_url=env.get("DATABASE_URL") or None,
        migration_database_url=env.get("MIGRATION_DATABASE_URL") or None,
        broker_url=env.get("BROKER_URL") or None,
        host=env.get("HOST") or "127.0.0.1",
        port=int(env.get("PORT") or 8000),
        demo=_is_on(env.get("DEMO")),
        debug=_is_on(env.get("DEBUG")),
        https=_is_on(env.get("HTTPS")),
        static_dir=Path(static_dir) if static_dir else None,
        allowed_hosts=tuple(filter(None, env.get("ALLOWED_HOSTS", "").split(","))),
        minimum_free_mb=int(env.get("MINIMUM_FREE_MB") or 300),
        undo_seconds=int(env.get("UNDO_SECONDS", "60")),
    )


def secret_key(data_dir: Path, given: str | None) -> str:
    """The signing key: the one given, or one made once and kept in the data folder (mode 0600)."""
    if given:
        return given
    return kept_secret(data_dir / "secret", length=64)


def kept_secret(path: Path, length: int = 32) -> str:
    """A random word kept in a file that only its owner reads; two first readers get the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(secrets.token_hex(length // 2) + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()


def _is_on(value: str | None) -> bool:
    return (value or "").strip().lower() in {"1", "on", "true", "yes"}
