"""Database and broker addresses, taken apart and put together."""

from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit


def django_database(dsn: str, *, lock_timeout_ms: int | None) -> dict[str, Any]:
    """A DATABASES entry for a `postgresql://` address; `?host=` may name a socket folder."""
    parts = urlsplit(dsn)
    query = dict(parse_qsl(parts.query))
    options: dict[str, Any] = {k: v for k, v in query.items() if k not in {"host", "port"}}
    if lock_timeout_ms is not None:
        options["options"] = f"-c lock_timeout={lock_timeout_ms}"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or parts.hostname or "",
        "PORT": str(query.get("port") or parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def postgres_dsn(*, host: str, port: int, user: str, password: str, database: str) -> str:
    return f"postgresql://{quote(user)}:{quote(password)}@{host}:{port}/{quote(database)}"


def with_database(dsn: str, database: str) -> str:
    """The same server and role, another database (for brokers: another numbered space)."""
    parts = urlsplit(dsn)
    return urlunsplit(parts._replace(path=f"/{quote(database)}"))


def without_password(dsn: str) -> str:
    """For people and logs."""
    parts = urlsplit(dsn)
    where = parts.hostname or ""
    if parts.port:
        where = f"{where}:{parts.port}"
    if parts.username:
        where = f"{parts.username}@{where}"
    return urlunsplit(parts._replace(netloc=where))


def with_credentials(dsn: str, user: str, password: str, database: str) -> str:
    """The same server, another role and database."""
    parts = urlsplit(dsn)
    where = parts.netloc.rpartition("@")[2]
    return urlunsplit(
        parts._replace(netloc=f"{quote(user)}:{quote(password)}@{where}", path=f"/{quote(database)}")
    )
