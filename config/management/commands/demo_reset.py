import shutil
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.environment import read_environment
from config.servers.faults import sentence_for
from config.servers.folder import DataFolder
from config.servers.interface import ServerFault

KEPT = {"run", "log", "kind", "format"}


class Command(BaseCommand):
    help = "Throw the demonstration district away; the next start makes it afresh, dated from that day."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        environment = read_environment()
        folder = DataFolder(environment.data_dir)
        if environment.database_url:
            raise CommandError("DATABASE_URL names a database of your own; drop it there yourself.")
        if not folder.path.exists():
            return
        if not folder.is_demonstration():
            raise CommandError(f"The data folder {folder.path} is no demonstration; nothing was thrown away.")
        try:
            folder.prepare()
            locked = folder.try_lock("manage.py demo_reset")
        except ServerFault as fault:
            raise CommandError(str(fault)) from None
        except OSError as error:
            raise CommandError(str(sentence_for(error, folder.path))) from None
        if not locked:
            raise CommandError(f"Stop Gotipath first ({folder.holder()}).")
        try:
            for path in folder.path.iterdir():
                if path.name not in KEPT:
                    _remove(path)
        finally:
            folder.unlock()


def _remove(path: Path) -> None:
    if path.is_symlink():
        shutil.rmtree(path.readlink(), ignore_errors=True)
        path.unlink()
    elif path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
