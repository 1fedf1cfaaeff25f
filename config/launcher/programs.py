"""The command lines of the application's own processes and what they may know."""

import os
import sys
from pathlib import Path

from config.environment import BASE_DIR, Environment

WEB_WORKERS = 2
WEB_THREADS = 4
TASK_PROCESSES = 2
# Credentials above the role `app` stay with the launcher.
NEVER_PASSED_ON = ("MIGRATION_DATABASE_URL", "SUPERUSER_DATABASE_URL")


def application_environment(
    environment: Environment, *, database_url: str, broker_url: str
) -> dict[str, str]:
    passed = {k: v for k, v in os.environ.items() if k not in NEVER_PASSED_ON}
    return passed | {
        "DATABASE_URL": database_url,
        "BROKER_URL": broker_url,
        "DATA_DIR": str(environment.data_dir),
        "DEMO": "1" if environment.demo else "0",
        "HOST": environment.host,
        "PORT": str(environment.port),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(BASE_DIR),
        "PYTHONUNBUFFERED": "1",
    }


def web_command(host: str, port: int, *, workers: int = WEB_WORKERS) -> list[str]:
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    options = ["--bind", address, "--workers", str(workers), "--threads", str(WEB_THREADS)]
    options += ["--graceful-timeout", "10", "--timeout", "60", "--max-requests", "20000"]
    options += ["--max-requests-jitter", "2000", "--worker-tmp-dir", _memory_folder()]
    options += ["--no-control-socket"]
    return [sys.executable, "-m", "gunicorn", *options, "config.wsgi:application"]


def worker_command(*, processes: int = TASK_PROCESSES) -> list[str]:
    options = ["--loglevel", "INFO", "--concurrency", str(processes), "--without-gossip"]
    return [sys.executable, "-m", "celery", "--app", "config", "worker", *options, "--without-mingle"]


def beat_command(data_dir: Path) -> list[str]:
    options = ["--loglevel", "INFO", "--schedule", str(data_dir / "beat-schedule"), "--pidfile="]
    return [sys.executable, "-m", "celery", "--app", "config", "beat", *options]


def _memory_folder() -> str:
    """Worker heartbeats of gunicorn are touched files: kept off the disk where that is possible."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp"
