"""Loaded before Django's settings: gives the test session a data folder and addresses of its own.

Nothing is started here. The addresses are of servers that `tests.base.servers` starts when the
first test asks for them.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from config.environment import kept_secret
from config.servers.process import free_port

TEST_DATABASE = "test_gotipath"
DATA_DIR = Path(tempfile.mkdtemp(prefix="gotipath-test-"))
DATA_DIR.chmod(0o755)
POSTGRES_PORT = free_port()
VALKEY_PORT = free_port()


def database_url(role: str, database: str) -> str:
    password = kept_secret(DATA_DIR / "credentials" / role)
    return f"postgresql://{role}:{password}@127.0.0.1:{POSTGRES_PORT}/{database}"


def broker_url() -> str:
    return f"redis://:{kept_secret(DATA_DIR / 'credentials' / 'valkey')}@127.0.0.1:{VALKEY_PORT}/0"


for unwanted in ("MIGRATION_DATABASE_URL", "HOST", "PORT", "HTTPS", "STATIC_DIR", "ALLOWED_HOSTS"):
    os.environ.pop(unwanted, None)
# Hundreds of programs are started; without bytecode each compiles all it imports, 4 s of processor time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
os.environ.update(
    DATA_DIR=str(DATA_DIR),
    DATABASE_URL=database_url("app", TEST_DATABASE),
    BROKER_URL=broker_url(),
    DEMO="0",
    DEBUG="0",
)


def pytest_unconfigure() -> None:
    shutil.rmtree(DATA_DIR, ignore_errors=True)
