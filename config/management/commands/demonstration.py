from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string


class Command(BaseCommand):
    help = "Fill the demonstration district where it is not filled yet; --accounts lists who may sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accounts", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demonstration mode is off (DEMO=1 turns it on).")
        if options["accounts"]:
            for account in import_string(f"{settings.DEMONSTRATION}.accounts")():
                self.stdout.write(str(account))
        else:
            import_string(f"{settings.DEMONSTRATION}.ensure")(self.stdout.write)
