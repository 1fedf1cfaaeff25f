"""Commands that Django and axes bring, and that would change an account without a record."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError


class ClosedCommand(BaseCommand):
    """Refuses whatever it is asked, and names what is done instead."""

    requires_system_checks = []
    instead = ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("given", nargs="*")

    def handle(self, *args: Any, **options: Any) -> None:
        raise CommandError(self.instead)


class ClosedAccounts(ClosedCommand):
    help = "Closed: an account is changed before a second person, in the office's record."
    instead = (
        "Nobody sets a password or makes an account from here. The administrator prints a sealed slip on the "
        "page of the account; where no administrator can sign in: manage.py first_code."
    )


class ClosedLocks(ClosedCommand):
    help = "Closed: a locked name is freed by the administrator, in the office's record."
    instead = "A locked name frees itself, or the administrator frees it on the page of the account."
