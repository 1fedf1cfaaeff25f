import shutil
from pathlib import Path
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError

from config.environment import read_environment
from config.launcher.start import COMMAND
from config.servers.afresh import make_afresh
from config.servers.faults import first_reason, sentence_for
from config.servers.folder import DataFolder
from config.servers.interface import ServerFault

KEPT = {"run", "log", "kind", "format"}


class Command(BaseCommand):
    help = (
        "Make the demonstration district fresh, dated from today: at once while it runs (everybody is then "
        "signed out), else by throwing it away for the next start."
    )
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
            self._while_it_runs(folder)
            return
        try:
            for path in folder.path.iterdir():
                if path.name not in KEPT:
                    _remove(path)
        finally:
            folder.unlock()

    def _while_it_runs(self, folder: DataFolder) -> None:
        with folder.in_use():
            running = folder.running()
            if running is None or running.command != COMMAND:
                raise CommandError(f"Wait until Gotipath is up, or end {folder.holder()}; then repeat this.")
            try:
                make_afresh(folder, running, self.stdout.write)
            except ServerFault as fault:
                raise CommandError(str(fault)) from None
            except psycopg.Error as error:
                raise CommandError(f"The district was not made afresh: {first_reason(error)}.") from None
        self.stdout.write("The district is fresh. Whoever was signed in chooses a part again.")


def _remove(path: Path) -> None:
    if path.is_symlink():
        shutil.rmtree(path.readlink(), ignore_errors=True)
        path.unlink()
    elif path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
