"""What lives in a data folder: a demonstration, which may be thrown away, or an office, never."""

import psycopg

from config.servers.folder import DataFolder
from config.servers.interface import DatabaseServer, Role, ServerFault


def require_kind(folder: DataFolder, *, demo: bool) -> None:
    """Refuse a demonstration where an office lives. Asked before anything is started."""
    if demo and folder.is_settled() and not folder.is_demonstration():
        raise _office_here(folder)


def settle_kind(folder: DataFolder, database: DatabaseServer, *, demo: bool) -> None:
    """Once the database is up, its first start decides the kind for good; matters that commands alone
    have brought in are an office's.
    """
    if folder.is_settled():
        return
    if demo and _holds_matters(database.dsn(Role.OWNER)):
        raise _office_here(folder)
    folder.settle(demo=demo)


def _office_here(folder: DataFolder) -> ServerFault:
    return ServerFault(
        f"The data folder {folder.path} holds an office's own records; demonstration mode does not "
        f"start on them (DEMO=0 starts the office, DATA_DIR= names another folder)."
    )


def _holds_matters(owner_dsn: str) -> bool:
    with psycopg.connect(owner_dsn, connect_timeout=10) as connection:
        if connection.execute("SELECT to_regclass('efile_matter')").fetchone() == (None,):
            return False
        return connection.execute("SELECT 1 FROM efile_matter LIMIT 1").fetchone() is not None
