"""Copy an office's current files into a folder of plain pages that opens without the system."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from efile.standby.folder import Busy
from efile.standby.making import make_copy
from hierarchy.models import Office


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--office", required=True, help="code of the office")
        parser.add_argument("--to", default="", help="folder; without it STANDBY_FOLDER")

    def handle(self, *args: Any, office: str, to: str, **options: Any) -> None:
        row = Office.objects.filter(code=office).first()
        if row is None:
            raise CommandError(f"No office has the code {office}.")
        home = Path(to) if to else settings.STANDBY_FOLDER
        if home is None:
            raise CommandError("Say in which folder: --to, or STANDBY_FOLDER in the environment.")
        try:
            made = make_copy(row, home.absolute(), timezone.now())
        except Busy as busy:
            raise CommandError(f"Another run is writing into {busy}.") from busy
        except OSError as error:
            raise CommandError(f"The copy could not be written: {error}") from error
        self.stdout.write(
            f"{made.files} files, {made.matters} matters, {made.papers} papers ({made.copied} copied), "
            f"{made.size} bytes: {made.folder}/current/index.html"
        )
