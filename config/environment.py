"""What the surroundings say: one reading of the environment for settings, launcher and commands."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from config.servers.faults import sentence_for
from config.servers.interface import ServerFault

BASE_DIR = Path(__file__).resolve().parent.parent
DATABASE_FORM = "postgresql://user:password@host:port/database"
BROKER_FORM = "redis://:password@host:port/0"
CLAMD_FORM = "tcp://host:port or unix:///path"
ENDPOINT_FORM = "https://host:port"
SERVICE_FORM = "https://host:port/path"
SCHEMES = {
    DATABASE_FORM: frozenset({"postgresql", "postgres"}),
    BROKER_FORM: frozenset({"redis", "rediss", "unix"}),
    CLAMD_FORM: frozenset({"tcp", "unix"}),
    ENDPOINT_FORM: frozenset({"https", "http"}),
    SERVICE_FORM: frozenset({"https"}),
}
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
    most_megabytes: int
    clamd: str | None
    papers_bucket: str | None
    s3_endpoint: str | None
    esign_url: str | None
    standby_folder: Path | None
    standby_hours: int

    @property
    def open_to_network(self) -> bool:
        return self.host not in LOOPBACK


def read_environment(values: Mapping[str, str] | None = None) -> Environment:
    """ServerFault, in one sentence, when a value cannot be what its name asks for."""
    env = os.environ if values is None else values
    data_dir = Path(env.get("DATA_DIR") or BASE_DIR / "var")
    static_dir = env.get("STATIC_DIR")
    return Environment(
        data_dir=Path(os.path.abspath(data_dir)),
        database_url=address(env, "DATABASE_URL", DATABASE_FORM),
        migration_database_url=address(env, "MIGRATION_DATABASE_URL", DATABASE_FORM),
        broker_url=address(env, "BROKER_URL", BROKER_FORM),
        host=env.get("HOST") or "127.0.0.1",
        port=number(env, "PORT", default=8000, least=1, most=65535),
        demo=is_on(env.get("DEMO")),
        debug=is_on(env.get("DEBUG")),
        https=is_on(env.get("HTTPS")),
        static_dir=Path(static_dir) if static_dir else None,
        allowed_hosts=tuple(filter(None, env.get("ALLOWED_HOSTS", "").split(","))),
        minimum_free_mb=number(env, "MINIMUM_FREE_MB", default=300),
        undo_seconds=number(env, "UNDO_SECONDS", default=60),
        most_megabytes=number(env, "MOST_MEGABYTES", default=25, least=1, most=1024),
        clamd=address(env, "CLAMD", CLAMD_FORM),
        papers_bucket=env.get("PAPERS_BUCKET") or None,
        s3_endpoint=address(env, "S3_ENDPOINT", ENDPOINT_FORM),
        esign_url=address(env, "ESIGN_URL", SERVICE_FORM),
        standby_folder=Path(os.path.abspath(standby)) if (standby := env.get("STANDBY_FOLDER")) else None,
        standby_hours=number(env, "STANDBY_HOURS", default=6, least=1, most=7 * 24),
    )


def address(env: Mapping[str, str], name: str, form: str) -> str | None:
    """The address of a server as it was given. The refusal does not repeat it: it holds a password."""
    given = env.get(name)
    if not given:
        return None
    try:
        parts = urlsplit(given)
        fits = parts.scheme in SCHEMES[form] and parts.port != 0
    except ValueError:
        fits = False
    if not fits:
        raise ServerFault(f"{name} is not an address of the form {form}.")
    return given


def secret_key(data_dir: Path, given: str | None) -> str:
    """The signing key: the one given, or one made once and kept in the data folder (mode 0600)."""
    if given:
        return given
    return kept_secret(data_dir / "secret", length=64)


def kept_secret(path: Path, length: int = 32) -> str:
    """A random word kept in a file that only its owner reads; two first readers get the same."""
    try:
        return _read_or_make(path, length)
    except OSError as error:
        raise sentence_for(error, path.parent) from None


def _read_or_make(path: Path, length: int) -> str:
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


def number(
    env: Mapping[str, str], name: str, *, default: int, least: int = 0, most: int | None = None
) -> int:
    given = env.get(name) or str(default)
    try:
        number = int(given)
    except ValueError:
        number = least - 1
    if number < least or (most is not None and number > most):
        span = f"from {least} to {most}" if most is not None else f"of {least} or more"
        raise ServerFault(f"{name} must be a whole number {span}, not “{given}”.")
    return number


def is_on(value: str | None) -> bool:
    return (value or "").strip().lower() in {"1", "on", "true", "yes"}
